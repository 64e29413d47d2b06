import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-languageserver/node';
import { MessageOrder } from '../../../src/language/messageOrder';

const open: MessageConnection[] = [];

/** A client and a server whose messages are put in order; the server notes what it does, and has work after each edit. */
function connect() {
  const [there, back] = [new PassThrough(), new PassThrough()];
  const order = new MessageOrder();
  const asked: string[] = [];
  const server = createMessageConnection(
    new StreamMessageReader(there),
    new StreamMessageWriter(back),
    undefined,
    order.options,
  );
  server.onRequest((method) => {
    asked.push(method);
    return null;
  });
  server.onNotification((method) => {
    asked.push(method);
    order.whenIdle(() => asked.push('diagnosing'));
  });
  const client = createMessageConnection(new StreamMessageReader(back), new StreamMessageWriter(there));
  open.push(server, client);
  client.listen();
  /** Lets the server read the messages that were sent until now. */
  const read = async () => {
    await setImmediate();
    server.listen();
  };
  return { client, asked, read };
}

describe('MessageOrder', () => {
  afterEach(() => {
    for (const connection of open.splice(0)) connection.dispose();
  });

  it('answers completions before what is drawn in passing, whatever came first', async () => {
    const { client, asked, read } = connect();
    const answers = Promise.all([
      client.sendRequest('textDocument/semanticTokens/full', {}),
      client.sendRequest('textDocument/foldingRange', {}),
      client.sendRequest('textDocument/hover', {}),
      client.sendRequest('textDocument/completion', {}),
    ]);
    await read();
    await answers;
    expect(asked).toEqual([
      'textDocument/hover',
      'textDocument/completion',
      'textDocument/semanticTokens/full',
      'textDocument/foldingRange',
    ]);
  });

  it('answers in the order of the messages where they matter alike', async () => {
    const { client, asked, read } = connect();
    const methods = ['textDocument/hover', 'textDocument/completion', 'textDocument/signatureHelp'];
    const answers = Promise.all(methods.map((method) => client.sendRequest(method, {})));
    await read();
    await answers;
    expect(asked).toEqual(methods);
  });

  it('does not begin what the editor no longer wants', async () => {
    const { client, asked, read } = connect();
    const source = new CancellationTokenSource();
    const answers = Promise.allSettled([
      client.sendRequest('textDocument/completion', {}),
      client.sendRequest('textDocument/hover', {}, source.token),
    ]);
    source.cancel();
    await read();
    expect(await answers).toMatchObject([{ value: null }, { reason: { message: 'No longer wanted.' } }]);
    expect(asked).toEqual(['textDocument/completion']);
  });

  it('does other work when no message waits', async () => {
    const { client, asked, read } = connect();
    const answers = Promise.all([
      client.sendNotification('textDocument/didChange', {}),
      client.sendRequest('textDocument/completion', {}),
      client.sendRequest('textDocument/hover', {}),
    ]);
    await read();
    await answers;
    await expect.poll(() => asked.at(-1)).toBe('diagnosing');
    expect(asked).toEqual(['textDocument/didChange', 'textDocument/completion', 'textDocument/hover', 'diagnosing']);
  });

  it('does no work that was called off', async () => {
    const order = new MessageOrder();
    let isDone = false;
    const callOff = order.whenIdle(() => {
      isDone = true;
    });
    await setImmediate();
    callOff();
    await setImmediate();
    await setImmediate();
    expect(isDone).toBe(false);
  });
});
