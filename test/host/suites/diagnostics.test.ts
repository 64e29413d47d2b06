import * as assert from 'node:assert/strict';
import { languages, type Diagnostic, type TextDocument } from 'vscode';
import { closeAllEditors, openKusto, putCursorAfter, selectText, runQuery } from '../editor';
import { answerWith, errorAnswer, rowsAnswer } from '../huntingService';
import { keepErrorMessages, restoreAll } from '../replacement';

const DOCUMENT = 'AlertInfo\n\nDeviceInfo\n| where Nme == "x"\n| take 1\n';

const refusal = (line: number, column: number) => () =>
  errorAnswer(400, 'BadRequest', `Query could not be parsed at 'Nme' on line [${line},${column}]`);

/** What the service said; the language process has its own opinion of the same document. */
const refusals = ({ uri }: TextDocument): Diagnostic[] =>
  languages.getDiagnostics(uri).filter(({ source }) => source === 'KQL Hunting');

async function runAgainst(answer: () => Response): Promise<void> {
  await answerWith(answer, async () => {
    await runQuery();
  });
}

describe('the place of a KQL error', () => {
  beforeEach(() => void keepErrorMessages());
  afterEach(async () => {
    restoreAll();
    await closeAllEditors();
  });

  it('is marked in the document where the query stands', async () => {
    const editor = await openKusto(DOCUMENT);
    putCursorAfter(editor, 'where');
    await runAgainst(refusal(2, 9));
    const [diagnostic, ...others] = refusals(editor.document);
    assert.equal(others.length, 0);
    assert.ok(diagnostic);
    assert.equal(editor.document.getText(diagnostic.range), 'Nme');
    assert.equal(diagnostic.range.start.line, 3);
  });

  it('is found from the middle of a line, where the selection begins', async () => {
    const editor = await openKusto(DOCUMENT);
    selectText(editor, 'Nme == "x"');
    await runAgainst(refusal(1, 1));
    const [diagnostic] = refusals(editor.document);
    assert.ok(diagnostic);
    assert.equal(editor.document.getText(diagnostic.range), 'Nme');
  });

  it('is forgotten with the next edit', async () => {
    const editor = await openKusto(DOCUMENT);
    putCursorAfter(editor, 'where');
    await runAgainst(refusal(2, 9));
    await editor.edit((edit) => edit.insert(editor.selection.active, ' '));
    assert.deepEqual(refusals(editor.document), []);
  });

  it('is forgotten with the next run', async () => {
    const editor = await openKusto(DOCUMENT);
    putCursorAfter(editor, 'where');
    await runAgainst(refusal(2, 9));
    await runAgainst(() => rowsAnswer({ N: 'Int64' }, []));
    assert.deepEqual(refusals(editor.document), []);
  });

  it('is not marked where the text names none', async () => {
    const editor = await openKusto(DOCUMENT);
    await runAgainst(() => errorAnswer(403, 'Forbidden', 'Missing application roles.'));
    assert.deepEqual(refusals(editor.document), []);
  });
});
