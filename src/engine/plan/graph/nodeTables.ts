import type { PlanColumn, Relation, Scalar } from '../nodes';
import type { Planner } from '../planner';
import { call, castTo, column, literal, nullOf } from '../scalar';
import { joinRows } from './joinRows';
import type { NodeRows } from './plannedGraph';
import { projectColumns } from './storeGraph';

/** A table of nodes and the column that names them. */
export interface NodeTable {
  readonly relation: Relation;
  readonly id: PlanColumn;
}

/** Properties of a table's nodes, one row for each id. */
interface TableJoin {
  readonly relation: Relation;
  readonly id: PlanColumn;
  /** Not null where the table has the node. */
  readonly presence: PlanColumn;
  readonly properties: readonly PlanColumn[];
  /** The property that the table calls its nodes by. */
  readonly named: PlanColumn;
}

/**
 * One row for each node that a table or an edge names. A node of several tables has the properties of all of them; one
 * that only edges name has its id and nothing else.
 */
export function nodesOfTables(
  named: readonly Relation[],
  tables: readonly NodeTable[],
  idType: PlanColumn['type'],
  idName: string | undefined,
  planner: Planner,
): Omit<NodeRows, 'key'> {
  const joins = tables.map((table) => groupById(table, idType, planner));
  const ids = tables.map(({ relation, id }): Relation => {
    const own = planner.newId();
    return projectColumns(relation, [], [{ id: own, source: castTo(idType, column(id.id, id.type)) }]);
  });
  const id: PlanColumn = { id: planner.newId(), name: idName ?? '', type: idType };
  const all = distinctIds([...named, ...ids], id, planner);
  const joined = joins.reduce((rows, table) => joinLeft(rows, table, id), all);
  const properties = mergeProperties(joins, id, planner);
  const shown = properties.map(({ column: own }) => own);
  const relation = projectColumns(
    joined,
    [id],
    properties.map(({ column: own, scalar }) => ({ id: own.id, source: scalar })),
  );
  if (tables.length > 0 || idName === undefined) return { relation, id, properties: shown };
  const copy: PlanColumn = { ...id, id: planner.newId() };
  const withName = projectColumns(relation, [id], [{ id: copy.id, source: column(id.id, idType) }]);
  return { relation: withName, id, properties: [copy] };
}

function distinctIds(sources: readonly Relation[], id: PlanColumn, planner: Planner): Relation {
  const each: PlanColumn = { id: planner.newId(), name: '', type: id.type };
  const inputs = sources.map((relation) => ({
    relation,
    outputs: [{ id: each.id, source: column(relation.columns[0]?.id ?? '', id.type) }],
  }));
  const union: Relation = { columns: [each], ordering: [], step: { kind: 'union', inputs } };
  const keys = [{ id: id.id, source: column(each.id, id.type) }];
  return { columns: [id], ordering: [], step: { kind: 'aggregate', input: union, keys, measures: [] } };
}

function groupById({ relation, id }: NodeTable, idType: PlanColumn['type'], planner: Planner): TableJoin {
  const key: PlanColumn = { id: planner.newId(), name: '', type: idType };
  const presence: PlanColumn = { id: planner.newId(), name: '', type: 'long' };
  const named = relation.columns.filter((item) => item.name !== '');
  const properties = named.map((item): PlanColumn => ({ ...item, id: planner.newId() }));
  const any = (item: PlanColumn): Scalar => ({
    kind: 'aggregate',
    type: item.type,
    name: 'take_any',
    args: [column(item.id, item.type)],
    ordering: [],
  });
  const count: Scalar = { kind: 'aggregate', type: 'long', name: 'count', args: [], ordering: [] };
  const measures = [
    ...named.map((item, index) => ({ id: properties[index]?.id ?? '', source: any(item) })),
    { id: presence.id, source: count },
  ];
  const keys = [{ id: key.id, source: castTo(idType, column(id.id, id.type)) }];
  const grouped: Relation = {
    columns: [key, ...properties, presence],
    ordering: [],
    step: { kind: 'aggregate', input: { ...relation, ordering: [] }, keys, measures },
  };
  return { relation: grouped, id: key, presence, properties, named: properties[named.indexOf(id)] ?? key };
}

function joinLeft(rows: Relation, table: TableJoin, id: PlanColumn): Relation {
  const columns = [...rows.columns, table.presence, ...table.properties];
  return joinRows('left', rows, table.relation, { left: id, right: table.id }, columns);
}

/** Properties of one name are one: the first table that has the node tells it. */
function mergeProperties(
  joins: readonly TableJoin[],
  id: PlanColumn,
  planner: Planner,
): readonly { readonly column: PlanColumn; readonly scalar: Scalar }[] {
  const isNowhere = joins
    .map(({ presence }) => call('isnull', 'bool', column(presence.id, 'long')))
    .reduce<Scalar>((all, one) => call('And', 'bool', all, one), literal('bool', true));
  const names = [...new Set(joins.flatMap(({ properties }) => properties.map(({ name }) => name)))];
  return names.map((name) => {
    const owners = joins.flatMap((join) =>
      join.properties.filter((item) => item.name === name).map((own) => ({ join, own })),
    );
    const type = owners[0]?.own.type ?? 'string';
    const namesNode = owners.some(({ join, own }) => join.named === own);
    const scalar: Scalar = {
      kind: 'choice',
      type,
      branches: [
        ...owners.map(({ join, own }) => ({
          when: call('isnotnull', 'bool', column(join.presence.id, 'long')),
          then: castTo(type, column(own.id, own.type)),
        })),
        ...(namesNode ? [{ when: isNowhere, then: castTo(type, column(id.id, id.type)) }] : []),
      ],
      otherwise: nullOf(type),
    };
    return { column: { id: planner.newId(), name, type }, scalar };
  });
}
