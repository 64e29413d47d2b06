import { once } from 'node:events';
import { succeed, type Outcome } from '../core/errors';
import type { ServeCommand } from './arguments';
import { engineServerOptions } from './engineServerOptions';
import { tell, type Terminal } from './terminal';

/** `kql-hunt serve`: says in one line of JSON where the local engine answers, and serves until it is interrupted. */
export async function serve(
  command: ServeCommand,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Outcome<undefined>> {
  const { startEngineServer } = await import('../engine/server');
  const { port, token } = command;
  const server = await startEngineServer({
    ...engineServerOptions(command, terminal, signal),
    ...(port !== undefined && { port }),
    ...(token !== undefined && { token }),
  });
  if (!server.ok) return server;
  for (const note of server.value.notes) tell(terminal, note);
  const address = { url: server.value.url, token: server.value.token };
  terminal.output.write(`${JSON.stringify(address)}\n`, () => {
    // A fault of the first query is told to whoever asks the next one.
    server.value.warmUp().catch(() => undefined);
  });
  if (!signal.aborted) await once(signal, 'abort');
  await server.value.close();
  return succeed(undefined);
}
