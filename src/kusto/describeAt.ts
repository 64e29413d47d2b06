import type { AnalyzedQuery } from './analyzedQuery';
import type { BoundColumn, BoundNode } from './boundNode';
import { itemsOf, KustoLanguage } from './languageService';

export type DescribedKind = 'expression' | 'function' | 'name' | 'operator' | 'table';

/** What stands at a place of a query. */
export interface Description {
  readonly start: number;
  readonly end: number;
  readonly kind: DescribedKind;
  readonly name: string;
  /** One line such as `(function) tolower(value): string`; `''` for a word of the language. */
  readonly signature: string;
  /** The columns of a table or of what an operator gives. */
  readonly columns: readonly BoundColumn[];
}

/** Describes the name, operator or expression at an offset; undefined in blanks, comments and where nothing is known. */
export function describeAt(query: AnalyzedQuery, offset: number): Description | undefined {
  const { bound, service, text } = query;
  if (bound === undefined || service === undefined) return undefined;
  const element = service.GetElement(offset);
  const [start, end] = [element.Start, element.Start + element.Length];
  const name = text.slice(start, end);
  if (name === '' || name.startsWith('//')) return undefined;
  const node = bound.root.at(start);
  const [info] = itemsOf(service.GetQuickInfo(offset, WITHOUT_FINDINGS)?.Items);
  const signature = info?.Text?.split('\n')[0] ?? '';
  const kind = info === undefined ? undefined : KINDS.get(info.Kind);
  if (kind !== undefined) return { start, end, kind, name, signature, columns: columnsOf(node) };
  return describeUnnamed(node, { start, end, name });
}

const WITHOUT_FINDINGS = KustoLanguage.Editor.QuickInfoOptions.Default?.WithShowDiagnostics(false) ?? null;

const Kind = KustoLanguage.Editor.QuickInfoKind;
const KINDS: ReadonlyMap<number, DescribedKind> = new Map<number, DescribedKind>([
  [Kind.BuiltInFunction, 'function'],
  [Kind.DatabaseFunction, 'function'],
  [Kind.LocalFunction, 'function'],
  [Kind.Operator, 'operator'],
  [Kind.Table, 'table'],
  [Kind.Column, 'name'],
  [Kind.Parameter, 'name'],
  [Kind.Type, 'name'],
  [Kind.Variable, 'name'],
]);

/** A keyword stands for its operator; a literal or a sign for the expression around it. */
function describeUnnamed(
  node: BoundNode,
  place: { readonly start: number; readonly end: number; readonly name: string },
): Description | undefined {
  if (node.kind.endsWith('Operator')) {
    return { ...place, kind: 'operator', signature: '', columns: columnsOf(node.parent ?? node) };
  }
  const expression = node.closest(({ scalarType }) => scalarType !== undefined);
  if (expression === undefined)
    return /^[a-z]/.test(place.name) ? { ...place, kind: 'operator', signature: '', columns: [] } : undefined;
  const type = expression.scalarType ?? '';
  return { ...place, kind: 'expression', signature: `${oneLine(expression.text)}: ${type}`, columns: [] };
}

function columnsOf(node: BoundNode): readonly BoundColumn[] {
  return node.closest(({ tableColumns }) => tableColumns !== undefined)?.tableColumns ?? [];
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}
