import type { KqlDiagnostic } from '../kusto/kqlDiagnostic';
import { functionNames } from '../kusto/namesInScope';
import type { BindingScope } from '../kusto/tableSchema';
import type { PlacedNode } from '../kusto/walkTree';
import { pipesAround } from './lints/pipeline';
import { nearestName } from '../core/nearestName';
import { RENAMED, REPLACED } from './renamedSchema';

/** Names in no schema: a tenant may have tables and columns that nobody has documented. */
const UNKNOWN_NAMES: ReadonlySet<string> = new Set(['KS142', 'KS204', 'KS208', 'KS209', 'KS210', 'KS211']);

/**
 * Unknown names are warnings; one that is nearly known says which name was probably meant, and mends it. One that other
 * tables spell so is a matter for information.
 */
export function softenUnknownName(
  finding: KqlDiagnostic,
  nodes: readonly PlacedNode[],
  scope: BindingScope,
): KqlDiagnostic {
  if (!UNKNOWN_NAMES.has(finding.code)) return finding;
  const placed = nodes.find(({ node }) => node.start === finding.start && node.kind === 'NameReference');
  const name = placed?.node.name ?? '';
  const replacement = REPLACED[name];
  const meant = RENAMED[name] ?? replacement ?? nearestName(name, namesInReach(finding, placed, nodes, scope));
  if (placed === undefined || meant === undefined) return { ...finding, severity: 'warning' };
  const edits = [{ start: finding.start, end: finding.start + finding.length, newText: meant }];
  const isColumnElsewhere = isNameOfColumn(name, scope);
  const isDisputed = isColumnElsewhere && name.toLowerCase() === meant.toLowerCase();
  return {
    ...finding,
    severity: isDisputed ? 'information' : 'warning',
    message: `${finding.message} Did you mean ${meant}?`,
    fixes: [{ title: `Change to ${meant}`, edits, isSafe: replacement === undefined && !isColumnElsewhere }],
  };
}

/** Documentation and tenants disagree about some columns, such as Isp or ISP: what one table has, another may have. */
function isNameOfColumn(name: string, { tables }: BindingScope): boolean {
  return tables.some(({ columns }) => columns.some((column) => column.name === name));
}

/** The names of the kinds that Kusto looked for, the likeliest first. */
function namesInReach(
  { message }: KqlDiagnostic,
  placed: PlacedNode | undefined,
  nodes: readonly PlacedNode[],
  scope: BindingScope,
): string[] {
  const kinds = message.slice(message.indexOf('any known'));
  const pipes = placed === undefined ? [] : [...pipesAround(placed)];
  const columns = pipes.flatMap((pipe) => pipe.optionalChild('Expression')?.tableColumns ?? []).map(({ name }) => name);
  const declared = nodes.filter(({ node }) => node.kind === 'NameDeclaration').map(({ node }) => node.name);
  return [
    ...(kinds.includes('column') ? columns : []),
    ...(/variable|table/.test(kinds) ? declared : []),
    ...(kinds.includes('table') ? scope.tables.map(({ name }) => name) : []),
    ...(kinds.includes('function') ? functionNames(scope) : []),
  ];
}
