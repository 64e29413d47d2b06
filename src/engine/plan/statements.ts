import { scalarTypeByName, type BoundNode } from '../../kusto/boundNode';
import type { Environment } from './environment';
import { withoutParentheses } from './expressions/membership';
import { planGraph } from './graph/planGraph';
import { notSupported, QueryFault } from './notSupported';
import type { PlanColumn, Relation } from './nodes';
import type { Planner } from './planner';
import { castTo } from './scalar';

/** Plans one statement: a table or a value is the answer of it, other statements change what is known from then on. */
export function planStatement(node: BoundNode, environment: Environment, planner: Planner): Relation | undefined {
  switch (node.kind) {
    case 'LetStatement':
      bindLet(node.name, node.child('Expression'), environment, planner);
      return undefined;
    case 'ExpressionStatement':
      return planAnswer(node.child('Expression'), environment, planner);
    case 'SetOptionStatement':
      setOption(node, environment, planner);
      return undefined;
    case 'QueryParametersStatement':
      for (const parameter of node.list('Parameters')) bindQueryParameter(parameter, environment, planner);
      return undefined;
    case 'PatternStatement':
      environment.bind(node.name, { kind: 'pattern', declaration: node.optionalChild('Pattern'), environment });
      return undefined;
    case 'RestrictStatement':
      planner.restrictTables(node.list('Expressions').map(tablePattern));
      return undefined;
    case 'AliasStatement':
      throw notSupported('alias (it names what lies outside the loaded data)', node);
    default:
      throw notSupported(`the statement '${node.text.slice(0, 40)}'`, node);
  }
}

function planAnswer(node: BoundNode, environment: Environment, planner: Planner): Relation {
  if (planner.isTabular(node, environment)) return planner.relation(node, environment);
  const value = planner.scalar(node, { environment });
  const id = planner.newId();
  const columns: PlanColumn[] = [{ id, name: 'print_0', type: value.type }];
  return { columns, ordering: [], step: { kind: 'row', outputs: [{ id, source: value }] } };
}

function bindLet(name: string, expression: BoundNode, environment: Environment, planner: Planner): void {
  const node = withoutParentheses(expression);
  if (node.kind === 'FunctionDeclaration') {
    environment.bind(name, { kind: 'function', declaration: node, environment });
    return;
  }
  if (node.isGraph) {
    environment.bind(name, { kind: 'graph', graph: planGraph(node, environment, planner) });
    return;
  }
  if (!planner.isTabular(node, environment)) {
    environment.bind(name, { kind: 'scalar', scalar: planner.scalar(node, { environment }) });
    return;
  }
  const isMaterialized = node.kind === 'MaterializeExpression';
  const relation = planner.relation(isMaterialized ? node.child('Expression') : node, environment);
  environment.bind(name, { kind: 'relation', use: planner.share(relation, isMaterialized) });
}

/** A parameter is what it is by default: a hunting request has no place for others. */
function bindQueryParameter(parameter: BoundNode, environment: Environment, planner: Planner): void {
  const declared = parameter.child('NameAndType');
  const value = parameter.optionalChild('DefaultValue')?.child('Value');
  if (value === undefined) throw new QueryFault(`The query parameter '${declared.name}' has no value`, parameter);
  const scalar = planner.scalar(value, { environment });
  const type = scalarTypeByName(declared.child('Type').text) ?? scalar.type;
  environment.bind(declared.name, { kind: 'scalar', scalar: castTo(type, scalar) });
}

/** Options say how the service is to work; what functions read of them is kept. */
function setOption(node: BoundNode, environment: Environment, planner: Planner): void {
  const value = node.optionalChild('ValueClause')?.optionalChild('Expression');
  if (value === undefined || !READ_OPTIONS.has(node.name)) return;
  environment.setOption(node.name, planner.scalar(value, { environment }));
}

const READ_OPTIONS: ReadonlySet<string> = new Set(['query_bin_auto_size', 'query_bin_auto_at', 'query_now']);

/** The tables that an entry of `restrict access` names: a name, a pattern, or the last part of a path. */
function tablePattern(node: BoundNode): string {
  if (node.kind === 'StarExpression') return '*';
  return node.kind === 'PathExpression' ? tablePattern(node.child('Selector')) : node.name;
}
