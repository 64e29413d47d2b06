import { describe, expect, test } from 'vitest';
import { AnalyzedQuery } from '../../../src/kusto/analyzedQuery';
import { shortenLists } from '../../../src/kusto/shortenLists';
import { diagnose } from '../../../src/language/diagnose';
import { HUNTING_SCOPE } from '../../fixtures/kustoDocument';

const hashes = (count: number) =>
  Array.from({ length: count }, (_, index) => `"${index.toString(16).padStart(40, '0')}"`).join(',\n  ');
const withList = (list: string) =>
  `DeviceFileEvents\n| where Timestamp > ago(1d) and SHA1 in (${list})\n| where Nope == 1`;

describe('shortenLists', () => {
  test('keeps the offset of everything outside the list', () => {
    const text = withList(hashes(500));
    const shortened = shortenLists(text);
    expect(shortened).toHaveLength(text.length);
    expect(shortened.indexOf('Nope')).toBe(text.indexOf('Nope'));
    expect(shortened.split('\n')).toHaveLength(text.split('\n').length);
    expect(shortened.trim().match(/"[0-9a-f]{40}"/g)).toHaveLength(101);
  });

  test('leaves shorter lists and other text alone', () => {
    const text = withList(hashes(50));
    expect(shortenLists(text)).toBe(text);
    expect(shortenLists('print 1, 2, "a"')).toBe('print 1, 2, "a"');
  });

  test('leaves as much to read of ten thousand hashes as of two hundred', () => {
    const read = (count: number) => shortenLists(withList(hashes(count))).replaceAll(/\s+/g, ' ').length;
    expect(read(10_000)).toBe(read(200));
  });

  test('has the same findings in a query with ten thousand hashes', () => {
    const find = (count: number) =>
      diagnose(new AnalyzedQuery(withList(hashes(count)), HUNTING_SCOPE)).map(({ code, message }) => [code, message]);
    expect(find(10_000)).toEqual(find(10));
  });

  test('still has what does not belong in the list reported', () => {
    const list = `${hashes(300)} = = ${hashes(300)}`;
    expect(
      diagnose(new AnalyzedQuery(withList(list), HUNTING_SCOPE)).some(({ severity }) => severity === 'error'),
    ).toBe(true);
  });
});
