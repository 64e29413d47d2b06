import { window, type QuickPickItem } from 'vscode';
import { describeRowCount, missingInComparison, type CountedAnswer, type NamedAnswer } from '../../core/completeness';
import { fail, succeed, type HuntError, type Outcome } from '../../core/errors';
import { DEFAULT_WRITE_OPTIONS } from '../../core/formats/rowWriter';
import { writeComparisonQuery } from '../../core/kql/comparisonQuery';
import type { Column } from '../../core/results/resultTable';
import { suggestKeys } from '../../core/results/comparing/suggestKeys';
import { showInvisibles } from '../../core/visibleText';
import type { AnswerBytes } from '../../resultWorker/readBytes';
import { noResult, nothingInCommon, nothingToCompare, resultClosed } from '../errors';
import { HuntedQuery } from '../queries/huntedQuery';
import { showError } from '../notifications';
import type { OpenResult } from '../results/openResult';
import type { ReopenParts } from '../history/reopenRun';
import { RESULTS_CONNECTION_NAME } from '../results/resultTables';
import { waitForRows } from '../results/waitForRows';
import { describeRun } from './showHistory';

/** Rows that can be compared: of a result on the screen or of a run in the history. */
interface ComparedRows extends NamedAnswer {
  readonly columns: readonly Column[];
  readonly item: QuickPickItem;
  open(): Promise<Outcome<AnswerBytes>>;
}

const NO_ROWS: CountedAnswer = { rowCount: 0, mayBeIncomplete: false };

/** What the command returns; undefined where the user changed their mind. */
export type CompareResult = { readonly rowCount: number } | { readonly error: HuntError } | undefined;

/** Compares the active result with another one, or with a run of the history, and shows what is new, gone or changed. */
export function compareResultsCommand(parts: ReopenParts) {
  return async (): Promise<CompareResult> => {
    const { active } = parts.results;
    if (active === undefined) return refuse(noResult());
    const after = ofResult(active);
    const before = await pickRows(await othersOf(parts, active));
    if (before === undefined) return undefined;
    if (!before.ok) return refuse(before.error);
    const shared = sharedColumns(before.value.columns, after.columns);
    if (shared.length === 0) return refuse(nothingInCommon());
    const keys = await pickKeys(shared, suggestKeys(before.value.columns, after.columns));
    if (keys === undefined) return undefined;
    const compared = await showDifferences(parts, before.value, after, keys);
    return compared.ok ? compared.value : refuse(compared.error);
  };
}

function refuse(error: HuntError): { readonly error: HuntError } {
  void showError(error);
  return { error };
}

async function othersOf({ results, runs }: ReopenParts, active: OpenResult): Promise<readonly ComparedRows[]> {
  const open = results.withRows.filter((result) => result !== active).map(ofResult);
  const entries = await runs.history.list();
  const others = entries.filter(({ id }) => id !== active.grid.keptAs);
  const kept = others.map((entry): ComparedRows => {
    const item = describeRun(entry);
    return { ...entry, name: item.label, item, open: () => runs.history.open(entry) };
  });
  return [...open.reverse(), ...kept];
}

function ofResult({ title, number, grid }: OpenResult): ComparedRows {
  const name = `result ${number}`;
  const { answer = NO_ROWS } = grid;
  return {
    ...answer,
    name,
    columns: grid.columns,
    item: {
      label: `${number}: ${showInvisibles(title)}`,
      description: `${describeRowCount(answer)}, on the screen`,
    },
    open: async () => {
      const rows = await grid.selectWhole();
      return rows === undefined
        ? fail(resultClosed(name))
        : succeed(toBytes(rows.write('json', DEFAULT_WRITE_OPTIONS)));
    },
  };
}

async function* toBytes(chunks: AsyncIterable<{ readonly text: string }>): AnswerBytes {
  const encoder = new TextEncoder();
  for await (const { text } of chunks) yield encoder.encode(text);
}

async function pickRows(others: readonly ComparedRows[]): Promise<Outcome<ComparedRows> | undefined> {
  if (others.length === 0) return fail(nothingToCompare());
  const items = others.map((rows) => ({ ...rows.item, rows }));
  const picked = await window.showQuickPick(items, {
    title: 'Compare With',
    placeHolder: 'Pick the earlier rows',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked === undefined ? undefined : succeed(picked.rows);
}

/** The columns of the later rows, each name once, that the earlier ones have, too. */
function sharedColumns(before: readonly Column[], after: readonly Column[]): readonly Column[] {
  const shared = after.filter(({ name }) => before.some((column) => column.name === name));
  return [...new Map(shared.map((column) => [column.name, column])).values()];
}

/** Asks by which columns rows are found again. */
async function pickKeys(
  shared: readonly Column[],
  suggested: readonly string[],
): Promise<readonly string[] | undefined> {
  const items = shared.map(({ name, type }) => ({
    label: showInvisibles(name),
    description: type,
    picked: suggested.includes(name),
    name,
  }));
  const picked = await window.showQuickPick(items, {
    title: 'Compare By',
    placeHolder: 'Columns that together tell rows from one another',
    canPickMany: true,
  });
  return picked?.map(({ name }) => name);
}

async function showDifferences(
  { results }: ReopenParts,
  before: ComparedRows,
  after: ComparedRows,
  keys: readonly string[],
): Promise<Outcome<{ readonly rowCount: number }>> {
  const startedMs = performance.now();
  const earlier = await before.open();
  if (!earlier.ok) return earlier;
  const later = await after.open();
  if (!later.ok) return later;
  const query = writeComparisonQuery(after.name, before.name, keys, results.nextNumber);
  const run = { query, connection: RESULTS_CONNECTION_NAME, timespan: 'new, gone and changed rows' };
  const result = results.open({ title: 'comparison', query: HuntedQuery.ofText(query), readsResults: true });
  result.grid.showRunning(run);
  const differences = result.grid.compare(earlier.value, later.value, keys);
  const compared = await waitForRows('Comparing results', result, differences);
  if (!compared.ok) {
    result.close();
    return compared;
  }
  const elapsedMs = performance.now() - startedMs;
  result.grid.showResult(run, {
    ...compared.value,
    elapsedMs,
    mayBeIncomplete: false,
    madeOfIncomplete: missingInComparison(before, after),
  });
  results.use(result);
  return succeed({ rowCount: compared.value.rowCount });
}
