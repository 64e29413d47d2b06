import type { AnalyzedQuery } from '../kusto/analyzedQuery';
import { findWithAnalyzers } from '../kusto/analyzerFindings';
import type { KqlDiagnostic } from '../kusto/kqlDiagnostic';
import { walkTree } from '../kusto/walkTree';
import { isMarkedAsDetection } from './detectionMark';
import { ALL_LINTS } from './lints/allLints';
import type { LintedQuery } from './lints/lint';
import { applyRules, type RuleSeverities } from './ruleSeverities';
import { softenUnknownName } from './unknownNames';

export interface DiagnoseOptions {
  /** Severities that the user chose, by code. */
  readonly rules?: RuleSeverities;
  /** True where the query's file says that alerts are made of the rows; a comment in the query can say so as well. */
  readonly isDetection?: boolean;
  /** True where the query is sent with a timespan that its author chose. */
  readonly hasTimespan?: boolean;
}

/**
 * Kusto's analyzers that have a lint of their own here, or that speak of what a hunter cannot change. Rules can turn
 * them on.
 */
const QUIET_ANALYZERS: RuleSeverities = new Map([
  ['KS500', 'off'],
  ['KS507', 'hint'],
  ['KS508', 'off'],
  ['KS512', 'off'],
]);

/** All that there is to say about one query; offsets count from its beginning, findings are in text order. */
export function diagnose(query: AnalyzedQuery, options: DiagnoseOptions = {}): KqlDiagnostic[] {
  const { bound, text, scope } = query;
  if (bound === undefined) return [notUnderstood(text)];
  const nodes = [...walkTree(bound.root)];
  const isDetection = options.isDetection === true || isMarkedAsDetection(text);
  const rules = options.rules ?? new Map();
  const linted = { text, root: bound.root, nodes, isDetection, hasTimespan: options.hasTimespan === true };
  if (bound.root.kind === 'CommandBlock') return applyRules(findWithLints(linted), rules);
  const kustos = bound.diagnostics.map((finding) => softenUnknownName(finding, nodes, scope));
  // What does not bind is half understood, and its tree has gaps: advice on it would come and go with every key.
  const isWhole = !kustos.some(({ severity }) => severity === 'error');
  const advice = isWhole ? [...adviseWithAnalyzers(query, rules), ...findWithLints(linted)] : [];
  return applyRules([...kustos, ...advice], rules).sort(byPlace);
}

function adviseWithAnalyzers(query: AnalyzedQuery, rules: RuleSeverities): KqlDiagnostic[] {
  return applyRules(findWithAnalyzers(query), new Map([...QUIET_ANALYZERS, ...rules]));
}

function findWithLints(query: LintedQuery): KqlDiagnostic[] {
  return ALL_LINTS.flatMap(({ code, severity, find }) =>
    find(query).map((finding) => ({ code, severity, ...finding })),
  );
}

function byPlace(a: KqlDiagnostic, b: KqlDiagnostic): number {
  return a.start - b.start || a.length - b.length || (a.code < b.code ? -1 : Number(a.code > b.code));
}

/** Kusto's language service fails on a few texts, some graph patterns among them. */
function notUnderstood(text: string): KqlDiagnostic {
  return {
    code: 'not-checked',
    severity: 'information',
    message: 'Kusto’s language service cannot read this query, or it is too long, so it was not checked.',
    start: text.search(/\S|$/),
    length: 0,
  };
}
