import type { AnalyzedQuery } from './analyzedQuery';
import { toDiagnostic } from './bindQuery';
import type { KqlDiagnostic } from './kqlDiagnostic';
import { itemsOf } from './languageService';

/** What Kusto's own analyzers (`KS500` and up) have to say about a query that binds. */
export function findWithAnalyzers(query: AnalyzedQuery): KqlDiagnostic[] {
  try {
    return itemsOf(query.service?.GetAnalyzerDiagnostics(true)).map(toDiagnostic);
  } catch {
    // An analyzer that fails has nothing to say.
    return [];
  }
}
