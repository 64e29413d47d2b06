import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../../../fixtures/bareEngine';

describe('columns without a name', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  async function shape(query: string): Promise<string> {
    const { columns } = await readAnswer(engine, query);
    return columns.map(({ name, type }) => `${name}:${type}`).join(', ');
  }

  test('replace the column that Kusto names them by in extend', async () => {
    expect(await shape('print x = 1 | extend bin(x, 2), tostring(x)')).toBe('x:string');
    expect(await shape('print x = 1, y = 2 | extend bin(y, 1), x + 1, strcat(x)')).toBe(
      'x:long, y:long, Column1:long, Column2:string',
    );
  });

  test('get a number in project', async () => {
    expect(await shape('print x = 1 | project tostring(x), toint(x)')).toBe('x:string, x1:int');
  });

  test('are named by both series of a covariance', async () => {
    expect(await shape('print x = 1, y = 2 | summarize covariance(x, y), covariancep(x, x + y)')).toBe(
      'covariance_x_y:real, covariancep_x:real',
    );
    expect(await shape('print v = 1, w = 2 | summarize percentilesw_array(v, w, 50)')).toBe('percentile_v:dynamic');
  });

  test('keep the service’s type where the binder has another', async () => {
    const weeks = "datetime_diff('week', datetime(2020-12-31), datetime(2020-01-01))";
    expect(await shape(`print w = ${weeks}, j = jaccard_index(dynamic([1]), dynamic([1])) | project j, w`)).toBe(
      'j:real, w:real',
    );
  });
});
