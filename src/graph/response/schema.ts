import * as v from 'valibot';
import type { Column } from '../../core/results/resultTable';
import { scalarTypeOf } from '../../core/results/scalarType';

/** `name` and `type` are documented; the first examples of the API wrote `Name` and `Type`. */
const SCHEMA_COLUMN = v.union([
  v.object({ name: v.string(), type: v.string() }),
  v.pipe(
    v.object({ Name: v.string(), Type: v.string() }),
    v.transform(({ Name, Type }) => ({ name: Name, type: Type })),
  ),
]);

const SCHEMA = v.pipe(v.array(SCHEMA_COLUMN), v.minLength(1));

const decoder = new TextDecoder();

/** Reads an answer's `schema`. @param json its bytes, complete. @returns undefined where it lists no columns. */
export function readSchema(json: Uint8Array): readonly Column[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(json));
  } catch {
    return undefined;
  }
  const schema = v.safeParse(SCHEMA, value);
  if (!schema.success) return undefined;
  return schema.output.map(({ name, type }) => ({ name, type: scalarTypeOf(type) }));
}
