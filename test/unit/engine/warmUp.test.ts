import { expect, onTestFinished, test } from 'vitest';
import { startEngineServer } from '../../../src/engine/server';
import { temporaryFolder } from './data/temporaryFolder';

test('a query that comes while the engine warms up is answered', async () => {
  const started = await startEngineServer({ dataFolder: temporaryFolder({ 'T.csv': 'A\n1\n' }) });
  if (!started.ok) throw new Error(started.error.message);
  const server = started.value;
  onTestFinished(() => server.close());
  const warmedUp = server.warmUp();
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    body: '{"Query":"T | count"}',
  });
  expect(await response.json()).toMatchObject({ results: [{ Count: 1 }] });
  await expect(warmedUp).resolves.toBeUndefined();
});
