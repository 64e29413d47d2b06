import type { BoundNode } from '../../kusto/boundNode';
import { QueryFault } from '../plan/notSupported';
import { formatDynamic } from '../scalar/dynamicJson';
import { ScalarFunctionError } from '../scalar/scalarFunction';
import type { DynamicValue } from '../scalar/dynamicValue';
import { dynamicTypeName } from '../scalar/dynamicValue';
import { arithmetic, insideRange } from './binaryExpression';
import { convertTo } from './conversion';
import { combine, constant, type Expression, type ExpressionCompiler, type NamedExpression } from './expression';
import { asCondition, commonType } from './operands';
import { asDynamic, asText, isTrue } from './valueTypes';

type SpecialForm = <Row>(
  node: BoundNode,
  args: readonly BoundNode[],
  compiler: ExpressionCompiler<Row>,
) => Expression<Row>;

/** Functions whose arguments are not simply values, or that depend on more than these. */
export const SPECIAL_FORMS: ReadonlyMap<string, SpecialForm> = new Map<string, SpecialForm>([
  ['iff', compileCase],
  ['iif', compileCase],
  ['case', compileCase],
  ['now', compileNow],
  ['ago', (node, args, compiler) => arithmetic('-', now(compiler), argument(node, args, 0, compiler), node)],
  ['around', compileAround],
  ['assert', compileAssert],
  ['column_ifexists', compileColumnIfExists],
  ['columnifexists', compileColumnIfExists],
  ['iscolumnexists', (node, args, compiler) => constant('bool', namedColumn(node, args, compiler) !== undefined)],
  ['gettype', compileGetType],
  ['ingestion_time', () => constant('datetime', null)],
  ['pack_all', compilePackAll],
  [
    'bag_pack_columns',
    (_, args, compiler) => pack(args.map((arg) => ({ name: arg.name, expression: compiler.compile(arg) }))),
  ],
  ['materialize', (node, args, compiler) => argument(node, args, 0, compiler)],
  ['toscalar', (node, args, compiler) => argument(node, args, 0, compiler)],
  ['estimate_data_size', compileDataSize],
]);

function argument<Row>(
  node: BoundNode,
  args: readonly BoundNode[],
  index: number,
  compiler: ExpressionCompiler<Row>,
): Expression<Row> {
  const arg = args[index];
  if (arg === undefined) throw new QueryFault(`${node.name}() lacks an argument`, node);
  return compiler.compile(arg);
}

function now<Row>(compiler: ExpressionCompiler<Row>): Expression<Row> {
  return constant('datetime', compiler.scope.now);
}

/** The value of the first branch whose condition is true; the last argument where none is. */
function compileCase<Row>(
  node: BoundNode,
  args: readonly BoundNode[],
  compiler: ExpressionCompiler<Row>,
): Expression<Row> {
  const values = args.map((arg) => compiler.compile(arg));
  const otherwise = values.at(-1);
  if (otherwise === undefined || values.length % 2 === 0)
    throw new QueryFault(`${node.name}() lacks an argument`, node);
  const type = commonType(values.filter((_, index) => index % 2 === 1 || index === values.length - 1));
  const whens = values
    .slice(0, -1)
    .filter((_, index) => index % 2 === 0)
    .map(asCondition);
  const thens = values.filter((_, index) => index % 2 === 1).map((value) => convertTo(type, value));
  const last = convertTo(type, otherwise);
  return {
    type,
    evaluate(row) {
      const chosen = whens.findIndex((when) => isTrue(when.evaluate(row)));
      return (thens[chosen] ?? last).evaluate(row);
    },
  };
}

function compileNow<Row>(
  node: BoundNode,
  args: readonly BoundNode[],
  compiler: ExpressionCompiler<Row>,
): Expression<Row> {
  return args.length === 0 ? now(compiler) : arithmetic('+', now(compiler), argument(node, args, 0, compiler), node);
}

/** `around(value, center, delta)`: both ends belong to the range. */
function compileAround<Row>(
  node: BoundNode,
  args: readonly BoundNode[],
  compiler: ExpressionCompiler<Row>,
): Expression<Row> {
  const center = argument(node, args, 1, compiler);
  const delta = argument(node, args, 2, compiler);
  const [from, to] = [arithmetic('-', center, delta, node), arithmetic('+', center, delta, node)];
  return insideRange(argument(node, args, 0, compiler), from, to, node);
}

