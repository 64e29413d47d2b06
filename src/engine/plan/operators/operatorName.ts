import type { BoundNode } from '../../../kusto/boundNode';
import { REFUSED_OPERATORS } from '../refusedFunctions';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['FilterOperator', 'where'],
  ['ParseKvOperator', 'parse-kv'],
  ['DataTableExpression', 'datatable'],
  ['ExternalDataExpression', 'externaldata'],
  ['MakeGraphOperator', 'make-graph'],
  ['GetSchemaOperator', 'getschema'],
  ['CustomCommand', 'a management command'],
  ['UnknownCommand', 'a management command'],
]);

/** An operator that is not supported, with the reason where there is one. */
export function refusedOperator(node: BoundNode): string {
  const name = operatorName(node);
  const reason = REFUSED_OPERATORS.get(name);
  return reason === undefined ? name : `${name} (${reason})`;
}

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
