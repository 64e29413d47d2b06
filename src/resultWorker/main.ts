import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { createInbox } from './inbox';
import { createRowHolder } from './rowHolder';

if (parentPort === null) throw new Error('This file is run as a worker.');
const port = parentPort;
const holder = createRowHolder((message) => port.postMessage(message));
const inbox = createInbox(
  (): unknown => receiveMessageOnPort(port)?.message,
  (data) => holder.receive(data),
);
port.on('message', (data: unknown) => inbox.take(data));
