import { AnalyzedQuery } from '../kusto/analyzedQuery';
import type { KqlDiagnostic, Severity } from '../kusto/kqlDiagnostic';
import { separateQueries } from '../kusto/separateQueries';
import type { BindingScope } from '../kusto/tableSchema';
import { diagnose } from './diagnose';
import type { EmbeddedText, QueryFile, TextSpan } from './queryFiles/queryFile';
import type { RuleSeverities } from './ruleSeverities';

/** What there is to say about a place in a file. */
export interface FileDiagnostic extends TextSpan {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

/** All that there is to say about a file and the queries in it. */
export function checkFile(file: QueryFile, scope: BindingScope, rules: RuleSeverities): FileDiagnostic[] {
  const faults = file.faults.map((fault): FileDiagnostic => ({ ...fault, severity: 'error' }));
  return [...faults, ...file.embedded.flatMap((embedded) => checkText(embedded, scope, rules))];
}

function checkText(embedded: EmbeddedText, scope: BindingScope, rules: RuleSeverities): FileDiagnostic[] {
  return separateQueries(embedded.text).flatMap(({ start, text }) => {
    const findings = diagnose(new AnalyzedQuery(text, scope), { rules, isDetection: embedded.isDetection });
    return findings.map((finding) => placeInFile(embedded, start, finding));
  });
}

function placeInFile(embedded: EmbeddedText, queryStart: number, finding: KqlDiagnostic): FileDiagnostic {
  const start = queryStart + finding.start;
  const { code, severity, message } = finding;
  return { ...embedded.locate(start, start + finding.length), code, severity, message };
}
