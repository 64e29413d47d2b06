import { describe, expect, it } from 'vitest';
import type { AnswerReader } from '../../../src/core/connection';
import { succeed } from '../../../src/core/errors';
import { AnswerKeeper } from '../../../src/history/answerKeeper';
import type { RunDraft } from '../../../src/history/runHistory';

describe('keeping a copy of an answer', () => {
  it('gives the reader every byte and keeps those of the last attempt', async () => {
    const drafts: MadeDraft[] = [];
    const keeper = new AnswerKeeper(() => made(drafts));
    const given: string[] = [];
    const first = keeper.follow(readerOf(given));
    await first.write(Buffer.from('{"sch'));
    const second = keeper.follow(readerOf(given));
    await second.write(Buffer.from('{"schema":[]'));
    await second.write(Buffer.from('}'));
    expect(await second.finish()).toEqual(succeed({ rows: 2 }));
    expect(given).toEqual(['{"sch', '{"schema":[]', '}']);
    expect(keeper.id).toBe('run 2');
    await keeper.keep(RUN);
    expect(keeper.id).toBeUndefined();
    expect(drafts).toEqual([
      { text: '{"sch', end: 'dropped' },
      { text: '{"schema":[]}', end: 'kept' },
    ]);
  });

  it('keeps nothing where no answer came, or the run came to nothing', async () => {
    const drafts: MadeDraft[] = [];
    const keeper = new AnswerKeeper(() => made(drafts));
    expect(await keeper.keep(RUN)).toBeUndefined();
    await keeper.follow(readerOf([])).write(Buffer.from('{'));
    await keeper.drop();
    expect(await keeper.keep(RUN)).toBeUndefined();
    expect(drafts).toEqual([{ text: '{', end: 'dropped' }]);
  });
});

const RUN = {
  title: '',
  query: '',
  connection: '',
  timespan: '',
  rowCount: 0,
  columns: [],
  elapsedMs: 0,
  mayBeIncomplete: false,
  notes: [],
};

interface MadeDraft {
  text: string;
  end?: 'kept' | 'dropped';
}

function made(drafts: MadeDraft[]): RunDraft {
  const draft: MadeDraft = { text: '' };
  drafts.push(draft);
  return {
    id: `run ${drafts.length}`,
    write: async (bytes) => {
      await Promise.resolve();
      draft.text += Buffer.from(bytes).toString();
    },
    keep: async (run) => {
      draft.end = 'kept';
      return Promise.resolve(succeed({ ...run, id: '', ranAt: '' }));
    },
    drop: async () => {
      draft.end = 'dropped';
      return Promise.resolve();
    },
  };
}

function readerOf(given: string[]): AnswerReader<{ rows: number }> {
  return {
    rowCount: 0,
    write: (chunk) => {
      given.push(Buffer.from(chunk).toString());
      return undefined;
    },
    finish: () => succeed({ rows: 2 }),
  };
}
