import { expandedSize } from './expandedSize';
import type { SqlArgument } from './functionRule';

/** SQL of a scalar, and what of it decides how it may be used. */
export interface SizedSql {
  readonly sql: string;
  /** About how much of it the database sees, 1 for a column or a known value. */
  readonly size: number;
  /** True where it has another value each time that it is computed. */
  readonly isChanging: boolean;
}

export type SizedArgument = SqlArgument & SizedSql;

type Template = (args: readonly SqlArgument[]) => string;

/** From here on the database takes longer to prepare an expression than a person wants to wait for one. */
const LARGE = 1000;
const CHANGING = /\b(?:random|uuid)\(\)/;

/**
 * Writes a call by its template. A template may mention an argument more than once, and so may the macros in it: calls
 * within calls would grow without bound. So where that makes the whole large, or an argument is another each time that
 * it is computed, the arguments are computed first and the template is applied to their values.
 */
export function writeCall(args: readonly SizedArgument[], template: Template): SizedSql {
  const named = args.map((arg, index) => (isCompound(arg) ? { ...arg, sql: nameOf(index) } : arg));
  const text = template(named);
  const size = expandedSize(text, new Map(args.map((arg, index) => [nameOf(index), arg.size])));
  const isChanging = CHANGING.test(text) || args.some((arg) => arg.isChanging);
  if (!args.some(isCompound)) return { sql: text, size, isChanging };
  const total = args.reduce((sum, arg) => sum + arg.size, 0);
  const isGrowing = size > LARGE && size > 2 * total;
  if (!isGrowing && !args.some((arg, index) => arg.isChanging && mentions(text, nameOf(index)) > 1)) {
    return { sql: template(args), size, isChanging };
  }
  return { sql: holdArguments(args, template), size: total + expandedSize(text), isChanging };
}

function isCompound({ size }: SizedArgument): boolean {
  return size > 1;
}

function nameOf(index: number): string {
  return `argument${index}`;
}

function mentions(text: string, name: string): number {
  return expandedSize(text, new Map([[name, 1]])) - expandedSize(text, new Map([[name, 0]]));
}

/** SQL has no name for a value within an expression, but for the elements of a list: here the only one of its list. */
function holdArguments(args: readonly SizedArgument[], template: Template): string {
  const held = args.filter(isCompound);
  const members = held.map(({ sql }, index) => `'a${index}': ${sql}`);
  const value = held.length === 1 ? held[0]?.sql : `{${members.join(', ')}}`;
  const body = template(
    args.map((arg) => {
      if (!isCompound(arg)) return arg;
      return { ...arg, sql: held.length === 1 ? 'held' : `held.a${held.indexOf(arg)}` };
    }),
  );
  return `list_extract(list_transform([${value}], lambda held: ${body}), 1)`;
}
