import type { BoundNode } from '../../kusto/boundNode';
import { findingAt, type Lint, type LintFinding } from './lint';
import { pipelineOf, tableName } from './pipeline';

const EVENT_TABLE = /Events(?:Beta)?$|Logs?$/;
/** Operators that leave as many rows as there were. */
const KEEPING: ReadonlySet<string> = new Set([
  'ExtendOperator',
  'ProjectOperator',
  'ProjectAwayOperator',
  'ProjectKeepOperator',
  'ProjectRenameOperator',
  'ProjectReorderOperator',
  'SerializeOperator',
  'SortOperator',
]);

/** The left side of a join should be the smaller one. Source: https://learn.microsoft.com/kusto/query/best-practices */
export const largeLeftSide: Lint = {
  code: 'hunt-join-large-left',
  severity: 'warning',
  summary: 'A join has a whole table of events on its left and fewer rows on its right.',
  find: ({ nodes }) => nodes.flatMap(({ node }) => check(node)),
};

function check(node: BoundNode): LintFinding[] {
  if (node.kind !== 'PipeExpression') return [];
  const join = node.child('Operator');
  if (join.kind !== 'JoinOperator' || !/^(?:inner|innerunique)?$/.test(kindOf(join))) return [];
  const left = pipelineOf(node.child('Expression'));
  const right = join.optionalChild('Expression');
  if (right === undefined || !isWhole(node.child('Expression')) || isWhole(right)) return [];
  const message = `All of ${left.source.name} is on the left of this join: filter it first, or put the smaller side there.`;
  return [findingAt(left.source, message)];
}

function kindOf(join: BoundNode): string {
  return (
    join
      .list('Parameters')
      .find((parameter) => parameter.child('Name').name === 'kind')
      ?.child('Expression').text ?? ''
  );
}

/** True where the rows are all those of a table of events, apart from a filter by time. */
function isWhole(expression: BoundNode): boolean {
  const { source, operators } = pipelineOf(expression);
  if (!EVENT_TABLE.test(tableName(source) ?? '')) return false;
  return operators.every((operator) => KEEPING.has(operator.kind) || isTimeFilter(operator));
}

function isTimeFilter(operator: BoundNode): boolean {
  if (operator.kind !== 'FilterOperator') return false;
  const condition = operator.child('Condition');
  const isComparison = condition.kind === 'BinaryExpression' || condition.kind === 'BetweenExpression';
  return isComparison && condition.child('Left').scalarType === 'datetime';
}
