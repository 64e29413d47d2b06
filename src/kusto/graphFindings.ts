import type { BoundNode } from './boundNode';
import type { KqlDiagnostic } from './kqlDiagnostic';

/** Unknown name or function, a function where it may not stand, and what then seems to have no type. */
const UNRESOLVED: ReadonlySet<string> = new Set(['KS142', 'KS211', 'KS144', 'KS107', 'KS141']);

/**
 * Kusto's binder does not know the properties of nodes and edges everywhere that the service does: not in
 * `graph-where-nodes` and `graph-where-edges`, and not in what `all`, `any` and `map` say of the inner nodes of a way.
 */
export function withoutGraphFindings(diagnostics: readonly KqlDiagnostic[], root: BoundNode): KqlDiagnostic[] {
  if (!diagnostics.some(({ code }) => UNRESOLVED.has(code))) return [...diagnostics];
  const unknown = placesWithoutNames(root);
  return diagnostics.filter(
    ({ code, start }) => !UNRESOLVED.has(code) || !unknown.some((place) => start >= place.start && start < place.end),
  );
}

function placesWithoutNames(node: BoundNode): BoundNode[] {
  switch (node.kind) {
    case 'GraphWhereNodesOperator':
    case 'GraphWhereEdgesOperator':
      return [node.child('Condition')];
    case 'FunctionCallExpression':
      return [...conditionsOnInnerNodes(node), ...node.children.flatMap(placesWithoutNames)];
    default:
      return node.children.flatMap(placesWithoutNames);
  }
}

const LIST_FUNCTIONS: ReadonlySet<string> = new Set(['all', 'any', 'map']);

function conditionsOnInnerNodes(call: BoundNode): BoundNode[] {
  if (!LIST_FUNCTIONS.has(call.name)) return [];
  const [list, ...conditions] = call.child('ArgumentList').list('Expressions');
  return list?.kind === 'FunctionCallExpression' && list.name === 'inner_nodes' ? conditions : [];
}
