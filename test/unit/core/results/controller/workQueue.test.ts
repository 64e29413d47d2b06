import { describe, expect, it } from 'vitest';
import { createWorkQueue, type Work } from '../../../../../src/core/results/controller/workQueue';

/** A queue whose work sees, each time that it breathes, the next of some things happen. */
function openQueue(...meanwhile: (() => void)[]) {
  const seen: string[] = [];
  let nowMs = 0;
  const queue = createWorkQueue(
    {
      lookAround: () => {
        nowMs += 100;
        meanwhile.shift()?.();
      },
      now: () => nowMs,
    },
    (sentence) => seen.push(sentence ?? 'no work'),
  );
  const work = (name: string, breaths: number, kind: Work['kind'] = 'sort', givesWay = false): Work => ({
    kind,
    givesWay,
    sentence: `${name}…`,
    run: (breathe) => {
      for (let breath = 0; breath < breaths; breath++) breathe();
      seen.push(`${name} done`);
    },
    onStopped: () => seen.push(`${name} stopped`),
  });
  return { queue, work, seen };
}

describe('the queue of long work', () => {
  it('does what is asked for at once', () => {
    const { queue, work, seen } = openQueue();
    queue.do(work('a', 1));
    expect(seen).toEqual(['a done']);
  });

  it('leaves work in its middle for newer work of its kind, which is done instead', () => {
    const { queue, work, seen } = openQueue(() => queue.do(work('b', 1)));
    queue.do(work('a', 3));
    expect(seen).toEqual(['a stopped', 'b done']);
  });

  it('does work of another kind afterwards, of each kind only the newest', () => {
    const { queue, work, seen } = openQueue(
      () => queue.do(work('filter 1', 0, 'filter')),
      () => queue.do(work('filter 2', 0, 'filter')),
    );
    queue.do(work('sort', 2));
    expect(seen).toEqual(['filter 1 stopped', 'sort done', 'filter 2 done']);
  });

  it('does other work in the middle of what gives way, which then goes on', () => {
    const { queue, work, seen } = openQueue(
      () => queue.do(work('sort', 2)),
      () => queue.do(work('filter', 0, 'filter')),
    );
    queue.do(work('summary', 2, 'summary', true));
    expect(seen).toEqual(['sort done', 'filter done', 'summary done']);
  });

  it('leaves what gives way for newer work of its kind, and stops it with all else', () => {
    const { queue, work, seen } = openQueue(
      () => queue.do(work('newer', 1, 'summary', true)),
      () => queue.do(work('sort', 1)),
      () => queue.stop(),
    );
    queue.do(work('summary', 1, 'summary', true));
    expect(seen).toEqual(['sort stopped', 'newer stopped', 'summary stopped']);
  });

  it('tells of what gives way again once the work in its middle is done', () => {
    const { queue, work, seen } = openQueue(...Array.from({ length: 4 }, () => () => undefined), () =>
      queue.do(work('sort', 5)),
    );
    queue.do(work('summary', 6, 'summary', true));
    expect(seen).toEqual(['summary…', 'sort…', 'sort done', 'summary…', 'summary done', 'no work']);
  });

  it('gives up all that is under way and all that waits when it is stopped', () => {
    const { queue, work, seen } = openQueue(
      () => queue.do(work('filter', 0, 'filter')),
      () => queue.stop(),
    );
    queue.do(work('sort', 3));
    expect(seen).toEqual(['filter stopped', 'sort stopped']);
    queue.do(work('again', 0));
    expect(seen).toEqual(['filter stopped', 'sort stopped', 'again done']);
  });

  it('tells of work that lasts, once, and of its end, however it ends', () => {
    const long = openQueue();
    long.queue.do(long.work('long', 6));
    expect(long.seen).toEqual(['long…', 'long done', 'no work']);
    const stopped = openQueue(...Array.from({ length: 5 }, () => () => undefined), () => stopped.queue.stop());
    stopped.queue.do(stopped.work('long', 9));
    expect(stopped.seen).toEqual(['long…', 'long stopped', 'no work']);
    const short = openQueue();
    short.queue.do(short.work('short', 3));
    expect(short.seen).toEqual(['short done']);
  });

  it('goes on with what waits where work fails', () => {
    const { queue, work, seen } = openQueue(() => queue.do(work('next', 0, 'filter')));
    const failing: Work = {
      ...work('failing', 0),
      run: (breathe) => {
        breathe();
        throw new RangeError('No memory.');
      },
    };
    expect(() => queue.do(failing)).toThrow(RangeError);
    expect(seen).toEqual(['next done']);
  });
});
