import { describe, expect, test } from 'vitest';
import { AnalyzedQuery } from '../../../src/kusto/analyzedQuery';
import { completeAt } from '../../../src/kusto/completeAt';
import { splitAtCursor } from '../../fixtures/cursor';
import { HUNTING_SCOPE } from '../../fixtures/kustoDocument';

function complete(marked: string) {
  const { text, offset } = splitAtCursor(marked);
  const { start, end, items } = completeAt(new AnalyzedQuery(text, HUNTING_SCOPE), offset);
  const names = [...items].sort((a, b) => (a.order < b.order ? -1 : 1)).map(({ name }) => name);
  return { replaces: text.slice(start, end), names, items, find: (name: string) => items.find((i) => i.name === name) };
}

describe('completeAt', () => {
  test.each([
    ['Dev¦', 'DeviceProcessEvents'],
    ['// why\nD¦', 'DeviceInfo'],
    ['DeviceInfo | su¦', 'summarize'],
    ['DeviceInfo | mv-¦', 'mv-expand'],
    ['DeviceInfo | where Dev¦', 'DeviceName'],
    ['DeviceInfo | where DeviceName h¦', 'has'],
    ['DeviceInfo | where DeviceName !¦', '!contains'],
    ['DeviceInfo | where DeviceName == "x" a¦', 'and'],
    ['DeviceInfo | where Timestamp > a¦', 'ago'],
    ['DeviceInfo | extend Gap = now()-T¦', 'Timestamp'],
    ['DeviceInfo | summarize arg_¦', 'arg_max'],
    ['DeviceInfo | summarize b¦', 'by'],
    ['DeviceInfo | mv-expand LoggedOnUsers to t¦', 'typeof'],
    ['DeviceInfo | join kind=¦', 'leftouter'],
    ['DeviceInfo | join kind=inner (DeviceEvents) on $left.¦', 'DeviceName'],
    ['DeviceFileEvents | invoke F¦', 'FileProfile'],
    ['let minutes = 5m; DeviceInfo | where Timestamp > ago(m¦', 'minutes'],
    ['DeviceInfo | render t¦', 'timechart'],
  ])('proposes at %s the name %s', (marked, name) => {
    expect(complete(marked).names).toContain(name);
  });

  test.each([
    ['DeviceInfo | where Devi¦ceName == 1', 'DeviceName'],
    ['DeviceInfo | mv-ex¦pand LoggedOnUsers', 'mv-expand'],
    ['DeviceInfo | extend Gap = now()-T¦', 'T'],
    ['DeviceInfo | where ¦', ''],
    ['DeviceEvents | where ActionType == "Power¦Shell"', 'PowerShell'],
  ])('replaces at %s the word %s', (marked, word) => {
    expect(complete(marked).replaces).toBe(word);
  });

  test('says the type of columns and the parameters of functions', () => {
    const { find } = complete('DeviceInfo | where ¦');
    expect(find('Timestamp')?.detail).toBe('datetime');
    expect(find('strcat')?.detail).toMatch(/^\(.+\)$/);
  });

  test('puts likely things first: columns before functions, where before other operators', () => {
    const inWhere = complete('DeviceInfo | where ¦').names;
    expect(inWhere.indexOf('DeviceName')).toBeLessThan(inWhere.indexOf('strcat'));
    expect(complete('DeviceInfo | ¦').names[0]).toBe('where');
  });

  test.each([
    ['DeviceProcessEvents | where ActionType == "¦"', 'ProcessCreated'],
    ['DeviceProcessEvents | where ActionType in~ ("OpenProcess", "Proc¦', 'ProcessCreated'],
    ['DeviceProcessEvents | where ActionType == ¦', 'ProcessCreated'],
  ])('proposes known values of the compared column at %s', (marked, value) => {
    expect(complete(marked).find(value)?.kind).toBe('value');
  });

  test('writes a value as a literal where no quote is open', () => {
    expect(complete('DeviceLogonEvents | where ActionType == ¦').find('LogonFailed')?.before).toBe('"LogonFailed"');
    expect(complete('DeviceLogonEvents | where ActionType == "¦').find('LogonFailed')?.before).toBe('LogonFailed');
  });

  test('proposes the members that a dynamic value is known to have or is asked for elsewhere', () => {
    expect(complete('DeviceInfo | extend H = parse_url("x").¦').names).toContain('Host');
    expect(complete('DeviceInfo | extend A = X.Seen, B = X.¦').names).toContain('Seen');
    expect(complete('DeviceEvents | extend F = parse_json(AdditionalFields) | extend Command = F.¦').names).toContain(
      'Command',
    );
  });

  test('lists what Kusto keeps for old queries last, with what to write instead', () => {
    const { find, names } = complete('DeviceInfo | summarize ¦');
    expect(find('makeset')?.replacedBy).toBe('make_set');
    expect(names.indexOf('makeset')).toBeGreaterThan(names.indexOf('make_set'));
  });

  test.each(['DeviceInfo // De¦', '// De¦', 'print "De¦"', "print 'it¦"])('proposes nothing in %s', (marked) => {
    expect(complete(marked).names).toEqual([]);
  });

  test('lists the same functions from memory as the language service does itself', () => {
    const inFilter = complete('DeviceInfo | where ¦').names;
    const inPrint = complete('print ¦').items.filter(({ kind, replacedBy }) => kind === 'function' && !replacedBy);
    expect(inPrint.map(({ name }) => name).filter((name) => !inFilter.includes(name))).toEqual([]);
  });
});
