import type { AnalyzedQuery } from '../kusto/analyzedQuery';
import type { KqlDiagnostic } from '../kusto/kqlDiagnostic';

/** Names in no schema: a tenant may have tables and columns that nobody has documented. */
const UNKNOWN_NAMES: ReadonlySet<string> = new Set(['KS142', 'KS204', 'KS211']);

/** All that there is to say about one query; offsets count from its beginning. */
export function diagnose(query: AnalyzedQuery): KqlDiagnostic[] {
  const { bound } = query;
  if (bound === undefined) return [];
  if (bound.root.kind === 'CommandBlock') return [managementCommand(query.text)];
  return bound.diagnostics.map((finding) =>
    UNKNOWN_NAMES.has(finding.code) ? { ...finding, severity: 'warning' } : finding,
  );
}

function managementCommand(text: string): KqlDiagnostic {
  const start = text.search(/^\s*\./m);
  const command = text.slice(start).trim();
  return {
    code: 'management-command',
    severity: 'error',
    message: 'Advanced hunting runs queries only: a management command is refused by the service.',
    start: start + text.slice(start).indexOf(command),
    length: command.length,
  };
}
