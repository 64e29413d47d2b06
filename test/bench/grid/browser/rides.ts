import * as v from 'valibot';
import { median } from '../../benchmark';
import type { MeasuredTab } from './measuredTab';

const RIDE_MS = 3000;
const RIDE = v.object({ frames: v.number(), dropped: v.number(), longestFrameMs: v.number(), changed: v.number() });

/** What fast scrolling costs. */
export interface RideFigures {
  /** Processor time of the page's main thread for each frame. */
  readonly mainThreadMs: number;
  /** Of a hundred frames that the screen asked for, those that did not come in time. */
  readonly droppedPercent: number;
  /** Of a hundred frames that came, those that showed something else; 0 for grids into which one cannot look. */
  readonly changedPercent: number;
}

/** Rides through all rows in three seconds, each page in turn, again and again. @returns the medians */
export async function compareRides(tabs: readonly MeasuredTab[], rounds: number): Promise<readonly RideFigures[]> {
  const rides: RideFigures[][] = tabs.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, tab] of tabs.entries()) rides[at]?.push(await rideOnce(tab));
  }
  return rides.map((ofOne) => ({
    mainThreadMs: median(ofOne.map(({ mainThreadMs }) => mainThreadMs)),
    droppedPercent: median(ofOne.map(({ droppedPercent }) => droppedPercent)),
    changedPercent: median(ofOne.map(({ changedPercent }) => changedPercent)),
  }));
}

async function rideOnce(tab: MeasuredTab): Promise<RideFigures> {
  await tab.evaluate(v.unknown(), 'bench.goHome()');
  const before = await tab.mainThreadMs();
  const { frames, dropped, changed } = await tab.evaluate(RIDE, `bench.ride(${RIDE_MS})`);
  return {
    mainThreadMs: ((await tab.mainThreadMs()) - before) / frames,
    droppedPercent: (100 * dropped) / (frames + dropped),
    changedPercent: (100 * changed) / frames,
  };
}
