import { AnalyzedQuery } from '../kusto/analyzedQuery';
import type { KqlDiagnostic, Severity } from '../kusto/kqlDiagnostic';
import type { BindingScope } from '../kusto/tableSchema';
import { diagnose, type DiagnoseOptions } from './diagnose';
import { queriesIn } from './queryFiles/queriesIn';
import type { EmbeddedText, QueryFile, TextSpan } from './queryFiles/queryFile';

/** What is known beside the file: the severities that were asked for, and whether a timespan goes with its queries. */
export type CheckOptions = Pick<DiagnoseOptions, 'rules' | 'hasTimespan'>;

/** What there is to say about a place in a file. */
export interface FileDiagnostic extends TextSpan {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

/** All that there is to say about a file and the queries in it. */
export function checkFile(file: QueryFile, scope: BindingScope, options: CheckOptions): FileDiagnostic[] {
  const faults = file.faults.map((fault): FileDiagnostic => ({ ...fault, severity: 'error' }));
  return [...faults, ...file.embedded.flatMap((embedded) => checkText(embedded, scope, options))];
}

function checkText(embedded: EmbeddedText, scope: BindingScope, options: CheckOptions): FileDiagnostic[] {
  return queriesIn(embedded).flatMap(({ start, text }) => {
    const findings = diagnose(new AnalyzedQuery(text, scope), { ...options, isDetection: embedded.isDetection });
    return findings.map((finding) => placeInFile(embedded, start, finding));
  });
}

function placeInFile(embedded: EmbeddedText, queryStart: number, finding: KqlDiagnostic): FileDiagnostic {
  const start = queryStart + finding.start;
  const { code, severity, message } = finding;
  return { ...embedded.locate(start, start + finding.length), code, severity, message };
}
