import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AnalyzedQuery } from '../../../../src/kusto/analyzedQuery';
import { diagnose } from '../../../../src/language/diagnose';
import { documentationOf } from '../../../../src/language/documentation';
import { ALL_LINTS } from '../../../../src/language/lints/allLints';
import { HUNTING_SCOPE } from '../../../fixtures/kustoDocument';

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../../../docs/lints.md'), 'utf8').replaceAll('\r', '');

/** The section of a code, with what its example calls bad and good. */
function readSection(code: string) {
  const section = PAGE.split(/^## /m).find((text) => text.startsWith(`${code}\n`)) ?? '';
  const [, bad = '', good = ''] = /```kql\n\/\/ bad\n([^]*?)\n\n\/\/ good\n([^]*?)\n```/.exec(section) ?? [];
  return { section, bad, good };
}

const codesOf = (text: string): string[] =>
  diagnose(new AnalyzedQuery(text, HUNTING_SCOPE)).map((finding) => finding.code);

describe.each(ALL_LINTS)('the documentation of $code', ({ code, severity }) => {
  const { section, bad, good } = readSection(code);

  it('is where its findings point to, and says the severity', () => {
    expect(documentationOf(code)).toMatch(new RegExp(`docs/lints\\.md#${code}$`));
    expect(section).toContain(`*${severity}* ·`);
  });

  it('has a bad example, of which nothing else is said', () => {
    expect([...new Set(codesOf(bad))]).toEqual([code]);
  });

  it('has a good example, of which nothing is said', () => {
    expect(good).not.toBe('');
    expect(codesOf(good)).toEqual([]);
  });
});
