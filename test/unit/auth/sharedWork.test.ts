import { describe, expect, test } from 'vitest';
import { createSharedWork } from '../../../src/auth/sharedWork';
import { cancelled, fail, succeed, type Outcome } from '../../../src/core/errors';
import { never } from './signInSetup';

/** Work that goes on until it is finished by hand or aborted. */
function startable() {
  const runs: { signal: AbortSignal; finish: (value: string) => void }[] = [];
  const work = (signal: AbortSignal) =>
    new Promise<Outcome<string>>((resolve) => {
      signal.addEventListener('abort', () => resolve(fail(cancelled())));
      runs.push({ signal, finish: (value) => resolve(succeed(value)) });
    });
  return { runs, work };
}

describe('shared work', () => {
  test('is done once for all who ask for the same', async () => {
    const share = createSharedWork<string>();
    const { runs, work } = startable();
    const answers = [share('a', never, work), share('a', never, work), share('b', never, work)];
    expect(runs).toHaveLength(2);
    runs[0]?.finish('one');
    runs[1]?.finish('two');
    expect(await Promise.all(answers)).toEqual([succeed('one'), succeed('one'), succeed('two')]);
  });

  test('goes on while anybody waits for it, and is aborted when the last has left', async () => {
    const share = createSharedWork<string>();
    const { runs, work } = startable();
    const [first, second] = [new AbortController(), new AbortController()];
    const answers = [share('a', first.signal, work), share('a', second.signal, work)];
    first.abort();
    expect(await answers[0]).toEqual(fail(cancelled()));
    expect(runs[0]?.signal.aborted).toBe(false);
    second.abort();
    expect(await answers[1]).toEqual(fail(cancelled()));
    expect(runs[0]?.signal.aborted).toBe(true);
  });

  test('begins anew for who comes after it was aborted or has ended', async () => {
    const share = createSharedWork<string>();
    const { runs, work } = startable();
    const leave = new AbortController();
    const left = share('a', leave.signal, work);
    leave.abort();
    await left;
    const again = share('a', never, work);
    runs[1]?.finish('again');
    expect(await again).toEqual(succeed('again'));
    const later = share('a', never, work);
    runs[2]?.finish('later');
    expect(await later).toEqual(succeed('later'));
  });

  test('is not begun for who had left before', async () => {
    const { runs, work } = startable();
    expect(await createSharedWork<string>()('a', AbortSignal.abort(), work)).toEqual(fail(cancelled()));
    expect(runs).toEqual([]);
  });
});
