import type { BoundNode } from '../../kusto/boundNode';
import type { Fix } from '../../kusto/kqlDiagnostic';
import { findingAt, type Lint, type LintedQuery, type LintFinding } from './lint';

const TIME_COLUMNS: readonly string[] = ['Timestamp', 'TimeGenerated'];

/** What a custom detection can be about. Source: https://learn.microsoft.com/defender-xdr/custom-detection-rules */
const ENTITY_COLUMNS: readonly string[] = [
  'DeviceId',
  'DeviceName',
  'RemoteDeviceName',
  'RecipientEmailAddress',
  'SenderFromAddress',
  'SenderMailFromAddress',
  'RecipientObjectId',
  'AccountObjectId',
  'AccountSid',
  'AccountUpn',
  'InitiatingProcessAccountSid',
  'InitiatingProcessAccountUpn',
  'InitiatingProcessAccountObjectId',
];

const NEEDED = [
  { names: TIME_COLUMNS, called: 'Timestamp' },
  { names: ['ReportId'], called: 'ReportId' },
  { names: ENTITY_COLUMNS, called: 'a column of the device, account or mailbox concerned' },
] as const;

export const detectionColumns: Lint = {
  code: 'hunt-detection-columns',
  severity: 'warning',
  summary: 'A detection does not return the columns that its alerts are made of.',
  find: (query) => (query.isDetection ? check(query) : []),
};

function check({ root, nodes }: LintedQuery): LintFinding[] {
  const result = nodes.findLast(
    ({ node, parent }) => parent?.node.kind === 'ExpressionStatement' && isTable(node),
  )?.node;
  if (result === undefined || result.isOpenTable) return [];
  const returned = new Set(result.tableColumns?.map(({ name }) => name));
  const missing = NEEDED.filter(({ names }) => !names.some((name) => returned.has(name)));
  if (missing.length === 0) return [];
  const operator = result.kind === 'PipeExpression' ? result.child('Operator') : root;
  const message = `A detection also returns ${missing.map(({ called }) => called).join(' and ')}.`;
  const available = result.kind === 'PipeExpression' ? (result.child('Expression').tableColumns ?? []) : [];
  const names = missing.flatMap(({ names }) => {
    const found = names.find((name) => available.some((column) => column.name === name));
    return found === undefined ? [] : [found];
  });
  return [{ ...findingAt(operator, message), fixes: addToProject(operator, names) }];
}

function isTable(node: BoundNode): boolean {
  return node.tableColumns !== undefined;
}

function addToProject(operator: BoundNode, names: readonly string[]): Fix[] {
  const first = operator.kind === 'ProjectOperator' ? operator.list('Expressions')[0] : undefined;
  if (first === undefined || names.length === 0) return [];
  const newText = `${names.join(', ')}, `;
  return [{ title: `Add ${names.join(', ')}`, edits: [{ start: first.start, end: first.start, newText }] }];
}
