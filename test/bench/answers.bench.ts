import { DuckDBInstance } from '@duckdb/node-api';
import { parseArgs } from 'node:util';
import { startHttpServer, type HttpServer } from '../../src/engine/http/httpServer';
import { QueryEngine } from '../../src/engine/queryEngine';
import { createLocalConnection } from '../../src/graph/graphConnection';
import { DEFAULT_TRANSPORT, type Transport } from '../../src/graph/transport';
import { least, rounded, type BenchmarkResult, type Print } from './benchmark';
import { DEFENDER_TABLES } from '../../src/kusto/schema/defenderTables';
import { generateEvents } from './engine/generateEvents';

interface WideAnswer {
  readonly name: string;
  readonly query: string;
  readonly rows: number;
}

const FORTY_COLUMNS = (DEFENDER_TABLES.find(({ name }) => name === 'DeviceProcessEvents')?.columns ?? [])
  .slice(0, 40)
  .map(({ name }) => name)
  .join(', ');

/** What is asked of the engine: whole events, and as many rows of some columns as the service gives at most. */
const ANSWERS: readonly WideAnswer[] = [
  { name: '15,500 rows × 69 columns', query: 'DeviceProcessEvents | take 15500', rows: 15_500 },
  {
    name: '100,000 rows × 40 columns',
    query: `DeviceProcessEvents | take 100000 | project ${FORTY_COLUMNS}`,
    rows: 100_000,
  },
];

/**
 * Wide answers of the local engine from the request to the last cell in the client's table, over HTTP as always. The
 * measure is a bare `JSON.parse` and `JSON.stringify` of the same answer in the same run, which has no way
 * to go; each `--runs N` times (5). It fails where a row is missing.
 */
export async function benchmark(words: readonly string[], print: Print): Promise<BenchmarkResult> {
  const { values: options } = parseArgs({ args: [...words], options: { runs: { type: 'string', default: '5' } } });
  const instance = await DuckDBInstance.create(':memory:');
  const generator = await instance.connect();
  const tables = await generateEvents(generator, 100_000);
  generator.closeSync();
  const engine = await QueryEngine.create({ tables, connect: () => instance.connect() });
  const server = await startHttpServer(engine, {
    limits: { rows: 100_000, dataBytes: Infinity, bodyBytes: Infinity },
  });
  if (!server.ok) throw new Error(server.error.message);
  try {
    const answers: AnswerFigures[] = [];
    for (const answer of ANSWERS) {
      const figures = await measure(answer, server.value, Number(options.runs));
      answers.push(figures);
      print(
        `${figures.name}: ${figures.ms} ms (${figures.servedMs} ms to the last of ${figures.megabytes} MB), ${figures.ratio} × JSON.parse and JSON.stringify of the same (${figures.bareMs} ms)`,
      );
    }
    return { figures: { runs: Number(options.runs), answers }, failures: [] };
  } finally {
    await server.value.close();
    instance.closeSync();
  }
}

interface AnswerFigures {
  readonly name: string;
  /** The fastest of the runs: from the request to the finished table. */
  readonly ms: number;
  /** From the request to the last byte. */
  readonly servedMs: number;
  readonly bareMs: number;
  readonly ratio: number;
  readonly megabytes: number;
}

/** As the command line asks its own engine. */
const UNBOUNDED: Transport = {
  ...DEFAULT_TRANSPORT,
  limits: { ...DEFAULT_TRANSPORT.limits, answerBytes: Infinity },
};

async function measure({ name, query, rows }: WideAnswer, server: HttpServer, runs: number): Promise<AnswerFigures> {
  const connection = createLocalConnection({ name: 'local', ...server }, UNBOUNDED);
  if (!connection.ok) throw new Error(connection.error.message);
  const text = await readBody(server, query);
  const times: Times = { whole: [], served: [], bare: [] };
  for (let run = 0; run < runs; run++) {
    times.served.push(await time(() => readBody(server, query)));
    times.whole.push(
      await time(async () => {
        const answer = await connection.value.run({ query }, { signal: new AbortController().signal });
        if (!answer.ok) throw new Error(answer.error.message);
        if (answer.value.table.rowCount !== rows) throw new Error(`${name}: ${answer.value.table.rowCount} rows`);
      }),
    );
    times.bare.push(await time(() => Promise.resolve(JSON.stringify(JSON.parse(text)))));
  }
  const [ms, servedMs, bareMs] = [times.whole, times.served, times.bare].map(least);
  return {
    name,
    ms: rounded(ms ?? NaN),
    servedMs: rounded(servedMs ?? NaN),
    bareMs: rounded(bareMs ?? NaN),
    ratio: rounded((ms ?? NaN) / (bareMs ?? NaN), 2),
    megabytes: rounded(Buffer.byteLength(text) / 1_000_000),
  };
}

type Times = Readonly<Record<'whole' | 'served' | 'bare', number[]>>;

async function readBody({ url, token }: HttpServer, query: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ Query: query }),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.text();
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
