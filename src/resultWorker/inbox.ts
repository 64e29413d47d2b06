import { parseGridMessage, type GridMessage } from '../core/protocol/gridMessages';
import { parseToWorkerMessage } from '../core/protocol/workerMessages';

/**
 * Hands messages on one after another, and leaves out those that a newer one makes useless: of several orders, or
 * filters, that were asked for while work was under way only the last is made.
 * @param nextWaiting gives the next message that has come but was not handed to `take`, or undefined
 */
export function createInbox(
  nextWaiting: () => unknown,
  handle: (data: unknown) => void,
): { readonly take: (data: unknown) => void } {
  const queue: unknown[] = [];
  const collectWaiting = (): boolean => {
    for (let data = nextWaiting(); data !== undefined; data = nextWaiting()) queue.push(data);
    return queue.length > 0;
  };
  return {
    take: (data) => {
      queue.push(data);
      while (collectWaiting()) {
        const next = queue.shift();
        if (!isSuperseded(next, queue)) handle(next);
      }
    },
  };
}

/** What only looks at rows may be asked in between; anything else is meant for the rows as they stand then. */
function isSuperseded(data: unknown, later: readonly unknown[]): boolean {
  const message = pageMessageOf(data);
  if (message?.type !== 'sort' && message?.type !== 'filter') return false;
  for (const following of later) {
    const other = pageMessageOf(following);
    if (other?.type === message.type) return other.resultId === message.resultId;
    if (other?.type !== 'requestRows') return false;
  }
  return false;
}

function pageMessageOf(data: unknown): GridMessage | undefined {
  const message = parseToWorkerMessage(data);
  return message?.type === 'fromPage' ? parseGridMessage(message.message) : undefined;
}
