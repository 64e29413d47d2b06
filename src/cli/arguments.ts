import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { LOCAL_CONNECTION_ALIAS, isReservedName } from '../core/connectionSettings';
import { fail, succeed, type HuntError, type Outcome } from '../core/errors';
import { formatOfFile, FORMATS, type Format } from '../core/formats/format';
import { parseTimespan, type Timespan } from '../core/kql/timespan';
import { CHECK_OPTIONS, parseCheckOptions, type CheckCommand } from './checkOptions';
import { ENGINE_OPTIONS, firstEngineOption, parseEngineOptions, type EngineCommandOptions } from './engineOptions';
import { wrongUsage } from './errors';

/** Where the query comes from. */
export type QuerySource =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'standardInput' };

export interface RunCommand extends EngineCommandOptions {
  readonly kind: 'run';
  readonly query: QuerySource;
  readonly connection: string;
  readonly timespan?: Timespan;
  readonly format: Format | 'table';
  readonly output?: string;
}

export interface ServeCommand extends EngineCommandOptions {
  readonly kind: 'serve';
  readonly port?: number;
  readonly token?: string;
}

export interface FormatCommand {
  readonly kind: 'format';
  readonly files: readonly string[];
  /** Only says which files would change. */
  readonly isCheck: boolean;
}

export type Command =
  RunCommand | ServeCommand | CheckCommand | FormatCommand | { readonly kind: 'help' } | { readonly kind: 'version' };

const FLAGS = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } } as const;
const RUN_OPTIONS = {
  ...FLAGS,
  ...ENGINE_OPTIONS,
  query: { type: 'string' },
  connection: { type: 'string' },
  timespan: { type: 'string' },
  format: { type: 'string' },
  output: { type: 'string' },
} as const;
const FORMAT_OPTIONS = { ...FLAGS, check: { type: 'boolean' } } as const;
const SERVE_OPTIONS = {
  ...FLAGS,
  ...ENGINE_OPTIONS,
  port: { type: 'string' },
  token: { type: 'string' },
} as const;

/** Reads the command line, without the program's own name. */
export function parseCommand(words: readonly string[]): Outcome<Command> {
  const [name, ...rest] = words;
  switch (name) {
    case 'run':
      return parseRun(rest);
    case 'serve':
      return parseServe(rest);
    case 'check':
      return parseCheck(rest);
    case 'format':
      return parseFormatCommand(rest);
    case undefined:
      return fail(wrongUsage('No command was given.'));
    default:
      return name.startsWith('-') ? parseFlags(words) : fail(wrongUsage(`"${name}" is not a command.`));
  }
}

function parseFlags(words: readonly string[]): Outcome<Command> {
  const parsed = parseWords(words, FLAGS);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  const [extra] = positionals;
  if (extra !== undefined) return fail(wrongUsage(`"${extra}" is not expected here.`));
  return succeed({ kind: values.version === true ? 'version' : 'help' });
}

function parseRun(words: readonly string[]): Outcome<Command> {
  const parsed = parseWords(words, RUN_OPTIONS);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help === true) return succeed({ kind: 'help' });

  const query = parseQuerySource(positionals, values.query);
  if (!query.ok) return query;
  const timespan = values.timespan === undefined ? undefined : parseTimespan(values.timespan);
  if (timespan?.ok === false) return timespan;
  const format = parseFormat(values.format, values.output);
  if (!format.ok) return format;
  const connection = values.connection ?? LOCAL_CONNECTION_ALIAS;
  const local = firstEngineOption(values);
  if (local !== undefined && !isReservedName(connection)) {
    return fail(wrongUsage(`--${local} goes with the local connection alone.`));
  }
  const engine = parseEngineOptions(values);
  if (!engine.ok) return engine;
  return succeed({
    kind: 'run',
    query: query.value,
    connection,
    format: format.value,
    ...engine.value,
    ...(timespan !== undefined && { timespan: timespan.value }),
    ...(values.output !== undefined && { output: values.output }),
  });
}

function parseServe(words: readonly string[]): Outcome<Command> {
  const parsed = parseWords(words, SERVE_OPTIONS);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help === true) return succeed({ kind: 'help' });
  const [extra] = positionals;
  if (extra !== undefined) return fail(wrongUsage(`"${extra}" is not expected here.`));
  const engine = parseEngineOptions(values);
  if (!engine.ok) return engine;
  const { port, token } = values;
  if (port !== undefined && (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)) {
    return fail(wrongUsage(`"${port}" is not a port.`, 'Give a number from 0 (any free port) to 65535.'));
  }
  if (token !== undefined && !/^[\x21-\x7E]+$/.test(token)) {
    return fail(wrongUsage('The token cannot be sent in a header.', 'Use letters, digits and signs without blanks.'));
  }
  return succeed({
    kind: 'serve',
    ...engine.value,
    ...(port !== undefined && { port: Number(port) }),
    ...(token !== undefined && { token }),
  });
}

function parseCheck(words: readonly string[]): Outcome<Command> {
  const parsed = parseWords(words, { ...FLAGS, ...CHECK_OPTIONS });
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help === true) return succeed({ kind: 'help' });
  return positionals.length === 0 ? fail(noFiles()) : parseCheckOptions(positionals, values);
}

function parseFormatCommand(words: readonly string[]): Outcome<Command> {
  const parsed = parseWords(words, FORMAT_OPTIONS);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help === true) return succeed({ kind: 'help' });
  if (positionals.length === 0) return fail(noFiles());
  return succeed({ kind: 'format', files: positionals, isCheck: values.check === true });
}

function noFiles(): HuntError {
  return wrongUsage('No files were given.', 'Give files, folders or patterns, or - for standard input.');
}

function parseQuerySource(positionals: readonly string[], text: string | undefined): Outcome<QuerySource> {
  const [path, extra] = positionals;
  if (extra !== undefined) return fail(wrongUsage(`"${extra}" is one file too many.`));
  if (text !== undefined) {
    return path === undefined
      ? succeed({ kind: 'text', text })
      : fail(wrongUsage('Both a file and --query were given.', 'Give one of them.'));
  }
  if (path === undefined) {
    return fail(wrongUsage('No query was given.', 'Give a file, - for standard input, or --query TEXT.'));
  }
  return succeed(path === '-' ? { kind: 'standardInput' } : { kind: 'file', path });
}

function parseFormat(name: string | undefined, output: string | undefined): Outcome<Format | 'table'> {
  if (name === undefined) return succeed((output === undefined ? undefined : formatOfFile(output)) ?? 'table');
  const format = (['table', ...FORMATS] as const).find((known) => known === name.toLowerCase());
  return format === undefined
    ? fail(wrongUsage(`"${name}" is not a format.`, `Use one of table, ${FORMATS.join(', ')}.`))
    : succeed(format);
}

function parseWords<T extends ParseArgsOptionsConfig>(words: readonly string[], options: T) {
  try {
    return succeed(parseArgs({ args: [...words], options, allowPositionals: true, strict: true }));
  } catch (error) {
    // parseArgs explains itself in its first sentence; the rest is about node:util.
    const sentence = error instanceof TypeError ? (error.message.split(/\. |\n/)[0] ?? '') : '';
    return fail(wrongUsage(sentence === '' ? 'The command line cannot be read.' : `${sentence.replace(/\.$/, '')}.`));
  }
}
