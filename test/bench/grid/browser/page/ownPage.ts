import { nextPaint } from './frames.ts';
import { longestBlankMs, lookAtRow, scrollerOf, untilShown } from './ownGrid.ts';
import { goHome, ride } from './ride.ts';

/**
 * The page's half of VS Code's API over a loopback socket, and what the benchmark calls in the page. Messages come as
 * JSON and are handed on as VS Code does it, by `window.postMessage`.
 */

interface Shown {
  readonly frames: number;
  readonly milliseconds: number;
}

/** What the page needs of a message to tell it from others. */
interface Message {
  readonly type?: unknown;
  readonly requestId?: unknown;
  readonly resultId?: unknown;
}

interface Request {
  readonly type: string;
}

/** Requests of the page itself have small numbers. */
let lastRequestId = 1_000_000_000;
let resultId: unknown;
let shown: Promise<Shown> | undefined;
let saved: { readonly grid: { readonly widths: readonly number[] } } | undefined;
const waiting = new Map<unknown, (message: Message) => void>();

const socket = new WebSocket(`ws://${location.host}/`);
const opened = new Promise<void>((resolve) => socket.addEventListener('open', () => resolve(), { once: true }));

socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
  const message = JSON.parse(data) as Message;
  if (message.type === 'showResult') {
    resultId = message.resultId;
    shown = untilShown();
    void shown.then(() => send({ type: 'benchmarkShown' }));
  }
  const settle = waiting.get(message.requestId);
  if (settle === undefined) {
    window.postMessage(message, '*');
    return;
  }
  waiting.delete(message.requestId);
  settle(message);
});

function send(message: unknown): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  else void opened.then(() => socket.send(JSON.stringify(message)));
}

/** Sends a request as the page would. @returns its answer */
function ask(request: Request): Promise<Message> {
  lastRequestId += 1;
  const requestId = lastRequestId;
  return new Promise((resolve) => {
    waiting.set(requestId, resolve);
    send({ ...request, resultId, requestId });
  });
}

/** Sends messages one after another, as the page would. @returns the answer to the last one */
async function converse(messages: readonly Request[]): Promise<Message | undefined> {
  let answer: Message | undefined;
  for (const message of messages) answer = await ask(message);
  return answer;
}

Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: send,
    getState: () => undefined,
    setState: (state: typeof saved) => {
      saved = state;
    },
  }),
  bench: {
    shown: () => shown,
    ride: (milliseconds: number) => ride(scrollerOf(document), milliseconds, lookAtRow),
    goHome: () => goHome(scrollerOf(document)),
    longestBlankMs,
    layout: () => {
      const scroller = scrollerOf(document);
      const row = document.querySelector('.row:not([hidden])');
      const font = getComputedStyle(scroller.querySelector('.grid-body') ?? scroller);
      return {
        width: scroller.clientWidth,
        height: scroller.clientHeight,
        rowHeight: row?.getBoundingClientRect().height,
        font: `${font.fontSize} ${font.fontFamily}`,
        widths: saved?.grid.widths,
      };
    },
    /** The time until what the last message asks for could be on the screen. */
    timeAsking: async (messages: readonly Request[]) => {
      const begin = performance.now();
      await converse(messages);
      await nextPaint();
      return performance.now() - begin;
    },
    /** @returns the answer to the last message */
    converse,
    /** Times from asking to an answer's arrival. */
    timeAnswers: async (request: Request, times: number) => {
      const milliseconds: number[] = [];
      for (let at = 0; at < times; at += 1) {
        const begin = performance.now();
        await ask(request);
        milliseconds.push(performance.now() - begin);
      }
      return milliseconds;
    },
  },
});
