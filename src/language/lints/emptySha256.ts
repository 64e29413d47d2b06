import type { BoundNode } from '../../kusto/boundNode';
import type { PlacedNode } from '../../kusto/walkTree';
import { findingAt, type Lint, type LintFinding } from './lint';
import { pipelineOf, pipesAround, tableName } from './pipeline';

/**
 * The tables whose documentation says that the column is usually not populated, and to use SHA1.
 * Source: the pages of these tables under https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables
 */
const MOSTLY_EMPTY: Readonly<Record<string, RegExp>> = {
  SHA256: /^(?:AlertEvidence|Device(?:Process|File|ImageLoad)?Events)$/,
  InitiatingProcessSHA256: /^Device(?:Process|File|ImageLoad|Network|Registry|Logon)?Events$/,
};
const COMPARISONS: ReadonlySet<string> = new Set(['==', '=~', 'in', 'in~', 'has', 'has_any']);

/** Not where another hash is looked at as well: the query knows. */
export const emptySha256: Lint = {
  code: 'hunt-empty-sha256',
  severity: 'warning',
  summary: 'A SHA256 is compared in a table that mostly has none.',
  find: ({ nodes }) => nodes.flatMap(check),
};

function check(placed: PlacedNode): LintFinding[] {
  const { node, parent } = placed;
  const tables = node.kind === 'NameReference' ? MOSTLY_EMPTY[node.name] : undefined;
  if (tables === undefined || parent === undefined || !isCompared(node, parent.node)) return [];
  const [pipe] = pipesAround(placed);
  const table = pipe === undefined ? undefined : tableName(pipelineOf(pipe.child('Expression')).source);
  if (pipe === undefined || table === undefined || !tables.test(table)) return [];
  if (/\b(?:SHA1|MD5|InitiatingProcessSHA1|InitiatingProcessMD5)\b/.test(pipe.child('Operator').text)) return [];
  const instead = node.name.replace('256', '1');
  return [findingAt(node, `${table} mostly has no ${node.name}: compare ${instead}, or both.`)];
}

function isCompared(node: BoundNode, parent: BoundNode): boolean {
  const left = parent.optionalChild('Left');
  return left?.isSame(node) === true && COMPARISONS.has(parent.token('Operator').toLowerCase());
}
