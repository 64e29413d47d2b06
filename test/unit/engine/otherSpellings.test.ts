import { describe, expect, test } from 'vitest';
import { openBareEngine, readAnswer } from '../../fixtures/bareEngine';

const columns = [
  { name: 'IPAddress', type: 'string' },
  { name: 'Isp', type: 'string' },
] as const;
const ROWS = [`CREATE TABLE t0 AS SELECT '1.2.3.4' AS c0, 'Contoso' AS c1`];

describe('a column of two spellings', () => {
  test('is found by the one that the data does not have, and the data shows its own', async () => {
    const engine = await openBareEngine([{ name: 'CloudAppEvents', physicalName: 't0', columns }], ROWS);
    const { columns: shown, rows } = await readAnswer(engine, 'CloudAppEvents | where ISP == "Contoso"');
    expect(rows).toEqual([['1.2.3.4', 'Contoso']]);
    expect(shown.map(({ name }) => name)).toEqual(['IPAddress', 'Isp']);
  });

  test('is what the query itself calls so, where it does', async () => {
    const engine = await openBareEngine([{ name: 'CloudAppEvents', physicalName: 't0', columns }], ROWS);
    const { rows } = await readAnswer(engine, 'CloudAppEvents | extend ISP = "mine" | project ISP, Isp');
    expect(rows).toEqual([['mine', 'Contoso']]);
  });

  test('stays unknown in other tables', async () => {
    const engine = await openBareEngine([{ name: 'DeviceEvents', physicalName: 't0', columns }], ROWS);
    await expect(readAnswer(engine, 'DeviceEvents | project ISP')).rejects.toThrow('ISP');
  });
});
