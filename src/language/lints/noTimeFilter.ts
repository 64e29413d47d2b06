import type { BoundNode } from '../../kusto/boundNode';
import { ancestorsOf, type PlacedNode } from '../../kusto/walkTree';
import { findingAt, type Lint, type LintedQuery, type LintFinding } from './lint';
import { tableName } from './pipeline';

const EVENT_TABLE = /Events(?:Beta)?$|Logs?$/;
const TIME_COLUMNS = ['Timestamp', 'TimeGenerated'] as const;
/** Operators that stop reading early or need no rows. */
const BRIEF: ReadonlySet<string> = new Set(['TakeOperator', 'GetSchemaOperator']);
const TIME_FUNCTIONS: ReadonlySet<string> = new Set(['ago', 'now', 'ingestion_time']);
/** Where a table can be followed by a filter; one in a list would need parentheses. */
const PIPED: ReadonlySet<string> = new Set(['PipeExpression', 'ExpressionStatement', 'ParenthesizedExpression']);
const FILTERS: ReadonlySet<string> = new Set(['FilterOperator', 'SearchOperator', 'FindOperator']);

/** Detections are filtered by the service, which asks to leave the time alone. Source: custom-detection-rules. */
export const noTimeFilter: Lint = {
  code: 'hunt-no-time-filter',
  severity: 'information',
  summary: 'A table of events is read without a filter by time, and no timespan is chosen.',
  find: (query) => {
    if (query.isDetection || query.hasTimespan) return [];
    const filters = query.nodes.filter(({ node }) => FILTERS.has(node.kind) && filtersByTime(node));
    const whole = query.nodes.find((placed) => isReadWhole(placed, filters.length > 0));
    return whole === undefined ? [] : report(query, whole);
  },
};

/** One finding is enough for a query: whoever adds a filter sees the other tables. */
function report({ text }: LintedQuery, { node, parent }: PlacedNode): LintFinding[] {
  const column = TIME_COLUMNS.find((name) => hasColumn(node, name));
  if (column === undefined) return [];
  const message = `${node.name} is read as far back as the service keeps it: filter by ${column} first, or choose a timespan.`;
  if (!PIPED.has(parent?.node.kind ?? '')) return [findingAt(node, message)];
  const newText = `${text.includes('\n') ? '\n' : ' '}| where ${column} > ago(7d)`;
  const fix = { title: 'Add a filter for the last 7 days', edits: [{ start: node.end, end: node.end, newText }] };
  return [{ ...findingAt(node, message), fixes: [fix] }];
}

function isReadWhole(placed: PlacedNode, isTimeFilteredSomewhere: boolean): boolean {
  if (!EVENT_TABLE.test(tableName(placed.node) ?? '')) return false;
  for (const { node } of ancestorsOf(placed)) {
    // What is named here is used elsewhere, maybe behind a filter.
    if (node.kind === 'LetStatement' || node.kind === 'FunctionDeclaration') return !isTimeFilteredSomewhere;
    if (node.kind !== 'PipeExpression') continue;
    const operator = node.child('Operator');
    if (BRIEF.has(operator.kind) || (FILTERS.has(operator.kind) && filtersByTime(operator))) return false;
  }
  return true;
}

/** True where a condition compares a moment, or asks for one. */
function filtersByTime(node: BoundNode): boolean {
  if (node.kind === 'FunctionCallExpression' && TIME_FUNCTIONS.has(node.name)) return true;
  if (node.kind === 'BetweenExpression' && node.child('Left').scalarType === 'datetime') return true;
  if (isComparison(node) && node.child('Left').scalarType === 'datetime') return true;
  return node.children.some(filtersByTime);
}

function isComparison(node: BoundNode): boolean {
  return node.kind === 'BinaryExpression' && /^[<>=!]/.test(node.token('Operator'));
}

function hasColumn(table: BoundNode, name: string): boolean {
  return table.tableColumns?.some((column) => column.name === name) === true;
}
