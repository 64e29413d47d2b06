import * as v from 'valibot';
import { median, rounded } from '../../benchmark';
import type { ComparedGrid, ComparedGridName } from './comparedGrid';
import { OPERATIONS, type Operation } from './operations';
import type { OwnGrid } from './ownGrid';

/** Our grid is at least so many times as fast as any other. */
const LEAST_TIMES_FASTER = 5;

/** Medians in milliseconds, from the call to what can be seen of it. */
export interface OperationFigures {
  readonly name: string;
  readonly ownMs: number;
  readonly otherMs: Readonly<Partial<Record<ComparedGridName, number>>>;
  /** How many times as long as ours the fastest other takes. */
  readonly timesFaster: number;
  /** How many rows each grid shows afterwards, where it leaves some out. */
  readonly rowCounts: readonly number[];
  readonly note?: string;
}

interface Timed {
  readonly milliseconds: number;
  readonly rowCount: number;
}

const TIMED = v.optional(v.object({ milliseconds: v.number(), rowCount: v.number() }));
const FILTERED = v.object({ shownRowCount: v.number() });

/** Does the same to all rows in each grid, each in turn, again and again. */
export async function compareOperations(
  own: OwnGrid,
  others: readonly ComparedGrid[],
  rounds: number,
): Promise<readonly OperationFigures[]> {
  const figures: OperationFigures[] = [];
  for (const operation of OPERATIONS) figures.push(await compareOperation(operation, own, others, rounds));
  return figures;
}

/** What is wrong or too slow, a sentence each. */
export function operationFaults(figures: readonly OperationFigures[]): readonly string[] {
  return figures.flatMap(({ name, timesFaster, rowCounts }) => [
    ...(timesFaster < LEAST_TIMES_FASTER
      ? [`${name} is only ${timesFaster} times as fast as the fastest other grid.`]
      : []),
    ...(rowCounts.length > 1 ? [`${name}: the grids show different rows, ${rowCounts.join(', ')}.`] : []),
  ]);
}

async function compareOperation(
  operation: Operation,
  own: OwnGrid,
  others: readonly ComparedGrid[],
  rounds: number,
): Promise<OperationFigures> {
  const ownTimes: number[] = [];
  const otherTimes = new Map<ComparedGridName, number[]>();
  const rowCounts = new Set<number>();
  const note = ({ milliseconds, rowCount }: Timed, times: number[]): void => {
    times.push(milliseconds);
    if (operation.isFilter === true) rowCounts.add(rowCount);
  };
  for (let round = 0; round < rounds; round += 1) {
    note(await timeOwn(own, operation), ownTimes);
    for (const other of others) {
      const timed = await timeOther(other, operation);
      const times = otherTimes.get(other.name) ?? [];
      if (timed === undefined) continue;
      otherTimes.set(other.name, times);
      note(timed, times);
    }
  }
  const ownMs = median(ownTimes);
  const medians = [...otherTimes].map(([name, times]) => [name, rounded(median(times))] as const);
  return {
    name: operation.name,
    ownMs: rounded(ownMs),
    otherMs: Object.fromEntries(medians),
    timesFaster: rounded(Math.min(...medians.map(([, milliseconds]) => milliseconds)) / ownMs),
    rowCounts: [...rowCounts],
    ...(operation.note === undefined ? {} : { note: operation.note }),
  };
}

async function timeOwn(own: OwnGrid, { own: messages, ownUndo, isFilter }: Operation): Promise<Timed> {
  const milliseconds = await own.evaluate(v.number(), `bench.timeAsking(${JSON.stringify(messages)})`);
  const rowCount = isFilter === true ? await countRows(own, messages.slice(0, 1)) : Number.NaN;
  if (ownUndo !== undefined) await own.evaluate(v.unknown(), `bench.converse(${JSON.stringify(ownUndo)})`);
  return { milliseconds, rowCount };
}

async function countRows(own: OwnGrid, filter: Operation['own']): Promise<number> {
  const answer = await own.evaluate(FILTERED, `bench.converse(${JSON.stringify(filter)})`);
  return answer.shownRowCount;
}

async function timeOther(other: ComparedGrid, { library, undo }: Operation): Promise<Timed | undefined> {
  const call = (words: readonly string[]) =>
    other.evaluate(TIMED, `bench.time(${[library.call, ...words].map((word) => JSON.stringify(word)).join(', ')})`);
  const timed = await call(library.words);
  if (undo !== undefined && timed !== undefined) await call(undo);
  return timed;
}
