import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { AnalyzedDocuments } from '../../../src/language/analyzedDocuments';
import { diagnose } from '../../../src/language/diagnose';
import { DiagnosticsFeed } from '../../../src/language/diagnosticsFeed';
import { edit, HUNTING_SCOPE, kustoDocument } from '../../fixtures/kustoDocument';

const MANY = Array.from({ length: 5 }, (_, index) => `DeviceInfo | where Nope${index} == ${index}`).join('\n\n');

function watchFeed() {
  const diagnosed: string[] = [];
  const published: PublishDiagnosticsParams[] = [];
  const analyses = new AnalyzedDocuments(HUNTING_SCOPE);
  let waiting: (() => void) | undefined;
  const feed = new DiagnosticsFeed(analyses, {
    diagnose: (query) => {
      diagnosed.push(query.text.trim());
      return diagnose(query);
    },
    publish: (params) => published.push(params),
    whenIdle: (work) => {
      waiting = work;
      return () => {
        waiting = undefined;
      };
    },
  });
  /** Lets the feed do its next piece of work. */
  const step = () => {
    const work = waiting;
    waiting = undefined;
    work?.();
  };
  /** Lets the feed do all that it does before anything else happens. */
  const settle = () => {
    while (waiting !== undefined) step();
  };
  return { feed, analyses, diagnosed, published, step, settle };
}

describe('DiagnosticsFeed', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('ends with the findings of every block, at their places', () => {
    const { feed, published, settle } = watchFeed();
    const document = kustoDocument(MANY);
    feed.update(document);
    settle();
    const last = published.at(-1);
    expect(last?.diagnostics.map(({ range }) => document.getText(range))).toEqual(
      [0, 1, 2, 3, 4].map((n) => `Nope${n}`),
    );
    expect(last?.version).toBe(1);
  });

  it('diagnoses only the edited block after an edit, and shows it at once', () => {
    const { feed, diagnosed, published, settle } = watchFeed();
    const document = kustoDocument(MANY);
    feed.update(document);
    settle();
    diagnosed.length = published.length = 0;
    edit(document, 'Nope3', 'DeviceName');
    feed.update(document);
    settle();
    expect(diagnosed).toEqual(['DeviceInfo | where DeviceName == 3']);
    expect(published.at(-1)?.version).toBe(2);
  });

  it('takes an edited block before those that it has not read yet', () => {
    const { feed, diagnosed, step, settle } = watchFeed();
    const document = kustoDocument(MANY);
    feed.update(document);
    while (diagnosed.length === 0) step();
    edit(document, 'Nope4', 'Other');
    feed.update(document);
    settle();
    expect(diagnosed.slice(1)).toEqual(['DeviceInfo | where Other == 4']);
  });

  it('leaves the others for a pause in the typing', () => {
    const { feed, diagnosed, published, step, settle } = watchFeed();
    const document = kustoDocument(MANY);
    feed.update(document);
    while (diagnosed.length === 0) step();
    for (const [before, after] of [
      ['Nope4', 'Nope'],
      ['Nope ', 'Nope9 '],
    ] as const) {
      edit(document, before, after);
      feed.update(document);
      settle();
      vi.advanceTimersByTime(200);
      settle();
    }
    expect(diagnosed).toHaveLength(3);
    expect(published.at(-1)?.version).toBe(3);
    vi.advanceTimersByTime(200);
    settle();
    expect(diagnosed.slice(3)).toEqual([1, 2, 3].map((n) => `DeviceInfo | where Nope${n} == ${n}`));
  });

  it('leaves other documents, too, for a pause in the typing', () => {
    const { feed, diagnosed, step, settle } = watchFeed();
    const document = kustoDocument('DeviceInfo | where Nope == 1');
    feed.update(document);
    settle();
    edit(document, 'Nope', 'Other');
    feed.update(document);
    settle();
    diagnosed.length = 0;
    feed.update(kustoDocument(MANY, 'file:///many.kql'));
    settle();
    expect(diagnosed).toHaveLength(1);
    vi.advanceTimersByTime(400);
    step();
    settle();
    expect(diagnosed).toHaveLength(5);
  });

  it('binds a query in a turn of its own, so that completions need not wait for what there is to say about it', () => {
    const { feed, analyses, diagnosed, step } = watchFeed();
    const document = kustoDocument('DeviceInfo');
    feed.update(document);
    step();
    expect(analyses.of(document).blocks[0]?.query.isBound).toBe(true);
    expect(diagnosed).toEqual([]);
    step();
    expect(diagnosed).toEqual(['DeviceInfo']);
  });

  it('takes the findings back when the document is closed', () => {
    const { feed, published, settle } = watchFeed();
    const document = kustoDocument(MANY);
    feed.update(document);
    settle();
    feed.close(document.uri);
    expect(published.at(-1)).toEqual({ uri: document.uri, diagnostics: [] });
    const { length } = published;
    settle();
    expect(published).toHaveLength(length);
  });

  it('says everything anew when what it is checked against has changed', () => {
    const { feed, diagnosed, settle } = watchFeed();
    feed.update(kustoDocument('DeviceInfo'));
    settle();
    feed.refresh();
    settle();
    expect(diagnosed).toEqual(['DeviceInfo', 'DeviceInfo']);
  });
});
