import * as v from 'valibot';
import { median, rounded } from '../../benchmark';
import type { OwnGrid } from './ownGrid';

const TIMES = 300;
const WINDOW = { type: 'requestRows', firstRow: 5000, rowCount: 60, columns: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] };

/** From asking in the page to the parsed answer in the page, through the browser's own network process; the median. */
export async function measureWindow(own: OwnGrid): Promise<number> {
  const times = await own.evaluate(v.array(v.number()), `bench.timeAnswers(${JSON.stringify(WINDOW)}, ${TIMES})`);
  return rounded(median(times), 2);
}
