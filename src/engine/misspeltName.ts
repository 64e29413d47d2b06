import { nearestName } from '../core/nearestName';
import type { BoundQuery } from '../kusto/bindQuery';
import type { KqlDiagnostic } from '../kusto/kqlDiagnostic';
import { columnNamesAt, functionNames } from '../kusto/namesInScope';
import type { BindingScope } from '../kusto/tableSchema';

/** The binder's findings about a name that it does not know. */
const UNKNOWN_NAMES: ReadonlySet<string> = new Set(['KS142', 'KS204', 'KS208', 'KS209', 'KS210', 'KS211']);

/** The table, column, variable or function that a finding's unknown name was probably meant to be, as KQL writes it. */
export function findMeantName(finding: KqlDiagnostic, bound: BoundQuery, scope: BindingScope): string | undefined {
  if (!UNKNOWN_NAMES.has(finding.code)) return undefined;
  const written = bound.text.slice(finding.start, finding.start + finding.length);
  const misspelt = /^\[\s*(["'])(?<quoted>.*)\1\s*\]$/s.exec(written)?.groups?.['quoted'] ?? written;
  const isCall = bound.text
    .slice(finding.start + finding.length)
    .trimStart()
    .startsWith('(');
  const columns = columnNamesAt(bound.code, finding.start);
  const tables = scope.tables.map(({ name }) => name);
  const declared = [...bound.text.matchAll(/\blet\s+(\w+)/g)].flatMap(([, name]) => name ?? []);
  const functions = functionNames(scope);
  const names = isCall ? functions : [...columns, ...declared, ...tables];
  const meant = nearestName(
    misspelt,
    names.filter((name) => name !== misspelt),
  );
  return meant === undefined || /^[A-Za-z_]\w*$/.test(meant) ? meant : `['${meant.replaceAll(/[\\']/g, '\\$&')}']`;
}
