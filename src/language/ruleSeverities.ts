import * as v from 'valibot';
import type { KqlDiagnostic, Severity } from '../kusto/kqlDiagnostic';

/** How a finding is shown, or that it is not. */
export type RuleSeverity = Severity | 'off';

/** What a user chose, by code of the finding: `hunt-join-kind` → `off`. */
export type RuleSeverities = ReadonlyMap<string, RuleSeverity>;

/** The words of settings and of the command line. */
export const SEVERITY_WORDS = ['off', 'hint', 'info', 'warning', 'error'] as const;

const Word = v.pipe(
  v.picklist(SEVERITY_WORDS),
  v.transform((word): RuleSeverity => (word === 'info' ? 'information' : word)),
);

/** Reads the value of the setting `kqlHunting.lint.rules`; what makes no sense in it counts as not set. */
export function parseRuleSeverities(value: unknown): RuleSeverities {
  const rules = v.safeParse(v.record(v.string(), v.unknown()), value);
  const entries = Object.entries(rules.success ? rules.output : {});
  return new Map(entries.flatMap(([code, word]) => readEntry(code, word)));
}

/** Reads one choice as it is typed, `hunt-join-kind=off`; undefined where it makes no sense. */
export function parseRuleChoice(text: string): readonly [code: string, severity: RuleSeverity] | undefined {
  const [code = '', word] = text.split('=');
  return /^[A-Za-z][\w-]*$/.test(code) ? readEntry(code, word)[0] : undefined;
}

function readEntry(code: string, word: unknown): (readonly [string, RuleSeverity])[] {
  const severity = v.safeParse(Word, word);
  return severity.success ? [[code, severity.output]] : [];
}

/** Findings with the severities that a user chose. */
export function applyRules(findings: readonly KqlDiagnostic[], rules: RuleSeverities): KqlDiagnostic[] {
  return findings.flatMap((finding) => {
    const severity = rules.get(finding.code) ?? finding.severity;
    return severity === 'off' ? [] : [{ ...finding, severity }];
  });
}
