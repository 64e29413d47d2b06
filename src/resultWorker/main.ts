import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { createRowHolder } from './rowHolder';

/** In the middle of work, what has come is looked for so often: a window that is asked for then comes with little delay. */
const LOOK_EVERY_MS = 4;

if (parentPort === null) throw new Error('This file is run as a worker.');
const port = parentPort;
let lookedMs = 0;

const lookAround = (): void => {
  const now = performance.now();
  if (now - lookedMs < LOOK_EVERY_MS) return;
  lookedMs = now;
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
    holder.receive(next.message);
  }
};

const holder = createRowHolder((message) => port.postMessage(message), {
  lookAround,
  now: () => performance.now(),
});
port.on('message', (data: unknown) => holder.receive(data));
