import { describe, expect, it } from 'vitest';
import { faultOfFilterText, parseFilterText } from '../../../../../src/core/results/filtering/filterText';

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

  it('leaves one end of a range open', () => {
    expect(parseFilterText('5..', 'long')).toEqual({ kind: 'compares', operator: '>=', value: '5' });
    expect(parseFilterText('..5', 'long')).toEqual({ kind: 'compares', operator: '<=', value: '5' });
  });

  it.each([
    ['2026-01-31', '2026-01-31T00:00:00.0000000Z', '2026-01-31T23:59:59.9999999Z'],
    ['2026-01-31 23', '2026-01-31T23:00:00.0000000Z', '2026-01-31T23:59:59.9999999Z'],
    ['2026-01-31T23:59+01:00', '2026-01-31T22:59:00.0000000Z', '2026-01-31T22:59:59.9999999Z'],
    ['2026-01-31 23:59:58-03:30', '2026-02-01T03:29:58.0000000Z', '2026-02-01T03:29:58.9999999Z'],
    ['2026-01-31 23:59:58.12', '2026-01-31T23:59:58.1200000Z', '2026-01-31T23:59:58.1299999Z'],
    ['2026-01-31T23:59:58.1234567Z', '2026-01-31T23:59:58.1234567Z', '2026-01-31T23:59:58.1234567Z'],
  ])('takes the time %s alone for all that lies in it', (typed, from, to) => {
    expect(parseFilterText(typed, 'datetime')).toEqual({ kind: 'between', from, to });
  });

  it.each([
    ['5m', '00:05:00'],
    ['1.5 h', '01:30:00'],
    ['-2d', '-2.00:00:00'],
    ['100ms', '00:00:00.1000000'],
    ['1tick', '00:00:00.0000001'],
    ['00:05', '00:05:00'],
    ['1.02:03', '1.02:03:00'],
    ['soon', 'soon'],
  ])('completes the timespan %s', (typed, value) => {
    expect(parseFilterText(`> ${typed}`, 'timespan')).toEqual({ kind: 'compares', operator: '>', value });
  });
});

describe('a fault in what is typed over a column', () => {
  it.each([
    ['> abc', 'long', '“abc” is no number. Type one such as 12, -0.5 or 1e6.'],
    ['1..x', 'real', '“x” is no number. Type one such as 12, -0.5 or 1e6.'],
    ['>', 'long', 'Nothing is no number. Type one such as 12, -0.5 or 1e6.'],
    ['> yesterday', 'datetime', '“yesterday” is no time. Type one such as 2026-01-31 or 2026-01-31 23:59.'],
    ['2026-02-30..2026-03-01', 'datetime', '“2026-02-30” is no time. Type one such as 2026-01-31 or 2026-01-31 23:59.'],
    ['< soon', 'timespan', '“soon” is no timespan. Type one such as 1.02:30:00, 00:05 or 5m.'],
    ['=yes', 'bool', '“yes” is neither true nor false.'],
    ['10..5', 'long', 'The range ends before it begins: write the lesser value first.'],
    ['2026-02-01..2026-01-31', 'datetime', 'The range ends before it begins: write the lesser value first.'],
  ] as const)('is told in a sentence: %s over %s', (typed, type, sentence) => {
    expect(faultOfFilterText(typed, type)).toBe(sentence);
  });

  it.each([
    ['> 5', 'long'],
    ['=NaN', 'real'],
    ['-Infinity..5', 'real'],
    ['2026-01', 'datetime'],
    ['2026-01-31..', 'datetime'],
    ['00:05..1h', 'timespan'],
    ['=TRUE', 'bool'],
    ['> abc', 'string'],
    ['', 'long'],
    ['null', 'long'],
  ] as const)('is not seen in %s over %s', (typed, type) => {
    expect(faultOfFilterText(typed, type)).toBeUndefined();
  });
});
