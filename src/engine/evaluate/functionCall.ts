import type { BoundNode } from '../../kusto/boundNode';
import { SCALAR_TYPES, type ScalarType } from '../../core/results/scalarType';
import { notSupported } from '../plan/notSupported';
import { refusal } from '../plan/refusedFunctions';
import { fittingOverload, findScalarFunction, overloadsByName, SCALAR_FUNCTIONS } from '../scalar/scalarFunctions';
import { convertTo, converter } from './conversion';
import { combine, constant, type EvaluatedValue, type Expression, type ExpressionCompiler } from './expression';
import { GENERAL } from './functions/general';
import { MATHEMATICS } from './functions/mathematics';
import { TEXTS } from './functions/texts';
import { TIMES } from './functions/times';
import { invoke } from './invocation';
import { compileMember } from './members';
import { SPECIAL_FORMS } from './specialForms';
import { compileBody } from './userFunction';

/** Functions whose meaning stands here, because elsewhere only the database's words for them do. */
export const EVALUATED_FUNCTIONS = overloadsByName([...GENERAL, ...MATHEMATICS, ...TEXTS, ...TIMES]);

/** Functions that convert their argument, of any type. */
export const CONVERSIONS: ReadonlyMap<string, ScalarType> = new Map([
  ['tostring', 'string'],
  ['toint', 'int'],
  ['tolong', 'long'],
  ['toreal', 'real'],
  ['todouble', 'real'],
  ['todecimal', 'decimal'],
  ['tobool', 'bool'],
  ['toboolean', 'bool'],
  ['todatetime', 'datetime'],
  ['totimespan', 'timespan'],
  ['totime', 'timespan'],
  ['toguid', 'guid'],
]);

/** Functions that read JSON where they get text; everything else becomes a dynamic as it is. */
export const JSON_READERS: ReadonlySet<string> = new Set(['parse_json', 'parsejson', 'todynamic', 'toobject']);

/** Compiles a call: one of the scope, of a user's function, of a special form or of a function. */
export function compileCall<Row>(node: BoundNode, compiler: ExpressionCompiler<Row>): Expression<Row> {
  const { name } = node;
  const known = compiler.scope.call?.(node, compiler);
  if (known !== undefined) return known;
  const declaration = compiler.scope.declaration?.(name);
  if (declaration !== undefined) return compileBody(node, declaration, compiler);
  const args = node.child('ArgumentList').list('Expressions');
  const special = SPECIAL_FORMS.get(name);
  if (special !== undefined) return asBound(special(node, args, compiler), node);
  if (node.tupleTypes !== undefined) return firstOfTuple(node, compiler);
  return asBound(callByName(name, compileArguments(args, compiler), node), node);
}

/** A call that gives several values, as one dynamic array of them. */
export function compileTuple<Row>(node: BoundNode, compiler: ExpressionCompiler<Row>): Expression<Row> {
  return callByName(
    `${node.name}_tuple`,
    compileArguments(node.child('ArgumentList').list('Expressions'), compiler),
    node,
  );
}

function firstOfTuple<Row>(node: BoundNode, compiler: ExpressionCompiler<Row>): Expression<Row> {
  if (!SCALAR_FUNCTIONS.has(`${node.name}_tuple`)) {
    return callByName(node.name, compileArguments(node.child('ArgumentList').list('Expressions'), compiler), node);
  }
  const first = compileMember(compileTuple(node, compiler), constant('long', 0n), node);
  const type = node.tupleTypes?.[0];
  return type === undefined ? first : convertTo(type, first);
}

/** `*` stands for all columns. */
function compileArguments<Row>(
  args: readonly BoundNode[],
  compiler: ExpressionCompiler<Row>,
): readonly Expression<Row>[] {
  return args.flatMap((arg) =>
    arg.kind === 'StarExpression'
      ? (compiler.scope.columns?.() ?? []).map(({ expression }) => expression)
      : [compiler.compile(arg)],
  );
}

function callByName<Row>(name: string, args: readonly Expression<Row>[], node: BoundNode): Expression<Row> {
  const [first] = args;
  const target = CONVERSIONS.get(name);
  if (target !== undefined && first !== undefined)
    return writtenWhole(target, first) ?? computed(convertTo(target, first));
  if (JSON_READERS.has(name) && first !== undefined && first.type !== 'string') return convertTo('dynamic', first);
  if (name === 'datetime_diff' && isWeek(first?.constant?.value)) {
    return callByName('DatetimeDiffWeeks', args.slice(1), node);
  }
  const types = args.map(({ type }) => type);
  const overload = fittingOverload(EVALUATED_FUNCTIONS.get(name) ?? [], types) ?? findScalarFunction(name, types);
  if (overload === undefined) throw notSupported(refusal(name), node);
  return asAsked(name, invoke(overload, args), args);
}

/** What a function gives is typed, as a null that is written is not. */
function computed<Row>(converted: Expression<Row>): Expression<Row> {
  const { type, evaluate, constant: known } = converted;
  return known === undefined || known.value === null ? { type, evaluate } : converted;
}

/** Weeks are counted in a real, everything else in a long. */
function isWeek(part: EvaluatedValue | undefined): boolean {
  return typeof part === 'string' && part.toLowerCase() === 'week';
}

/** A real that is written in the query and that a whole number cannot hold becomes the least one of its type. */
function writtenWhole<Row>(
  type: ScalarType,
  { type: from, constant: known }: Expression<Row>,
): Expression<Row> | undefined {
  if (from !== 'real' || typeof known?.value !== 'number' || !Number.isFinite(known.value)) return undefined;
  if (type !== 'int' && type !== 'long') return undefined;
  const bits = type === 'int' ? 32 : 64;
  const whole = BigInt(Math.trunc(known.value));
  const held = whole === BigInt.asIntN(bits, whole) ? whole : -(1n << BigInt(bits - 1));
  return constant(type, type === 'int' ? Number(held) : held);
}

const TYPED_RESULTS: ReadonlyMap<string, number> = new Map([
  ['extract', 3],
  ['extract_json', 2],
  ['extractjson', 2],
  ['percentile_tdigest', 2],
]);

/** `extract(…, typeof(long))` converts its text to the type that it is given. */
function asAsked<Row>(name: string, result: Expression<Row>, args: readonly Expression<Row>[]): Expression<Row> {
  const index = TYPED_RESULTS.get(name);
  const asked = index === undefined ? undefined : args[index]?.constant?.value;
  const type = SCALAR_TYPES.find((candidate) => candidate === asked);
  if (type === undefined) return result;
  // A digest holds times as ticks.
  const isTime = type === 'datetime' || type === 'timespan';
  return convertTo(type, isTime && name === 'percentile_tdigest' ? convertTo('long', result) : result);
}

/** Calls whose result has another type in the service than the binder says. */
const OWN_TYPES: ReadonlySet<string> = new Set(['datetime_diff', 'jaccard_index']);

/** Gives a value the type that Kusto's binder says it has. */
function asBound<Row>(value: Expression<Row>, node: BoundNode): Expression<Row> {
  const type = node.scalarType;
  if (type === undefined || type === value.type || OWN_TYPES.has(node.name)) return value;
  if (value.type === 'dynamic' && (type === 'datetime' || type === 'timespan')) return value;
  if (value.constant !== undefined) return constant(type, converter(value.type, type)(value.constant.value));
  return combine(type, [value], ([item = null]) => converter(value.type, type)(item));
}
