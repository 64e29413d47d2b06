import { describe, expect, it } from 'vitest';
import type { ScalarType } from '../../../../../src/core/results/scalarType';
import { suggestKeys } from '../../../../../src/core/results/comparing/suggestKeys';

describe('the keys proposed for a comparison', () => {
  it.each([
    [
      'of events',
      'Timestamp:datetime DeviceId:string ReportId:long FileName:string',
      ['Timestamp', 'DeviceId', 'ReportId'],
    ],
    ['of a device list', 'OSPlatform:string DeviceName:string', ['DeviceName']],
    ['of a summary', 'Publisher:string bin:datetime count_:long', ['Publisher', 'bin']],
    ['of numbers', 'a:long b:string', ['a']],
    ['of nothing', '', []],
  ])('%s', (_, columns, keys) => {
    expect(suggestKeys(columnsOf(columns), columnsOf(columns))).toEqual(keys);
  });

  it('are columns that both results have', () => {
    expect(suggestKeys(columnsOf('AlertId:string Title:string'), columnsOf('Title:string Severity:string'))).toEqual([
      'Title',
    ]);
  });
});

function columnsOf(text: string): { name: string; type: ScalarType }[] {
  return [...text.matchAll(/(\w+):(string|long|datetime)/g)].map(([, name = '', type]) => ({
    name,
    type: type === 'long' || type === 'datetime' ? type : 'string',
  }));
}
