import * as assert from 'node:assert/strict';
import { CancellationTokenSource, commands, window, type CodeLens } from 'vscode';
import {
  closeAllEditors,
  openKusto,
  putCursorAfter,
  runQuery,
  selectText,
  whenResultTabs,
  type RunResult,
} from '../editor';
import { answerWith, errorAnswer, readBody, rowsAnswer } from '../huntingService';
import { keepErrorMessages, replace, restoreAll } from '../replacement';

const RUN = 'kqlHunting.runQuery';
const FIRST = 'let names = dynamic(["a"]);\nDeviceInfo\n| where DeviceName in (names)';
const SECOND = 'AlertInfo // what came in\n| take 5';
const DOCUMENT = `${FIRST}\n\n${SECOND}\n`;

const oneRow = () => rowsAnswer({ N: 'Int64' }, ['{"N":1}']);

describe('Run Hunting Query', () => {
  afterEach(async () => {
    restoreAll();
    await closeAllEditors();
  });

  it('sends the query that the cursor is in, with its let statements', async () => {
    const editor = await openKusto(DOCUMENT);
    putCursorAfter(editor, 'where Dev');
    await answerWith(oneRow, async (sent) => {
      await runQuery();
      assert.equal(readBody(sent[0]).Query, FIRST);
    });
  });

  it('sends the query above the blank line that the cursor is on', async () => {
    const editor = await openKusto(DOCUMENT);
    putCursorAfter(editor, `${FIRST}\n`);
    await answerWith(oneRow, async (sent) => {
      await runQuery();
      assert.equal(readBody(sent[0]).Query, FIRST);
    });
  });

  it('sends a selection exactly as it is selected', async () => {
    const editor = await openKusto(DOCUMENT);
    selectText(editor, 'nfo // what came in\n| ta');
    await answerWith(oneRow, async (sent) => {
      await runQuery();
      assert.equal(readBody(sent[0]).Query, 'nfo // what came in\n| ta');
    });
  });

  it('sends the query as it was last edited', async () => {
    const editor = await openKusto(DOCUMENT);
    putCursorAfter(editor, 'take 5');
    await editor.edit((edit) => edit.insert(editor.selection.active, '0'));
    await answerWith(oneRow, async (sent) => {
      await runQuery();
      assert.equal(readBody(sent[0]).Query, `${SECOND}0`);
    });
  });

  it('runs each query from the lens above it', async () => {
    const { document } = await openKusto(DOCUMENT);
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
    const ours = lenses.filter(({ command }) => command?.command === RUN);
    assert.deepEqual(
      ours.map(({ range }) => range.start.line),
      [0, 4],
    );
    const args: readonly unknown[] = ours[1]?.command?.arguments ?? [];
    await answerWith(oneRow, async (sent) => {
      await runQuery(...args);
      assert.equal(readBody(sent[0]).Query, SECOND);
    });
  });

  it('says that there is no query where there is none', async () => {
    const messages = keepErrorMessages();
    await openKusto('// only a remark\n');
    await answerWith(oneRow, async (sent) => {
      const { error } = await commands.executeCommand<RunResult>(RUN);
      assert.equal(error?.code, 'NoQueryHere');
      assert.equal(sent.length, 0);
      assert.match(messages.join(), /no query at the cursor/);
    });
  });

  it('opens the result beside the query and leaves the focus there', async () => {
    const editor = await openKusto(DOCUMENT);
    await answerWith(oneRow, async () => {
      assert.deepEqual(Object.keys(await runQuery()), ['rowCount', 'elapsedMs']);
    });
    const [tab] = await whenResultTabs(1);
    assert.notEqual(tab?.group.viewColumn, editor.viewColumn);
    assert.equal(window.activeTextEditor?.document, editor.document);
  });

  it('opens a result of its own for a second run during a first', async () => {
    const editor = await openKusto(DOCUMENT);
    let answerFirst: (response: Response) => void = () => undefined;
    let reportFirst: () => void = () => undefined;
    const firstAnswer = new Promise<Response>((resolve) => (answerFirst = resolve));
    const firstIsSent = new Promise<void>((resolve) => (reportFirst = resolve));
    await answerWith(
      (request) => {
        if (readBody(request).Query !== FIRST) return oneRow();
        reportFirst();
        return firstAnswer;
      },
      async (sent) => {
        const first = commands.executeCommand<object>(RUN);
        await firstIsSent;
        putCursorAfter(editor, 'take 5');
        assert.ok('rowCount' in (await commands.executeCommand<object>(RUN)));
        await whenResultTabs(2);
        answerFirst(oneRow());
        assert.ok('rowCount' in (await first));
        assert.deepEqual(
          sent.map((request) => readBody(request).Query),
          [FIRST, SECOND],
        );
      },
    );
  });

  it('stops the request at once when it is cancelled, and leaves no result and no message', async () => {
    const cancellation = new CancellationTokenSource();
    const messages = keepErrorMessages();
    replace(window, 'withProgress', (_: object, task: (progress: object, token: object) => Promise<unknown>) =>
      task({ report: () => undefined }, cancellation.token),
    );
    await openKusto(DOCUMENT);
    await answerWith(
      () => {
        cancellation.cancel();
        return new Promise(() => undefined);
      },
      async (sent) => {
        const { error } = await commands.executeCommand<RunResult>(RUN);
        assert.equal(error?.code, 'Cancelled');
        assert.equal(sent[0]?.signal.aborted, true);
      },
    );
    assert.deepEqual(messages, []);
    await whenResultTabs(0);
    cancellation.dispose();
  });

  it('stops the request when its result is closed', async () => {
    await openKusto(DOCUMENT);
    await answerWith(
      async () => {
        await window.tabGroups.close(await whenResultTabs(1));
        return new Promise(() => undefined);
      },
      async (sent) => {
        const { error } = await commands.executeCommand<RunResult>(RUN);
        assert.equal(error?.code, 'Cancelled');
        assert.equal(sent[0]?.signal.aborted, true);
      },
    );
  });

  it('ends a refusal of the service in a message and keeps it in the result', async () => {
    const messages = keepErrorMessages();
    await openKusto(DOCUMENT);
    await answerWith(
      () => errorAnswer(403, 'Forbidden', 'Missing application roles.'),
      async () => {
        assert.equal((await runQuery()).error?.code, 'Forbidden');
      },
    );
    assert.equal(messages.length, 1);
  });

  it('shows what a service says as plain text, without links and hidden characters', async () => {
    const messages = keepErrorMessages();
    await openKusto(DOCUMENT);
    await answerWith(
      () => errorAnswer(400, 'BadRequest', 'Unknown function: [fix it](command:evil)\n\u202Egpj.exe'),
      async () => {
        await runQuery();
      },
    );
    assert.equal(messages.length, 1);
    assert.doesNotMatch(messages.join(), /\]\(|\n|\u202E/);
  });
});
