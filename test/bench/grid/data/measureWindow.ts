import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { createGridController } from '../../../../src/core/results/controller/gridController';
import type { ResultTable } from '../../../../src/core/results/resultTable';
import { median, rounded } from '../../benchmark';

const ROWS = 60;
const COLUMNS = Array.from({ length: 12 }, (_, column) => column);
const WINDOWS = 400;
/** By device, with a sum and a count of values. */
const GROUPING = {
  levels: [{ column: 2, order: { by: 'count', direction: 'descending' } }],
  aggregates: [
    { column: 9, function: 'sum' },
    { column: 4, function: 'distinct' },
  ],
};

/** A window of cells from the controller to another end of a loopback connection. */
export interface WindowFigures {
  readonly windowMs: number;
  readonly windowKilobytes: number;
  /** The same of rows in open groups. */
  readonly groupedWindowMs: number;
  readonly groupedWindowKilobytes: number;
}

/** Asks for windows all over the table, one after another, each through the whole protocol. */
export async function measureWindow(table: ResultTable): Promise<WindowFigures> {
  const server = createServer((socket) => serve(table, socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const client = connect(address.port, '127.0.0.1').setNoDelay();
  const lines = createInterface(client)[Symbol.asyncIterator]();
  const ask = async (message: object): Promise<string> => {
    client.write(`${JSON.stringify(message)}\n`);
    const line = await lines.next();
    return line.done === true ? '' : line.value;
  };
  const shown: unknown = JSON.parse(await ask({ type: 'ready' }));
  const resultId = typeof shown === 'object' && shown !== null && 'resultId' in shown ? shown.resultId : '';
  const request = (message: object) => ask({ resultId, requestId: 0, ...message });
  const plain = await readWindows(request, table.rowCount);
  await request({ type: 'group', grouping: GROUPING });
  await request({ type: 'openAllGroups', isOpen: true });
  const grouped = await readWindows(request, table.rowCount);
  client.destroy();
  server.close();
  return {
    windowMs: plain.medianMs,
    windowKilobytes: plain.kilobytes,
    groupedWindowMs: grouped.medianMs,
    groupedWindowKilobytes: grouped.kilobytes,
  };
}

async function readWindows(
  request: (message: object) => Promise<string>,
  rowCount: number,
): Promise<{ readonly medianMs: number; readonly kilobytes: number }> {
  const times: number[] = [];
  const sizes: number[] = [];
  for (let window = 0; window < WINDOWS; window += 1) {
    const firstRow = Math.floor((rowCount - ROWS) * ((window * 0.618) % 1));
    const startedMs = performance.now();
    const line = await request({ type: 'requestRows', firstRow, rowCount: ROWS, columns: COLUMNS });
    JSON.parse(line);
    times.push(performance.now() - startedMs);
    sizes.push(Buffer.byteLength(line));
  }
  return { medianMs: rounded(median(times), 2), kilobytes: rounded(Math.max(...sizes) / 1000) };
}

function serve(table: ResultTable, socket: Socket): void {
  socket.setNoDelay();
  const controller = createGridController((message) => socket.write(`${JSON.stringify(message)}\n`), {
    writeClipboard: () => Promise.resolve(),
    append: () => undefined,
    openQuery: () => undefined,
    save: () => undefined,
    saveChart: () => undefined,
  });
  const run = { query: '', connection: '', timespan: '' };
  controller.showResult(run, { table, elapsedMs: 0, mayBeIncomplete: false, notes: [] });
  createInterface(socket).on('line', (line) => controller.receive(JSON.parse(line)));
}
