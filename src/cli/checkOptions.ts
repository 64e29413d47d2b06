import type { ParseArgsOptionsConfig } from 'node:util';
import { fail, succeed, type Outcome } from '../core/errors';
import { parseTimespan } from '../core/kql/timespan';
import { parseRuleChoice, SEVERITY_WORDS, type RuleSeverities, type RuleSeverity } from '../language/ruleSeverities';
import { wrongUsage } from './errors';

export const REPORT_FORMATS = ['text', 'json', 'sarif'] as const;

export interface CheckCommand {
  readonly kind: 'check';
  /** Files, folders and patterns; `-` is standard input. */
  readonly files: readonly string[];
  readonly format: (typeof REPORT_FORMATS)[number];
  /** More warnings than this are a failure. */
  readonly maxWarnings?: number;
  readonly rules: RuleSeverities;
  /** Mends what can be mended without a person, in place. */
  readonly fixes?: boolean;
  /** True where the queries are run with a timespan. */
  readonly hasTimespan?: boolean;
  /** Tables beside Defender's: `sentinel`, or paths of files that describe them. */
  readonly schemas?: readonly string[];
}

/** The options of the command line that belong to `check`. */
export const CHECK_OPTIONS = {
  format: { type: 'string' },
  'max-warnings': { type: 'string' },
  rule: { type: 'string', multiple: true },
  fix: { type: 'boolean' },
  timespan: { type: 'string' },
  schema: { type: 'string', multiple: true },
} as const satisfies ParseArgsOptionsConfig;

interface CheckValues {
  readonly format?: string | undefined;
  readonly 'max-warnings'?: string | undefined;
  readonly rule?: string[] | undefined;
  readonly fix?: boolean | undefined;
  readonly timespan?: string | undefined;
  readonly schema?: string[] | undefined;
}

export function parseCheckOptions(files: readonly string[], values: CheckValues): Outcome<CheckCommand> {
  const format = REPORT_FORMATS.find((known) => known === (values.format ?? 'text').toLowerCase());
  if (format === undefined) {
    return fail(wrongUsage(`"${values.format ?? ''}" is not a format.`, `Use one of ${REPORT_FORMATS.join(', ')}.`));
  }
  const maxWarnings = values['max-warnings'];
  if (maxWarnings !== undefined && !/^\d{1,9}$/.test(maxWarnings)) {
    return fail(wrongUsage(`"${maxWarnings}" is not a number of warnings.`, 'Give 0 or more.'));
  }
  const rules = parseRules(values.rule ?? []);
  if (!rules.ok) return rules;
  const timespan = values.timespan === undefined ? undefined : parseTimespan(values.timespan);
  if (timespan?.ok === false) return timespan;
  if (values.fix === true && files.includes('-')) {
    return fail(wrongUsage('--fix writes into files, and standard input is none.'));
  }
  return succeed({
    kind: 'check',
    files,
    format,
    rules: rules.value,
    ...(maxWarnings !== undefined && { maxWarnings: Number(maxWarnings) }),
    ...(values.fix === true && { fixes: true }),
    ...(timespan !== undefined && { hasTimespan: true }),
    ...(values.schema !== undefined && { schemas: values.schema }),
  });
}

function parseRules(texts: readonly string[]): Outcome<RuleSeverities> {
  const rules = new Map<string, RuleSeverity>();
  for (const text of texts) {
    const choice = parseRuleChoice(text);
    if (choice === undefined) {
      const hint = `Write CODE=SEVERITY, such as hunt-join-kind=off, with one of ${SEVERITY_WORDS.join(', ')}.`;
      return fail(wrongUsage(`"${text}" is not a rule.`, hint));
    }
    rules.set(...choice);
  }
  return succeed(rules);
}
