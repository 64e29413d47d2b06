import type { RunSummary } from '../../core/protocol/gridMessages';

/** A run as the page of its result gets it. */
export function summarizeRun(
  run: Pick<RunSummary, 'query' | 'connection' | 'timespan'>,
  keptAs: string | undefined,
  render: RunSummary['render'] | undefined,
): RunSummary {
  return { ...run, ...(keptAs !== undefined && { keptAs }), ...(render !== undefined && { render }) };
}
