import { describe, expect, it } from 'vitest';
import { parseFilterText } from '../../../../../src/core/results/filtering/filterText';

describe('what is typed over a column', () => {
  it('is looked for in the texts', () => {
    expect(parseFilterText(' cmd.exe ', 'string')).toEqual({ kind: 'contains', text: 'cmd.exe', isNegated: false });
    expect(parseFilterText('!cmd', 'string')).toEqual({ kind: 'contains', text: 'cmd', isNegated: true });
    expect(parseFilterText('!', 'string')).toEqual({ kind: 'contains', text: '!', isNegated: false });
  });

  it('asks for nothing where nothing is typed', () => {
    expect(parseFilterText('  ', 'long')).toBeUndefined();
  });

  it('asks for nulls', () => {
    expect(parseFilterText('null', 'datetime')).toEqual({ kind: 'null', isNegated: false });
    expect(parseFilterText('!null', 'datetime')).toEqual({ kind: 'null', isNegated: true });
  });

  it('compares texts for equality only', () => {
    expect(parseFilterText('= a b', 'string')).toEqual({ kind: 'compares', operator: '=', value: 'a b' });
    expect(parseFilterText('!=a', 'guid')).toEqual({ kind: 'compares', operator: '!=', value: 'a' });
    expect(parseFilterText('<img src=x>', 'string')).toEqual({
      kind: 'contains',
      text: '<img src=x>',
      isNegated: false,
    });
    expect(parseFilterText('..\\..\\windows', 'string')).toMatchObject({ kind: 'contains' });
  });

  it.each(['<', '<=', '>', '>=', '=', '!='])('compares numbers with %s', (operator) => {
    expect(parseFilterText(`${operator} 5`, 'long')).toEqual({ kind: 'compares', operator, value: '5' });
  });

  it('takes a range of numbers or times', () => {
    expect(parseFilterText('-5 .. 10', 'real')).toEqual({ kind: 'between', from: '-5', to: '10' });
    expect(parseFilterText('00:01:00..01:00:00', 'timespan')).toEqual({
      kind: 'between',
      from: '00:01:00',
      to: '01:00:00',
    });
  });

  it.each([
    ['2026-01-31', '2026-01-31T00:00:00.0000000Z'],
    ['2026-01-31 23', '2026-01-31T23:00:00.0000000Z'],
    ['2026-01-31T23:59', '2026-01-31T23:59:00.0000000Z'],
    ['2026-01-31 23:59:58.12', '2026-01-31T23:59:58.1200000Z'],
    ['yesterday', 'yesterday'],
  ])('completes the datetime %s', (typed, value) => {
    expect(parseFilterText(`>= ${typed}`, 'datetime')).toEqual({ kind: 'compares', operator: '>=', value });
  });
});
