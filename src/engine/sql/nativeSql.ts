import type { ScalarType } from '../../core/results/scalarType';
import { findScalarCall } from '../scalar/scalarFunctions';

/** SQL that calls a function written in TypeScript with arguments that have its parameters' types. */
export function nativeSql(name: string, args: readonly { readonly sql: string; readonly type: ScalarType }[]): string {
  const types = args.map((arg) => arg.type);
  const native = findScalarCall(name, types);
  if (native === undefined) throw new Error(`no function ${name}(${types.join(', ')})`);
  return `${native.sqlName}(${args.map((arg) => arg.sql).join(', ')})`;
}
