import type { QueryPosition } from '../core/errors';
import { withoutAccepted } from './acceptedFindings';
import { BoundNode } from './boundNode';
import type { KqlDiagnostic, Severity } from './kqlDiagnostic';
import { itemsOf, KustoLanguage } from './languageService';
import type { BindingScope } from './tableSchema';

/** A query as Kusto's language service understands it. */
export interface BoundQuery {
  readonly text: string;
  readonly code: Kusto.Language.KustoCode;
  readonly root: BoundNode;
  readonly diagnostics: readonly KqlDiagnostic[];
}

/**
 * Parses and binds a query: every name resolved, every expression typed by Kusto's own rules.
 * @throws where the language service itself fails on the text (known for some graph-match patterns)
 */
export function bindQuery(text: string, scope: BindingScope): BoundQuery {
  const code = KustoLanguage.KustoCode.ParseAndAnalyze(text, scope.globals);
  const syntax = code?.Syntax;
  if (code === null || syntax === null || syntax === undefined) throw new Error('the language service gave no tree');
  const root = BoundNode.of(syntax);
  const diagnostics = itemsOf(code.GetDiagnostics()).map(toDiagnostic);
  const functions = new Set(scope.functions.map(({ name }) => name));
  return { text, code, root, diagnostics: withoutAccepted(diagnostics, root, functions) };
}

/** The 1-based line and column of an offset in a query. */
export function positionAt(text: string, offset: number): QueryPosition {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** A finding of the language service as this project has it. */
export function toDiagnostic(diagnostic: Kusto.Language.Diagnostic): KqlDiagnostic {
  return {
    code: diagnostic.Code ?? '',
    severity: severityOf(diagnostic.Severity),
    message: diagnostic.Message ?? '',
    start: diagnostic.Start,
    length: diagnostic.Length,
  };
}

function severityOf(severity: string | null): Severity {
  switch (severity) {
    case 'Error':
      return 'error';
    case 'Warning':
      return 'warning';
    case 'Suggestion':
      return 'hint';
    default:
      return 'information';
  }
}