/** A condition that fails the query where it is not true. */
function compileAssert<Row>(
  node: BoundNode,
  args: readonly BoundNode[],
  compiler: ExpressionCompiler<Row>,
): Expression<Row> {
  const condition = asCondition(argument(node, args, 0, compiler));
  return combine('bool', [condition, argument(node, args, 1, compiler)], ([holds = null, message = null]) => {
    if (isTrue(holds)) return true;
    throw new ScalarFunctionError(`assert() has failed with message: '${asText(message)}'`);
  });
}

function namedColumn<Row>(
  node: BoundNode,
  args: readonly BoundNode[],
  compiler: ExpressionCompiler<Row>,
): Expression<Row> | undefined {
  const [nameNode] = args;
  if (nameNode === undefined) throw new QueryFault(`${node.name}() lacks an argument`, node);
  const name = nameNode.stringValue ?? nameNode.name;
  return compiler.scope.columns?.().find((column) => column.name === name)?.expression;
}

function compileColumnIfExists<Row>(
  node: BoundNode,
  args: readonly BoundNode[],
  compiler: ExpressionCompiler<Row>,
): Expression<Row> {
  return namedColumn(node, args, compiler) ?? argument(node, args, 1, compiler);
}

/** The type of everything but a dynamic is known before the query runs. */
function compileGetType<Row>(
  node: BoundNode,
  args: readonly BoundNode[],
  compiler: ExpressionCompiler<Row>,
): Expression<Row> {
  const value = argument(node, args, 0, compiler);
  if (value.type !== 'dynamic') return constant('string', value.type);
  return combine('string', [value], ([item = null]) => dynamicTypeName(asDynamic(item)));
}

/** `pack_all(true)` leaves out what is null or empty. */
function compilePackAll<Row>(
  _: BoundNode,
  args: readonly BoundNode[],
  compiler: ExpressionCompiler<Row>,
): Expression<Row> {
  const packed = pack(compiler.scope.columns?.() ?? []);
  if (args[0]?.text.toLowerCase() !== 'true') return packed;
  return combine('dynamic', [packed], ([bag]) =>
    bag instanceof Map ? new Map([...bag].filter(([, value]) => value !== null && value !== '')) : null,
  );
}

function pack<Row>(columns: readonly NamedExpression<Row>[]): Expression<Row> {
  const values = columns.map(({ expression }) => convertTo('dynamic', expression));
  return combine('dynamic', values, (items) => {
    const entries = columns.map(({ name }, index): [string, DynamicValue] => [name, asDynamic(items[index] ?? null)]);
    return new Map(entries);
  });
}

const DATA_SIZES: ReadonlyMap<string, number> = new Map([
  ['bool', 1],
  ['datetime', 8],
  ['decimal', 16],
  ['guid', 16],
  ['int', 4],
  ['long', 8],
  ['real', 8],
  ['timespan', 8],
]);

/** Bytes: of texts and dynamics those of their UTF-8. */
function compileDataSize<Row>(
  _: BoundNode,
  args: readonly BoundNode[],
  compiler: ExpressionCompiler<Row>,
): Expression<Row> {
  const values = args.flatMap((arg) =>
    arg.kind === 'StarExpression'
      ? (compiler.scope.columns?.() ?? []).map(({ expression }) => expression)
      : [compiler.compile(arg)],
  );
  const texts = values.map((value) => (DATA_SIZES.has(value.type) ? value : jsonText(value)));
  return combine('long', texts, (items) =>
    items.reduce<bigint>((sum, item, index) => {
      const size = DATA_SIZES.get(values[index]?.type ?? '') ?? Buffer.byteLength(asText(item));
      return sum + BigInt(size);
    }, 0n),
  );
}

function jsonText<Row>(value: Expression<Row>): Expression<Row> {
  if (value.type === 'string') return value;
  return combine('string', [value], ([item = null]) => (item === null ? '' : formatDynamic(asDynamic(item))));
}
