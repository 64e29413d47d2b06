import { describe, expect, it } from 'vitest';
import { escapeRe2, sqlString } from '../../../../src/engine/sql/sqlText';

describe('sqlString', () => {
  it('quotes, and doubles quotes', () => {
    expect(sqlString("it's")).toBe("'it''s'");
    expect(sqlString('')).toBe("''");
  });

  it('keeps NULs, at which the database would end the statement', () => {
    expect(sqlString("a\0'b")).toBe("('a' || chr(0) || '''b')");
  });
});

describe('escapeRe2', () => {
  it('escapes what has a meaning', () => {
    expect(escapeRe2('a.b(c)*')).toBe('a\\.b\\(c\\)\\*');
  });
});
