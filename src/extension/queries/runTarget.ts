import type { StreamingConnection } from '../../core/connection';
import { fail, succeed, type Outcome } from '../../core/errors';
import type { HuntingRequest } from '../../core/kql/huntingRequest';
import type { ConnectionChoice, Connections } from '../connections/connections';
import { mixedTables } from '../errors';
import type { OpenConnection, OpenOptions } from '../connections/huntingConnections';
import type { LanguageProcess } from '../language/languageClient';
import { RESULTS_CONNECTION_NAME, type ResultTables } from '../results/resultTables';
import { DEFAULT_TIMESPAN, type TimespanChoice } from './timespanChoice';

/** Where a query runs, and what is sent there. */
export interface RunTarget {
  /** As the user is told: the connection, and how far it looks back. */
  readonly name: string;
  readonly timespan: string;
  readonly request: HuntingRequest;
  /** True where the rows come from results on the screen and not from a connection. */
  readonly readsResults: boolean;
  open(options: OpenOptions): Promise<Outcome<StreamingConnection>>;
}

export interface RunTargetParts {
  readonly connections: Connections;
  readonly openConnection: OpenConnection;
  readonly timespans: TimespanChoice;
  readonly language: LanguageProcess;
  readonly resultTables: ResultTables;
}

/**
 * Decides where a query runs: on the chosen connection, or, where it reads results as tables, on this machine, which
 * sends nothing to the tenant.
 */
export async function chooseRunTarget(parts: RunTargetParts, query: string): Promise<Outcome<RunTarget>> {
  const { connections, openConnection, timespans, language, resultTables } = parts;
  const used = resultTables.isEmpty ? undefined : await language.usedResults(query);
  if (used !== undefined && used.results.length > 0) {
    if (used.others.length > 0) return fail(mixedTables(used.others));
    return succeed({
      name: RESULTS_CONNECTION_NAME,
      timespan: DEFAULT_TIMESPAN.label,
      request: { query },
      readsResults: true,
      open: (options) => resultTables.open(used.results, options),
    });
  }
  connections.reportWrongEntries();
  const choice = connections.current;
  return succeed({
    name: choice.name,
    timespan: timespans.label,
    request: requestFor(query, choice, timespans),
    readsResults: false,
    open: (options) => openConnection(choice, options),
  });
}

function requestFor(query: string, choice: ConnectionChoice, { current }: TimespanChoice): HuntingRequest {
  const workspaceId = choice.kind === 'tenant' ? choice.settings.workspaceId : undefined;
  return {
    query,
    ...(current === undefined ? {} : { timespan: current }),
    ...(workspaceId === undefined ? {} : { workspaceId }),
  };
}
