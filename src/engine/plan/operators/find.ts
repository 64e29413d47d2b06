import type { BoundColumn, BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { callFunction } from '../expressions/call';
import { QueryFault } from '../notSupported';
import { operatorParameter } from '../operatorParameter';
import type { NamedScalar, Planner, Scope } from '../planner';
import { boundColumns, passThrough, projectTo, rowScopeOf } from '../projection';
import type { Relation, Scalar } from '../nodes';
import { findColumn } from '../relation';
import { castTo, column, literal, nullOf } from '../scalar';
import { filterRows } from './rows';
import { searchCondition } from './search';
import { planTable } from './source';
import { planInputs, uniteInputs, type UnionInput } from './union';

/**
 * `find in (Tables) where Condition project …`: the rows of several tables under the columns that Kusto's binder lists.
 * What a table lacks is null in the condition and in the answer; `pack_` holds its columns that have no column of their
 * own there.
 */
export function planFind(node: BoundNode, environment: Environment, planner: Planner): Relation {
  const named = node.optionalChild('InClause')?.list('Expressions');
  const tables =
    named === undefined
      ? [...planner.tables.keys()].map((name) => ({ relation: planTable(name, node, planner), source: name }))
      : named.flatMap((expression, index) => planInputs(expression, index, environment, planner));
  if (tables.length === 0) throw new QueryFault('find: there is no table to look in', node);
  const condition = node.child('Condition');
  const { names, looksEverywhere } = readNames(condition);
  const searched = tables.filter(
    ({ relation }) => looksEverywhere || relation.columns.some(({ name }) => names.has(name)),
  );
  const bound = boundColumns(node);
  const source = operatorParameter(node, 'withsource', 'with_source') ?? 'source_';
  const shown = bound.filter(({ name }) => name !== source);
  const found = searched.map((table): UnionInput => {
    const rows = withAbsentColumns(table.relation, names, tables, planner);
    const scope: Scope = { ...rowScopeOf(rows, environment), isCondition: true };
    const matching = filterRows(rows, searchCondition(condition, scope, false, planner));
    return { ...table, relation: projectTo(matching, shownColumns(shown, table.relation, node), planner) };
  });
  return uniteInputs(found, bound, source, planner);
}

interface NamesRead {
  readonly names: ReadonlySet<string>;
  /** True where every column is looked at, as by a text that stands by itself. */
  readonly looksEverywhere: boolean;
}

function readNames(node: BoundNode): NamesRead {
  const parts = node.children.map(readNames);
  const isTerm = node.kind === 'LiteralExpression' && node.scalarType === 'bool' && node.stringValue !== undefined;
  const isColumn = node.kind === 'NameReference' && node.symbol?.kind === 'ColumnSymbol';
  return {
    names: new Set([...(isColumn ? [node.name] : []), ...parts.flatMap(({ names }) => [...names])]),
    looksEverywhere: isTerm || node.kind === 'StarExpression' || parts.some((part) => part.looksEverywhere),
  };
}

/** The rows with every column that the condition names, null where only other tables have it. */
function withAbsentColumns(
  rows: Relation,
  names: ReadonlySet<string>,
  tables: readonly UnionInput[],
  planner: Planner,
): Relation {
  const all = tables.flatMap(({ relation }) => relation.columns);
  const absent = [...names].flatMap((name): NamedScalar[] => {
    const type = all.find((item) => item.name === name)?.type;
    return type === undefined || findColumn(rows, name) !== undefined ? [] : [{ name, type, scalar: nullOf(type) }];
  });
  return absent.length === 0 ? rows : projectTo(rows, [...rows.columns.map(passThrough), ...absent], planner);
}

/** The columns of the answer as one table gives them; those that it lacks are left out. */
function shownColumns(shown: readonly BoundColumn[], table: Relation, node: BoundNode): readonly NamedScalar[] {
  const packed = new Set(table.columns);
  const columns = shown.flatMap(({ name, type }): NamedScalar[] => {
    const own = table.columns.find((item) => item.name === name || `${item.name}_${item.type}` === name);
    if (own === undefined) return [];
    packed.delete(own);
    return [{ name, type: type ?? own.type, scalar: castTo(type ?? own.type, column(own.id, own.type)) }];
  });
  if (!shown.some(({ name, type }) => name === PACK && type === 'dynamic')) return columns;
  const pairs = [...packed].flatMap(({ id, name, type }): Scalar[] => [literal('string', name), column(id, type)]);
  return [...columns, { name: PACK, type: 'dynamic', scalar: callFunction('bag_pack', pairs, node) }];
}

const PACK = 'pack_';
