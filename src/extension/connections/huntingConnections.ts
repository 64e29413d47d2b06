import type { RunOptions, StreamingConnection } from '../../core/connection';
import { fail, succeed, type Outcome } from '../../core/errors';
import { engineStopped } from '../errors';
import { giveWay } from '../giveWay';
import type { LocalEngine } from './localEngine';
import type { ConnectionChoice } from './connections';
import type { TenantSignIns } from './tenantSignIns';

/** How a connection is made ready: `report` tells the user what takes time. */
export interface OpenOptions {
  readonly signal: AbortSignal;
  readonly report: (step: string) => void;
}

/** Makes a connection ready to run, such as by starting the local engine. */
export type OpenConnection = (choice: ConnectionChoice, options: OpenOptions) => Promise<Outcome<StreamingConnection>>;

/** Opens connections: the local engine is started where it does not run; a tenant signs in with its first request. */
export function createOpenConnection(engine: LocalEngine, signIns: TenantSignIns): OpenConnection {
  return async (choice, options) => {
    if (choice.kind === 'tenant') {
      const { createGraphConnection } = await loadGraph();
      const { name, cloud } = choice.settings;
      const { accessToken } = await signIns(choice.settings);
      return succeed(createGraphConnection({ name, cloud, accessToken }));
    }
    return openLocalEngine(engine, choice.name, options);
  };
}

/** A connection to a local engine, which is started where it does not run. */
export async function openLocalEngine(
  engine: LocalEngine,
  name: string,
  { signal, report }: OpenOptions,
): Promise<Outcome<StreamingConnection>> {
  report('starting the local engine…');
  const serving = await engine.serve(signal);
  if (!serving.ok) return serving;
  const { url, token, ended, needsPatience } = serving.value;
  const { createLocalConnection } = await loadGraph();
  const transport = needsPatience ? (await import('../../graph/patientTransport')).patientTransport() : undefined;
  const connection = createLocalConnection({ name, url, token }, transport);
  return connection.ok ? succeed(endWith(connection.value, ended)) : connection;
}

async function loadGraph() {
  await giveWay();
  const graph = await import('../../graph/graphConnection');
  await giveWay();
  return graph;
}

/** A run on an engine that ends is over at once: nobody answers there any more. */
function endWith(connection: StreamingConnection, ended: AbortSignal): StreamingConnection {
  const until = async <Answer>(options: RunOptions, run: (options: RunOptions) => Promise<Outcome<Answer>>) => {
    const outcome = await run({ ...options, signal: AbortSignal.any([options.signal, ended]) });
    return !outcome.ok && ended.aborted && !options.signal.aborted ? fail(engineStopped()) : outcome;
  };
  return {
    name: connection.name,
    run: (request, options) => until(options, (bounded) => connection.run(request, bounded)),
    runInto: (request, options, openReader) =>
      until(options, (bounded) => connection.runInto(request, bounded, openReader)),
  };
}
