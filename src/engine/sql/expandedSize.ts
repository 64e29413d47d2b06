import { PRELUDE } from './prelude';

/** What SQL is made of as far as it is counted: texts, names, numbers, and what holds them together. */
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[A-Za-z_]\w*|\d[\w.]*|[(),[\]{}]/g;
const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);

/** What a macro comes to: a size of its own, and how often it mentions each parameter. */
interface Macro {
  readonly own: number;
  readonly mentions: readonly number[];
}

/** A part of SQL that is being read: brackets, or `CASE … END`. */
interface Part {
  readonly macro: Macro | undefined;
  /** The sizes of what stands between the commas. */
  readonly sizes: number[];
  /** Of a `CASE` that compares an operand: how often that is mentioned, which is with each `WHEN`. */
  whens: number;
}

/**
 * About how many names, numbers and texts the database sees in SQL once it has put macros' bodies in the place of their
 * calls, which repeats the arguments. `known` has the sizes of names that stand for more than one.
 */
export function expandedSize(sql: string, known: ReadonlyMap<string, number> = new Map()): number {
  return readSize(sql, known, (name) => MACROS.get(name));
}

function readSize(
  sql: string,
  known: ReadonlyMap<string, number>,
  findMacro: (name: string) => Macro | undefined,
): number {
  const parts: Part[] = [newPart()];
  let called: Macro | undefined;
  const add = (size: number): void => {
    const sizes = parts.at(-1)?.sizes ?? [];
    sizes[sizes.length - 1] = (sizes.at(-1) ?? 0) + size;
  };
  const close = (): void => {
    const part = parts.pop();
    if (part !== undefined) add(sizeOf(part));
  };
  for (const [token] of sql.matchAll(TOKEN)) {
    const part = parts.at(-1);
    if (OPENING.has(token)) parts.push(newPart(token === '(' ? called : undefined));
    else if (CLOSING.has(token)) close();
    else if (token === ',') part?.sizes.push(0);
    else if (token === 'CASE') parts.push(newPart());
    else if (token === 'WHEN' && part !== undefined && part.whens++ === 0) part.sizes.push(0);
    else if (token === 'END') close();
    else add(known.get(token) ?? 1);
    called = findMacro(token);
  }
  while (parts.length > 1) close();
  return parts[0] === undefined ? 0 : sizeOf(parts[0]);
}

function newPart(macro?: Macro): Part {
  return { macro, sizes: [0], whens: 0 };
}

function sizeOf({ macro, sizes, whens }: Part): number {
  if (macro !== undefined)
    return macro.mentions.reduce((sum, count, index) => sum + count * (sizes[index] ?? 0), macro.own);
  const [first = 0, ...others] = sizes;
  return others.reduce((sum, size) => sum + size, first * Math.max(whens, 1));
}

const DEFINITION = /^CREATE MACRO (?<name>\w+)\((?<parameters>[^)]*)\) AS\s(?<body>[^]*)$/;

const MACROS: ReadonlyMap<string, Macro> = readMacros();

/** A macro may call any other: each is measured when it is first met. */
function readMacros(): ReadonlyMap<string, Macro> {
  const definitions = new Map(
    PRELUDE.map((statement) => {
      const { name = '', parameters = '', body = '' } = DEFINITION.exec(statement)?.groups ?? {};
      return [name, { parameters: parameters.split(',').map((parameter) => parameter.trim()), body }] as const;
    }),
  );
  const macros = new Map<string, Macro>();
  const find = (name: string): Macro | undefined => {
    const known = macros.get(name);
    const definition = definitions.get(name);
    if (known !== undefined || definition === undefined) return known;
    const { parameters, body } = definition;
    const sizeWith = (counted?: string): number =>
      readSize(body, new Map(parameters.map((parameter) => [parameter, parameter === counted ? 1 : 0])), find);
    const own = sizeWith();
    const macro = { own, mentions: parameters.map((parameter) => sizeWith(parameter) - own) };
    macros.set(name, macro);
    return macro;
  };
  for (const name of definitions.keys()) find(name);
  return macros;
}
