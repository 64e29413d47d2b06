import type { Timespan } from './timespan';

/** What is sent to `runHuntingQuery`: the text untouched, and how far to look back. */
export interface HuntingRequest {
  readonly query: string;
  readonly timespan?: Timespan;
  readonly workspaceId?: string;
}
