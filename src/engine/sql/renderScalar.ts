import { PHYSICAL_TYPES } from '../physicalTypes';
import { writeDecimalKey } from '../scalar/decimalKey';
import { parseDecimal } from '../scalar/decimalText';
import { isPath, type PathScalar } from '../plan/expressions/dynamicPath';
import { findAggregate } from './aggregates';
import { castSql } from './casts';
import { decimalSumSql } from './decimalSums';
import { expandedSize } from './expandedSize';
import { functionSql } from './functions';
import { writeCall, type SizedArgument, type SizedSql } from './heldArguments';
import { sqlString } from './sqlText';
import type {
  AggregateScalar,
  ChoiceScalar,
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

type Render = (scalar: Scalar) => SizedSql;

/** Writes a scalar of the plan as SQL. Pure text: nothing of a query's own spelling passes but quoted literals. */
export function renderScalar(scalar: Scalar, renderRelation: RenderRelation): string {
  return renderSized(scalar, renderRelation).sql;
}

/** Writes a call of a function that no scalar of the plan names. */
export function renderFunction(name: string, args: readonly Scalar[], renderRelation: RenderRelation): string {
  return writeFunction(name, args, (arg) => renderSized(arg, renderRelation)).sql;
}

function renderSized(scalar: Scalar, renderRelation: RenderRelation): SizedSql {
  const render = (inner: Scalar): SizedSql => renderSized(inner, renderRelation);
  const path = pathReadAsText(scalar);
  if (path !== undefined) return writeFunction(`${path.name}Text`, path.args, render);
  switch (scalar.kind) {
    case 'column':
      return simple(scalar.id);
    case 'literal':
      return simple(renderLiteral(scalar));
    case 'cast': {
      const { value, type } = scalar;
      return writeCall(asArguments([value], render), ([arg]) => castSql(arg?.sql ?? 'NULL', value.type, type));
    }
    case 'call':
      return writeFunction(scalar.name, scalar.args, render);
    case 'choice':
      return renderChoice(scalar, render);
    case 'aggregate':
      return renderAggregate(scalar, render);
    case 'window':
      return renderWindow(scalar, render);
    case 'membership':
      return measured(renderMembership(scalar, render(scalar.value).sql, renderRelation));
    case 'subquery':
      return measured(renderSubquery(scalar, renderRelation));
  }
}

/** A column or a known value. */
function simple(sql: string): SizedSql {
  return { sql, size: 1, isChanging: false };
}

/** SQL that mentions its parts once or so. */
function compound(parts: readonly SizedSql[], sql: string): SizedSql {
  const size = parts.reduce((sum, part) => sum + part.size, 2);
  return { sql, size, isChanging: parts.some((part) => part.isChanging) };
}

/** SQL with a relation in it, which nothing but its text tells the size of. */
function measured(sql: string): SizedSql {
  return { sql, size: expandedSize(sql), isChanging: false };
}

function writeFunction(name: string, args: readonly Scalar[], render: Render): SizedSql {
  return writeCall(asArguments(args, render), (written) => functionSql(name, written));
}

function renderChoice({ branches, otherwise }: ChoiceScalar, render: Render): SizedSql {
  const written = branches.map(({ when, then }) => [render(when), render(then)] as const);
  const last = render(otherwise);
  const cases = written.map(([when, then]) => `WHEN ${when.sql} THEN ${then.sql}`);
  return compound([...written.flat(), last], `CASE ${cases.join(' ')} ELSE ${last.sql} END`);
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
function asArguments(args: readonly Scalar[], render: Render): SizedArgument[] {
  return args.map((arg) => ({ ...render(arg), type: arg.type, constant: constantOf(arg) }));
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
      return renderDecimal(String(value));
    case 'dynamic':
    case 'guid':
      return `CAST(${sqlString(String(value))} AS ${physical})`;
  }
}

function renderDecimal(text: string): string {
  const value = parseDecimal(text);
  const key = value === undefined ? null : writeDecimalKey(value);
  return key === null ? 'CAST(NULL AS VARCHAR)' : sqlString(key);
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

function renderAggregate(scalar: AggregateScalar, render: Render): SizedSql {
  const rule = findAggregate(scalar.name);
  if (rule === undefined) throw new Error(`no aggregate ${scalar.name}`);
  const args = asArguments(scalar.args, render);
  const condition = scalar.filter === undefined ? undefined : render(scalar.filter).sql;
  const sql = rule.sql(args, {
    condition,
    filter: condition === undefined ? '' : ` FILTER (WHERE ${condition})`,
    order: orderSql(scalar.ordering),
  });
  return compound(args, sql);
}

function renderWindow(scalar: WindowScalar, render: Render): SizedSql {
  const args = scalar.args.map(render);
  const [first = '', second = '', third = ''] = args.map(({ sql }) => sql);
  return compound(args, windowSql(scalar, first, second, third));
}

function windowSql(scalar: WindowScalar, first: string, second: string, third: string): string {
  const stretch = scalar.stretch === undefined ? '' : `PARTITION BY ${scalar.stretch.id}`;
  const over = `${stretch}${orderSql(scalar.ordering)}`;
  const physical = PHYSICAL_TYPES[scalar.type];
  switch (scalar.name) {
    case 'row_number':
      return `(row_number() OVER (${over}) - 1 + ${first})`;
    case 'running_sum':
      if (scalar.type === 'decimal') return decimalSumSql(first, { over: ` OVER (${over} ROWS UNBOUNDED PRECEDING)` });
      return `CAST(sum(${first}) OVER (${over} ROWS UNBOUNDED PRECEDING) AS ${physical})`;
    case 'running_max':
      return `max(${first}) OVER (${over} ROWS UNBOUNDED PRECEDING)`;
    case 'prev':
      return `lag(${first}, ${second}, ${third}) OVER (${over})`;
    case 'next':
      return `lead(${first}, ${second}, ${third}) OVER (${over})`;
  }
}

function renderMembership(scalar: MembershipScalar, value: string, renderRelation: RenderRelation): string {
  const [first] = scalar.relation.columns;
  if (first === undefined) return 'false';
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
