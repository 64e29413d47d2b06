import type { RunOptions, StreamingConnection } from '../core/connection';
import { fail, succeed, type Outcome } from '../core/errors';
import type { OpenConnection } from './commands/runQuery';
import { engineStopped } from './errors';
import type { LocalEngine } from './localEngine';
import type { TenantSignIns } from './tenantSignIns';

/** Opens connections: the local engine is started where it does not run; a tenant signs in with its first request. */
export function createOpenConnection(engine: LocalEngine, signIns: TenantSignIns): OpenConnection {
  return async (choice, { signal, report }) => {
    const { createGraphConnection, createLocalConnection } = await import('../graph/graphConnection');
    if (choice.kind === 'tenant') {
      const { name, cloud } = choice.settings;
      const { accessToken } = await signIns(choice.settings);
      return succeed(createGraphConnection({ name, cloud, accessToken }));
    }
    report('starting the local engine…');
    const serving = await engine.serve(signal);
    if (!serving.ok) return serving;
    const { url, token, ended, needsPatience } = serving.value;
    const transport = needsPatience ? (await import('../graph/patientTransport')).patientTransport() : undefined;
    const connection = createLocalConnection({ name: choice.name, url, token }, transport);
    return connection.ok ? succeed(endWith(connection.value, ended)) : connection;
  };
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
