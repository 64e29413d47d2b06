import type { BoundNode } from '../../../kusto/boundNode';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['FilterOperator', 'where'],
  ['ParseKvOperator', 'parse-kv'],
  ['DataTableExpression', 'datatable'],
  ['ExternalDataExpression', 'externaldata'],
  ['MakeGraphOperator', 'make-graph'],
  ['GetSchemaOperator', 'getschema'],
]);

/** An operator as KQL spells it, such as `mv-apply` for Kusto's `MvApplyOperator`. */
export function operatorName(node: BoundNode): string {
  const known = NAMES.get(node.kind);
  if (known !== undefined) return known;
  if (node.kind === 'EvaluateOperator') return `evaluate ${node.child('FunctionCall').name}`;
  if (node.kind === 'FunctionCallExpression') return `${node.name}()`;
  return node.kind
    .replace(/(Operator|Expression)$/, '')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
}
