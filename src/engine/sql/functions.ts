import type { ScalarType } from '../../core/results/scalarType';
import { findScalarCall } from '../scalar/scalarFunctions';
import { COMMON_FUNCTIONS } from './commonFunctions';
import { PATH_FUNCTIONS } from './dynamicPaths';
import { MATH_FUNCTIONS } from './mathFunctions';
import { OPERATOR_FUNCTIONS } from './operatorFunctions';
import type { FunctionRule, SqlArgument } from './functionRule';
import { TEXT_FUNCTIONS } from './textFunctions';
import { TIME_FUNCTIONS } from './timeFunctions';

/** A function as the planner sees it: what its arguments are cast to and the type of its result. */
export interface FunctionSignature {
  readonly parameters: readonly ScalarType[];
  readonly returns: ScalarType;
}

/**
 * The one table of functions: Kusto's name → how it becomes SQL. Operators stand in it under the names of Kusto's
 * `OperatorKind`. Functions that SQL has no words for run as TypeScript (`scalar/`) and are found by the same names.
 */
export const SQL_FUNCTIONS: ReadonlyMap<string, FunctionRule> = new Map<string, FunctionRule>([
  ...OPERATOR_FUNCTIONS,
  ...PATH_FUNCTIONS,
  ...COMMON_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...TIME_FUNCTIONS,
  ...MATH_FUNCTIONS,
]);

/** Looks a function up for arguments of the given types; undefined where the engine has no such function. */
export function findFunction(name: string, types: readonly ScalarType[]): FunctionSignature | undefined {
  const rule = SQL_FUNCTIONS.get(name);
  if (rule?.accepts(types) === true) {
    const parameters = rule.takes(types);
    return { parameters, returns: rule.gives(parameters) };
  }
  return findScalarCall(name, types);
}

/** The SQL of a call whose arguments already have the types that `findFunction` asks for. */
export function functionSql(name: string, args: readonly SqlArgument[]): string {
  const types = args.map((arg) => arg.type);
  const rule = SQL_FUNCTIONS.get(name);
  if (rule?.accepts(types) === true) return rule.sql(args);
  const native = findScalarCall(name, types);
  if (native === undefined) throw new Error(`no function ${name}(${types.join(', ')})`);
  return `${native.sqlName}(${args.map((arg) => arg.sql).join(', ')})`;
}
