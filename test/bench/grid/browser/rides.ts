import * as v from 'valibot';
import { median } from '../../benchmark';
import type { MeasuredTab } from './measuredTab';

const RIDE_MS = 3000;
const RIDE = v.object({ frames: v.number(), dropped: v.number(), longestFrameMs: v.number() });

/** What fast scrolling costs. */
export interface RideFigures {
  /** Processor time of the page's main thread for each frame. */
  readonly mainThreadMs: number;
  /** Frames that were not shown, of a hundred. */
  readonly droppedPercent: number;
}

/** Rides through all rows in three seconds, each grid in turn, again and again. @returns the medians */
export async function compareRides(tabs: readonly MeasuredTab[], rounds: number): Promise<readonly RideFigures[]> {
  const rides: RideFigures[][] = tabs.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, tab] of tabs.entries()) rides[at]?.push(await rideOnce(tab));
  }
  return rides.map((ofOne) => ({
    mainThreadMs: median(ofOne.map(({ mainThreadMs }) => mainThreadMs)),
    droppedPercent: median(ofOne.map(({ droppedPercent }) => droppedPercent)),
  }));
}

async function rideOnce(tab: MeasuredTab): Promise<RideFigures> {
  await tab.evaluate(v.unknown(), 'bench.goHome()');
  const before = await tab.mainThreadMs();
  const { frames, dropped } = await tab.evaluate(RIDE, `bench.ride(${RIDE_MS})`);
  const mainThreadMs = ((await tab.mainThreadMs()) - before) / frames;
  return { mainThreadMs, droppedPercent: (100 * dropped) / (frames + dropped) };
}
