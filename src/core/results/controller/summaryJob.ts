import { showInvisibles } from '../../visibleText';
import { cutText } from '../display/displayCell';
import { createNewestJob } from './newestJob';
import type { ResultView, ViewSelection } from '../resultView';
import { summarizeCells, type SelectionSummary } from '../statistics/summarizeCells';

/** Of a bound that is no number, this much is told. */
const MOST_CHARACTERS = 100;

/** Summarizes what is selected, one selection at a time: a newer one takes the place of the one under way. */
export interface SummaryJob {
  /** @returns undefined where a newer one came, or `stop` was called, before it was done */
  run(view: ResultView, areas: readonly ViewSelection[]): Promise<SelectionSummary | undefined>;
  stop(): void;
}

/** As `createNewestJob`. */
export function createSummaryJob(lookAround?: () => void, pause?: () => Promise<void>): SummaryJob {
  const job = createNewestJob(lookAround, pause);
  return {
    run: async (view, areas) => {
      const summary = await job.run((breathe) => summarizeCells(view, areas, breathe));
      return summary === undefined ? undefined : showSummary(summary);
    },
    stop: () => job.stop(),
  };
}

/** Texts of a column of numbers may be anything. */
function showSummary({ least, greatest, ...figures }: SelectionSummary): SelectionSummary {
  return {
    ...figures,
    ...(least === undefined ? {} : { least: showBound(least) }),
    ...(greatest === undefined ? {} : { greatest: showBound(greatest) }),
  };
}

function showBound(text: string): string {
  return showInvisibles(cutText(text, MOST_CHARACTERS));
}
