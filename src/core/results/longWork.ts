/**
 * Called again and again in the middle of long work, at least with every `ROWS_A_BREATH` rows or pass over all of them:
 * others are answered meanwhile, and work that is not wanted any more ends there.
 * @throws {WorkStopped} to leave the work; whoever began it catches this, and nothing of the work counts
 */
export type Breathe = () => void;

/** Work that nobody waits for any more was left in its middle. */
export class WorkStopped extends Error {
  constructor() {
    super('The work was stopped.');
  }
}

/** For work that is short, or that nobody can stop. */
export const breathless: Breathe = () => undefined;

/** A power of two: so many rows whose texts are read, or that are compared, take about a millisecond. */
export const ROWS_A_BREATH = 1024;
