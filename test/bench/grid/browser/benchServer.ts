import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

/** Makes the body of an answer, once for each request. */
export interface ServedFile {
  readonly type: string;
  readonly body: () => Iterable<string | Uint8Array>;
}

/** Serves pages and their data on the loopback interface, and the sockets over which pages talk to their host. */
export interface BenchServer {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  serve(path: string, file: ServedFile): void;
  /** Takes over the sockets that pages open from now on. */
  onSocket(take: (socket: WebSocket) => void): void;
  close(): Promise<void>;
}

export async function startBenchServer(): Promise<BenchServer> {
  const files = new Map<string, ServedFile>();
  let takeSocket: (socket: WebSocket) => void = (socket) => socket.close();
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': file?.type ?? 'text/plain' });
    for (const part of file?.body() ?? []) response.write(part);
    response.end();
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket) => takeSocket(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    serve: (path, file) => void files.set(path, file),
    onSocket: (take) => {
      takeSocket = take;
    },
    close: async () => {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
