import { describe, expect, test } from 'vitest';
import { withOtherSpellings } from '../../../../src/engine/data/otherSpellings';
import { openBareEngine, readAnswer } from '../../../fixtures/bareEngine';

const columns = [
  { name: 'IPAddress', type: 'string' },
  { name: 'Isp', type: 'string' },
] as const;

describe('columns of two spellings', () => {
  test('are found by both, whichever the data has', async () => {
    const tables = [withOtherSpellings({ name: 'CloudAppEvents', physicalName: 't0', columns })];
    const engine = await openBareEngine(tables, [`CREATE TABLE t0 AS SELECT '1.2.3.4' AS c0, 'Contoso' AS c1`]);
    const { rows } = await readAnswer(engine, 'CloudAppEvents | where ISP == "Contoso" | project Isp, ISP');
    expect(rows).toEqual([['Contoso', 'Contoso']]);
  });

  test('are left alone where the data has both or neither, and in other tables', () => {
    const both = [...columns, { name: 'ISP', type: 'string' }] as const;
    const tables = [
      { name: 'CloudAppEvents', physicalName: 't0', columns: both },
      { name: 'CloudAppEvents', physicalName: 't0', columns: columns.slice(0, 1) },
      { name: 'DeviceEvents', physicalName: 't0', columns },
    ];
    expect(tables.map(withOtherSpellings)).toEqual(tables);
  });
});
