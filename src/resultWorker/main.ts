import { parentPort } from 'node:worker_threads';
import { createRowHolder } from './rowHolder';

if (parentPort === null) throw new Error('This file is run as a worker.');
const port = parentPort;
const holder = createRowHolder((message) => port.postMessage(message));
port.on('message', (data: unknown) => holder.receive(data));
