import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
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
  const feed = new DiagnosticsFeed(
    analyses,
    (query) => {
      diagnosed.push(query.text.trim());
      return diagnose(query);
    },
    (params) => published.push(params),
  );
  /** Lets the feed do so many pieces of work. */
  const turn = async (count: number) => {
    for (let done = 0; done < count; done++) await setImmediate();
  };
  return { feed, diagnosed, published, turn };
}

describe('DiagnosticsFeed', () => {
  it('ends with the findings of every block, at their places', async () => {
    const { feed, published, turn } = watchFeed();
    const document = kustoDocument(MANY);
    feed.update(document);
    await turn(8);
    const last = published.at(-1);
    expect(last?.diagnostics.map(({ range }) => document.getText(range))).toEqual(
      [0, 1, 2, 3, 4].map((n) => `Nope${n}`),
    );
    expect(last?.version).toBe(1);
  });

  it('diagnoses only the edited block after an edit, and shows it at once', async () => {
    const { feed, diagnosed, published, turn } = watchFeed();
    const document = kustoDocument(MANY);
    feed.update(document);
    await turn(8);
    diagnosed.length = published.length = 0;
    edit(document, 'Nope3', 'DeviceName');
    feed.update(document);
    await turn(1);
    expect(diagnosed).toEqual(['DeviceInfo | where DeviceName == 3']);
    expect(published.at(-1)?.version).toBe(2);
  });

  it('takes an edited block before those that it has not read yet', async () => {
    const { feed, diagnosed, turn } = watchFeed();
    const document = kustoDocument(MANY);
    feed.update(document);
    await turn(1);
    edit(document, 'Nope4', 'Other');
    feed.update(document);
    await turn(8);
    expect(diagnosed.slice(1)).toEqual(
      [4, 1, 2, 3].map((n) => `DeviceInfo | where ${n === 4 ? 'Other' : `Nope${n}`} == ${n}`),
    );
  });

  it('takes the findings back when the document is closed', async () => {
    const { feed, published, turn } = watchFeed();
    const document = kustoDocument(MANY);
    feed.update(document);
    await turn(8);
    feed.close(document.uri);
    expect(published.at(-1)).toEqual({ uri: document.uri, diagnostics: [] });
    const { length } = published;
    await turn(3);
    expect(published).toHaveLength(length);
  });

  it('says everything anew when what it is checked against has changed', async () => {
    const { feed, diagnosed, turn } = watchFeed();
    feed.update(kustoDocument('DeviceInfo'));
    await turn(3);
    feed.refresh();
    await turn(3);
    expect(diagnosed).toEqual(['DeviceInfo', 'DeviceInfo']);
  });
});
