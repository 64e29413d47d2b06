import { Worker } from 'node:worker_threads';
import type { HuntError } from '../core/errors';
import {
  parseFromWorkerMessage,
  type FromWorkerMessage,
  type ToWorkerMessage,
  type WorkerReply,
} from '../core/protocol/workerMessages';
import { outOfMemory, rowsLost } from './errors';

/** What a worker says of its own accord. */
export type WorkerEvent = Exclude<FromWorkerMessage, WorkerReply>;

type ReplyOf<Type extends WorkerReply['type']> = Extract<WorkerReply, { readonly type: Type }>;

/** A running worker and the way to it. After its end, whatever ended it, nothing is sent and every question is open no more. */
export interface WorkerLine {
  post(message: ToWorkerMessage): void;
  /** @returns undefined where the worker ends before it replies */
  ask<Type extends WorkerReply['type']>(
    type: Type,
    request: (requestId: number) => ToWorkerMessage,
  ): Promise<ReplyOf<Type> | undefined>;
  /** Ends the worker, which frees all that it holds. */
  end(): void;
}

export interface WorkerListener {
  readonly onEvent: (event: WorkerEvent) => void;
  /** The worker has ended without having been asked to. */
  readonly onLost: (error: HuntError) => void;
}

/** @param file path of the built worker */
export function startWorker(file: string, { onEvent, onLost }: WorkerListener): WorkerLine {
  const waiting = new Map<number, (reply: WorkerReply | undefined) => void>();
  const worker = new Worker(file, { name: 'KQL Hunting result', execArgv: [] });
  let asked = 0;
  let hasEnded = false;
  let reason = rowsLost();

  const settleAll = (): void => {
    const open = [...waiting.values()];
    waiting.clear();
    for (const resolve of open) resolve(undefined);
  };

  const post = (message: ToWorkerMessage): void => {
    if (hasEnded) return;
    worker.postMessage(message, message.type === 'answerBytes' ? [ownBuffer(message.bytes)] : []);
  };

  worker.on('message', (data: unknown) => {
    const message = parseFromWorkerMessage(data);
    if (message === undefined || hasEnded) return;
    if (!isReply(message)) {
      onEvent(message);
      return;
    }
    waiting.get(message.requestId)?.(message);
    waiting.delete(message.requestId);
  });
  worker.on('error', (error: unknown) => {
    if (isOutOfMemory(error)) reason = outOfMemory();
  });
  worker.on('exit', () => {
    if (hasEnded) return;
    hasEnded = true;
    settleAll();
    onLost(reason);
  });

  return {
    post,
    ask: <Type extends WorkerReply['type']>(type: Type, request: (requestId: number) => ToWorkerMessage) =>
      new Promise<ReplyOf<Type> | undefined>((resolve) => {
        if (hasEnded) {
          resolve(undefined);
          return;
        }
        asked += 1;
        waiting.set(asked, (reply) => resolve(isOfType(reply, type) ? reply : undefined));
        post(request(asked));
      }),
    end: () => {
      if (hasEnded) return;
      hasEnded = true;
      settleAll();
      void worker.terminate();
    },
  };
}

function isReply(message: FromWorkerMessage): message is WorkerReply {
  return 'requestId' in message && message.type !== 'writeClipboard';
}

function isOfType<Type extends WorkerReply['type']>(
  reply: WorkerReply | undefined,
  type: Type,
): reply is ReplyOf<Type> {
  return reply?.type === type;
}

/** The bytes' buffer, which goes to the worker and is no longer this process's. */
function ownBuffer({ buffer }: Uint8Array): ArrayBuffer {
  if (!(buffer instanceof ArrayBuffer)) throw new TypeError('Bytes of shared memory cannot be handed over.');
  return buffer;
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && 'code' in error && error.code === OUT_OF_MEMORY);
}

const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';
