import type { Severity } from '../kusto/kqlDiagnostic';

/** A finding at its place in a file; lines and columns count from 1, columns in UTF-16 units, the end is exclusive. */
export interface FileFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
}

/** By file, then in text order; the same findings are always in the same order. */
export function sortFindings(findings: readonly FileFinding[]): FileFinding[] {
  return findings.toSorted(
    (a, b) =>
      compare(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      a.endLine - b.endLine ||
      a.endColumn - b.endColumn ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** One JSON array, a finding a line. */
export function writeJsonReport(findings: readonly FileFinding[]): string {
  return findings.length === 0 ? '[]\n' : `[\n${findings.map((finding) => JSON.stringify(finding)).join(',\n')}\n]\n`;
}

/** A finding a line, as compilers write them: `hunt.kql:3:8: warning KS142: …`. */
export function writeTextReport(findings: readonly FileFinding[]): string {
  return findings
    .map(({ file, line, column, severity, code, message }) => {
      return `${file}:${line}:${column}: ${severity} ${code}: ${message.replace(/\s*\n\s*/g, ' ')}\n`;
    })
    .join('');
}
