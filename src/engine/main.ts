/**
 * The local engine as a process: `--data DIR --results DIR --cache DIR --port N --token T --memory SIZE --timeout T
 * --no-limits --look-always`, each optional; `--results` is a folder whose files are tables, too, and may come and go;
 * the last has every query see the files as they are at that moment. Prints JSON lines on stdout:
 * `{"url","token","notes","tables"}` once it serves or `{"error":{"code","message","hint"}}` if it cannot, and later
 * `{"tables"}` where the data has changed, and `{"notes"}` where changed data could not all be read. `tables` are those
 * of a data folder. It stops when its stdin closes (the window that started it is gone) or on SIGTERM or SIGINT.
 */
import { parseArgs } from 'node:util';
import { parseMemory, parseTimeout } from '../core/engineLimits';
import { fail, succeed, type Outcome } from '../core/errors';
import type { TableSchema } from '../kusto/tableSchema';
import { wrongArguments } from './processErrors';
import { startEngineServer, type EngineServerOptions } from './server';

function readArguments(words: readonly string[]): Outcome<EngineServerOptions> {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        data: { type: 'string' },
        results: { type: 'string' },
        cache: { type: 'string' },
        port: { type: 'string' },
        token: { type: 'string' },
        memory: { type: 'string' },
        timeout: { type: 'string' },
        'no-limits': { type: 'boolean' },
        'look-always': { type: 'boolean' },
      },
    });
    const { data, results, cache, port, token, memory, timeout } = values;
    if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
      return fail(wrongArguments(`"${port}" is not a port.`));
    }
    const memoryLimit = memory === undefined ? undefined : parseMemory(memory);
    const timeoutMs = timeout === undefined ? undefined : parseTimeout(timeout);
    if (memory !== undefined && memoryLimit === undefined) return fail(wrongArguments(`"${memory}" is no memory.`));
    if (timeout !== undefined && timeoutMs === undefined) return fail(wrongArguments(`"${timeout}" is no time-out.`));
    return succeed({
      tellNotes: (notes) => {
        print({ notes });
      },
      tellTables: (tables) => {
        print({ tables: tables.map(describeTable) });
      },
      ...(data === undefined ? {} : { dataFolder: data }),
      ...(results === undefined ? {} : { resultsFolder: results }),
      ...(cache === undefined ? {} : { cacheFolder: cache }),
      ...(port === undefined ? {} : { port: Number(port) }),
      ...(token === undefined ? {} : { token }),
      ...(memoryLimit === undefined ? {} : { memoryLimit }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(values['no-limits'] === true ? { withoutLimits: true } : {}),
      ...(values['look-always'] === true ? { lookEveryMs: 0 } : {}),
    });
  } catch (cause) {
    return fail(wrongArguments(cause instanceof Error ? cause.message : 'The arguments are wrong.'));
  }
}

function describeTable({ name, columns }: TableSchema): TableSchema {
  return { name, columns: columns.map((column) => ({ name: column.name, type: column.type })) };
}

function print(value: unknown, then?: () => void): void {
  process.stdout.write(`${JSON.stringify(value)}\n`, then);
}

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2));
  const server = options.ok ? await startEngineServer(options.value) : options;
  if (!server.ok) {
    const { code, message, hint } = server.error;
    print({ error: { code, message, hint } });
    process.exitCode = options.ok ? 1 : 2;
    return;
  }
  const stop = (): void => {
    void server.value.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdin.once('close', stop);
  process.stdin.once('end', stop);
  process.stdin.resume();
  const { url, token, notes, tables, warmUp } = server.value;
  // A fault of the first query is told to whoever asks the next one.
  print({ url, token, notes, tables: tables.map(describeTable) }, () => void warmUp().catch(() => undefined));
}

void main();
