/** Who waits for answers of one kind. */
export interface WaitingRoom<Answer> {
  ask(send: (requestId: number) => void): Promise<Answer | undefined>;
  settle(requestId: number, answer: Answer): void;
  /** Nobody waits for this answer any more, or for any. */
  giveUp(requestId?: number): void;
}

export function createWaitingRoom<Answer>(newId: () => number): WaitingRoom<Answer> {
  const waiting = new Map<number, (answer: Answer | undefined) => void>();
  return {
    ask: (send) =>
      new Promise((resolve) => {
        const requestId = newId();
        waiting.set(requestId, resolve);
        send(requestId);
      }),
    settle: (requestId, answer) => {
      const resolve = waiting.get(requestId);
      waiting.delete(requestId);
      resolve?.(answer);
    },
    giveUp: (requestId) => {
      const given = [...waiting].filter(([id]) => requestId === undefined || id === requestId);
      for (const [id, resolve] of given) {
        waiting.delete(id);
        resolve(undefined);
      }
    },
  };
}
