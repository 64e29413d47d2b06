import * as fileSystem from 'node:fs/promises';
import { missingRows } from '../core/completeness';
import type { HuntingAnswer, HuntingConnection } from '../core/connection';
import { cancelled, fail, succeed, type Outcome } from '../core/errors';
import { describeChanges, writeRows, writeTable, type WrittenChunk } from '../core/formats/format';
import { saveFile } from '../core/formats/saveFile';
import type { QuerySource, RunCommand } from './arguments';
import { emptyQuery, queryNotRead } from './errors';
import { readInput } from './standardInput';
import { tell, writeOutput, type Terminal } from './terminal';
import { layOutTable } from './terminalTable';

/** A connection that is held open for one run. */
export interface OpenConnection {
  readonly connection: HuntingConnection;
  readonly workspaceId?: string;
  close(): Promise<void>;
}

export type OpenConnectionFor = (
  command: RunCommand,
  terminal: Terminal,
  signal: AbortSignal,
) => Promise<Outcome<OpenConnection>>;

/** `kql-hunt run`: reads the query, runs it, and writes its rows to standard output or a file. */
export async function run(
  command: RunCommand,
  terminal: Terminal,
  openConnection: OpenConnectionFor,
  signal: AbortSignal,
): Promise<Outcome<undefined>> {
  const query = await readQuery(command.query, terminal, signal);
  if (!query.ok) return query;
  const opened = await openConnection(command, terminal, signal);
  if (!opened.ok) return opened;
  const { connection, workspaceId } = opened.value;
  try {
    const request = {
      query: query.value,
      ...(command.timespan !== undefined && { timespan: command.timespan }),
      ...(workspaceId !== undefined && { workspaceId }),
    };
    const answer = await connection.run(request, { signal });
    return answer.ok ? await writeAnswer(answer.value, command, terminal, signal) : answer;
  } finally {
    await closeInTime(opened.value, signal);
  }
}

/** How long an interrupted run waits for a query that does not stop. */
const LAST_WAIT_MS = 2000;

async function closeInTime(opened: OpenConnection, signal: AbortSignal): Promise<void> {
  const closed = opened.close();
  if (!signal.aborted) return closed;
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => (timer = setTimeout(resolve, LAST_WAIT_MS)));
  await Promise.race([closed, waited]);
  clearTimeout(timer);
}

async function readQuery(source: QuerySource, terminal: Terminal, signal: AbortSignal): Promise<Outcome<string>> {
  const path = source.kind === 'file' ? source.path : '-';
  try {
    const text = source.kind === 'text' ? source.text : await readText(source, terminal, signal);
    return text.trim() === '' ? fail(emptyQuery()) : succeed(text);
  } catch (cause) {
    return fail(signal.aborted ? cancelled() : queryNotRead(path, cause));
  }
}

async function readText(
  source: Exclude<QuerySource, { kind: 'text' }>,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<string> {
  const bytes = source.kind === 'file' ? await fileSystem.readFile(source.path) : await readInput(terminal, signal);
  // Decoding drops a byte order mark, which Kusto would take for a part of the query.
  return new TextDecoder('utf-8').decode(bytes);
}

async function writeAnswer(
  answer: HuntingAnswer,
  command: RunCommand,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Outcome<undefined>> {
  const written = await writeData(answer, command, terminal, signal);
  if (!written.ok) return written;
  if (command.format === 'table' || command.output !== undefined) tell(terminal, describeRun(answer, command.output));
  const changes = command.format === 'table' ? [] : describeChanges(command.format, answer.table.columns);
  for (const note of [...answer.notes, ...changes]) tell(terminal, note);
  for (const reason of missingRows({ ...answer, rowCount: answer.table.rowCount })) tell(terminal, reason);
  return succeed(undefined);
}

async function writeData(
  answer: HuntingAnswer,
  command: RunCommand,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Outcome<undefined>> {
  const chunks = chunksOf(answer, command, terminal);
  if (command.output !== undefined) {
    const saved = await saveFile(fileSystem, command.output, chunks, { signal });
    return saved.ok ? succeed(undefined) : saved;
  }
  await writeOutput(terminal, chunks, signal);
  return signal.aborted ? fail(cancelled()) : succeed(undefined);
}

function chunksOf({ table }: HuntingAnswer, command: RunCommand, terminal: Terminal): Iterable<WrittenChunk> {
  if (command.format !== 'table') return writeTable(command.format, { table });
  const isForEyes = command.output === undefined && terminal.output.isTTY === true;
  const { writer, hiddenColumns } = layOutTable({ table }, isForEyes ? terminal.output.columns : undefined);
  if (hiddenColumns > 0) {
    const columns = hiddenColumns === 1 ? '1 more column does' : `${hiddenColumns} more columns do`;
    tell(terminal, `${columns} not fit the terminal: choose columns with project, or another --format.`);
  }
  return writeRows(writer, { table });
}

function describeRun({ table, elapsedMs }: HuntingAnswer, output: string | undefined): string {
  const rows = table.rowCount === 1 ? '1 row' : `${table.rowCount.toLocaleString('en-US')} rows`;
  const seconds = `${(elapsedMs / 1000).toFixed(2)} s`;
  return output === undefined ? `${rows} in ${seconds}` : `${rows} in ${seconds}, saved to ${output}`;
}
