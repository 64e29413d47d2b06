import { describe, expect, it } from 'vitest';
import { expandedSize } from '../../../../src/engine/sql/expandedSize';

describe('the size of SQL once its macros are expanded', () => {
  it('counts names, numbers and texts, and no sign between', () => {
    expect(expandedSize(`(v1 + 12) || 'it''s (a, b) CASE'`)).toBe(3);
  });

  it.each([
    ['k_real_equal(v1, v2)', 'v1', 2],
    ['k_real_equal(v1, v2)', 'v2', 1],
    ['k_divide(v1, v2)', 'v2', 3],
    // Macros that call macros: five times in `k_floor_divide`.
    ['k_bin_time(v1, v2)', 'v1', 5],
    ['k_bin_time(k_bin_time(v1, v2), v2)', 'v1', 25],
    ['other(v1, v1)', 'v1', 2],
    [`CASE v1 WHEN 'a' THEN 1 WHEN 'b' THEN 2 ELSE v1 END`, 'v1', 3],
    ['CASE WHEN v1 THEN 1 WHEN v1 THEN 2 END', 'v1', 2],
  ])('%s mentions %s %i times', (sql, name, times) => {
    const sizeWith = (size: number): number => expandedSize(sql, new Map([[name, size]]));
    expect(sizeWith(100) - sizeWith(0)).toBe(times * 100);
  });
});
