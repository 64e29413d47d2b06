import { PHYSICAL_TYPES } from '../physicalTypes';
import { isPath, type PathScalar } from '../plan/expressions/dynamicPath';
import { findAggregate } from './aggregates';
import { castSql } from './casts';
import type { SqlArgument } from './functionRule';
import { functionSql } from './functions';
import { sqlString } from './sqlText';
import type {
  AggregateScalar,
  LiteralScalar,
  LiteralValue,
  MembershipScalar,
  Relation,
  Scalar,
  SortKey,
  SubqueryScalar,
  WindowScalar,
} from '../plan/nodes';

/** Renders a relation that stands inside an expression. */
export type RenderRelation = (relation: Relation) => string;

/** Writes a scalar of the plan as SQL. Pure text: nothing of a query's own spelling passes but quoted literals. */
export function renderScalar(scalar: Scalar, renderRelation: RenderRelation): string {
  const render = (inner: Scalar): string => renderScalar(inner, renderRelation);
  const path = pathReadAsText(scalar);
  if (path !== undefined) return functionSql(`${path.name}Text`, asArguments(path.args, render));
  switch (scalar.kind) {
    case 'column':
      return scalar.id;
    case 'literal':
      return renderLiteral(scalar);
    case 'cast':
      return castSql(render(scalar.value), scalar.value.type, scalar.type);
    case 'call':
      return functionSql(scalar.name, asArguments(scalar.args, render));
    case 'choice':
      return `CASE ${scalar.branches.map(({ when, then }) => `WHEN ${render(when)} THEN ${render(then)}`).join(' ')} ELSE ${render(scalar.otherwise)} END`;
    case 'aggregate':
      return renderAggregate(scalar, render);
    case 'window':
      return renderWindow(scalar, render);
    case 'membership':
      return renderMembership(scalar, render, renderRelation);
    case 'subquery':
      return renderSubquery(scalar, renderRelation);
  }
}

/** The member of a dynamic that a scalar converts to text: it is read as one, without its JSON being written first. */
function pathReadAsText(scalar: Scalar): PathScalar | undefined {
  if (scalar.type !== 'string') return undefined;
  const isConversion = scalar.kind === 'call' && scalar.name === 'tostring';
  const value = scalar.kind === 'cast' ? scalar.value : isConversion ? scalar.args[0] : undefined;
  return isPath(value) ? value : undefined;
}

/** `ORDER BY` of some keys, or empty text. */
export function orderSql(ordering: readonly SortKey[]): string {
  if (ordering.length === 0) return '';
  return ` ORDER BY ${ordering.map(sortKeySql).join(', ')}`;
}

/** NaN stands beside the nulls, whichever end they are at. */
function sortKeySql({ id, type, isDescending, nullsFirst }: SortKey): string {
  const key = `${id} ${isDescending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`;
  if (type !== 'real') return key;
  return `isnan(${id}) ${nullsFirst ? 'DESC NULLS FIRST' : 'ASC NULLS LAST'}, ${key}`;
}

/** The arguments of a call, ready for a row of the table of functions. */
export function asArguments(args: readonly Scalar[], render: (scalar: Scalar) => string): SqlArgument[] {
  return args.map((arg) => ({ sql: render(arg), type: arg.type, constant: constantOf(arg) }));
}

function constantOf(scalar: Scalar): LiteralValue | undefined {
  return scalar.kind === 'literal' ? scalar.value : undefined;
}

function renderLiteral({ type, value }: LiteralScalar): string {
  const physical = PHYSICAL_TYPES[type];
  if (value === null) return `CAST(NULL AS ${physical})`;
  switch (type) {
    case 'bool':
      return String(value);
    case 'string':
      return sqlString(String(value));
    case 'int':
    case 'long':
    case 'datetime':
    case 'timespan':
      return renderInteger(value, physical);
    case 'real':
      return renderReal(value);
    case 'decimal':
      return `CAST(${sqlString(String(value))} AS ${physical})`;
    case 'dynamic':
    case 'guid':
      return `CAST(${sqlString(String(value))} AS ${physical})`;
  }
}

function renderInteger(value: LiteralValue, physical: string): string {
  return typeof value === 'bigint' && value < 0n
    ? `CAST(${sqlString(String(value))} AS ${physical})`
    : `${String(value)}::${physical}`;
}

function renderReal(value: LiteralValue): string {
  if (typeof value !== 'number') return 'CAST(NULL AS DOUBLE)';
  if (Number.isNaN(value)) return `CAST('nan' AS DOUBLE)`;
  if (!Number.isFinite(value)) return `CAST('${value > 0 ? 'inf' : '-inf'}' AS DOUBLE)`;
  return `CAST('${Object.is(value, -0) ? '-0.0' : value.toString()}' AS DOUBLE)`;
}

function renderAggregate(scalar: AggregateScalar, render: (scalar: Scalar) => string): string {
  const rule = findAggregate(scalar.name);
  if (rule === undefined) throw new Error(`no aggregate ${scalar.name}`);
  const condition = scalar.filter === undefined ? undefined : render(scalar.filter);
  return rule.sql(asArguments(scalar.args, render), {
    condition,
    filter: condition === undefined ? '' : ` FILTER (WHERE ${condition})`,
    order: orderSql(scalar.ordering),
  });
}

function renderWindow(scalar: WindowScalar, render: (scalar: Scalar) => string): string {
  const [first = '', second = '', third = ''] = scalar.args.map(render);
  const stretch = scalar.stretch === undefined ? '' : `PARTITION BY ${scalar.stretch.id}`;
  const over = `${stretch}${orderSql(scalar.ordering)}`;
  const physical = PHYSICAL_TYPES[scalar.type];
  switch (scalar.name) {
    case 'row_number':
      return `(row_number() OVER (${over}) - 1 + ${first})`;
    case 'running_sum':
      return `CAST(sum(${first}) OVER (${over} ROWS UNBOUNDED PRECEDING) AS ${physical})`;
    case 'running_max':
      return `max(${first}) OVER (${over} ROWS UNBOUNDED PRECEDING)`;
    case 'prev':
      return `lag(${first}, ${second}, ${third}) OVER (${over})`;
    case 'next':
      return `lead(${first}, ${second}, ${third}) OVER (${over})`;
  }
}

function renderMembership(
  scalar: MembershipScalar,
  render: (scalar: Scalar) => string,
  renderRelation: RenderRelation,
): string {
  const [first] = scalar.relation.columns;
  if (first === undefined) return 'false';
  const value = render(scalar.value);
  const table = renderRelation(scalar.relation);
  if (scalar.ignoresCase) return `coalesce(lower(${value}) IN (SELECT lower(${first.id}) FROM (${table})), false)`;
  return `coalesce(${value} IN (SELECT ${first.id} FROM (${table})), false)`;
}

function renderSubquery({ relation, type }: SubqueryScalar, renderRelation: RenderRelation): string {
  const [first] = relation.columns;
  if (first === undefined) return `CAST(NULL AS ${PHYSICAL_TYPES[type]})`;
  const row = `(SELECT ${first.id} FROM (${renderRelation(relation)})${orderSql(relation.ordering)} LIMIT 1)`;
  return type === 'string' ? `coalesce(${row}, '')` : row;
}
