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
  /** Sentences on those of them that lack rows. */
  readonly madeOfIncomplete: readonly string[];
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
 * sends nothing to the tenant. Results stand beside the tables of the local engine, but not beside a tenant's.
 */
export async function chooseRunTarget(parts: RunTargetParts, query: string): Promise<Outcome<RunTarget>> {
  const { connections, openConnection, timespans, language, resultTables } = parts;
  const used = resultTables.isEmpty ? undefined : await language.usedResults(query);
  const choice = connections.current;
  const readsResults = used !== undefined && used.results.length > 0;
  const madeOfIncomplete = resultTables.missingIn(used?.results ?? []);
  if (readsResults && used.others.length === 0) {
    return succeed({
      name: RESULTS_CONNECTION_NAME,
      timespan: DEFAULT_TIMESPAN.label,
      request: { query },
      readsResults: true,
      madeOfIncomplete,
      open: (options) => resultTables.open(used.results, options),
    });
  }
  connections.reportWrongEntries();
  const request = requestFor(query, choice, timespans);
  const timespan = timespans.label;
  if (readsResults) {
    if (choice.kind === 'tenant') return fail(mixedTables(choice.name, used.others));
    const name = `${choice.name} and results`;
    return succeed({
      name,
      timespan,
      request,
      readsResults,
      madeOfIncomplete,
      open: (options) => resultTables.openBeside(name, used.results, options),
    });
  }
  return succeed({
    name: choice.name,
    timespan,
    request,
    readsResults,
    madeOfIncomplete,
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
