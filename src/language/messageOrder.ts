import {
  LSPErrorCodes,
  Message,
  type ConnectionOptions,
  type NotificationMessage,
  type RequestMessage,
  type ResponseMessage,
} from 'vscode-languageserver/node';

/** What an editor draws in passing: nobody waits for it with the fingers on the keys. */
const PATIENT: ReadonlySet<string> = new Set([
  'textDocument/codeAction',
  'textDocument/documentHighlight',
  'textDocument/documentLink',
  'textDocument/documentSymbol',
  'textDocument/foldingRange',
  'textDocument/inlayHint',
  'textDocument/semanticTokens/full',
  'textDocument/semanticTokens/full/delta',
  'textDocument/semanticTokens/range',
  'workspace/symbol',
]);

/**
 * Answers the editor's messages in the order in which they matter: edits and what is asked about the text under the
 * cursor as they come, the rest when no message waits, and what the editor no longer wants not at all.
 */
export class MessageOrder {
  #seen = 0;

  /** For the connection that the messages come from. */
  readonly options: ConnectionOptions = {
    connectionStrategy: { cancelUndispatched: (message) => (Message.isRequest(message) ? refuse(message) : undefined) },
    messageStrategy: {
      handleMessage: (message, next) => {
        this.#seen++;
        if (!isPatient(message)) return next(message);
        return new Promise((resolve) => this.whenIdle(() => resolve(next(message))));
      },
    },
  };

  /** Runs work once the event loop went round without a message. Returns what calls it off. */
  whenIdle(work: () => void): () => void {
    let seen = this.#seen;
    const look = (): void => {
      if (seen === this.#seen) {
        work();
        return;
      }
      seen = this.#seen;
      handle = setImmediate(look);
    };
    let handle = setImmediate(() => {
      handle = setImmediate(look);
    });
    return () => clearImmediate(handle);
  }
}

function isPatient(message: Message): message is RequestMessage | NotificationMessage {
  return (Message.isRequest(message) || Message.isNotification(message)) && PATIENT.has(message.method);
}

function refuse({ jsonrpc, id }: RequestMessage): ResponseMessage {
  return { jsonrpc, id, error: { code: LSPErrorCodes.RequestCancelled, message: 'No longer wanted.' } };
}
