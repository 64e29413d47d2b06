import { describe, expect, it } from 'vitest';
import { CompletionItemKind, MarkupContent } from 'vscode-languageserver';
import { listCompletions, resolveCompletion } from '../../../../src/language/features/completion';
import { splitAtCursor } from '../../../fixtures/cursor';
import { helpWith } from '../../../fixtures/helpTexts';
import { analyzeText } from '../../../fixtures/kustoDocument';

const help = helpWith([
  {
    kind: 'operator',
    name: 'where',
    summary: 'Keeps rows.',
    text: '## Syntax\n\n| Name | Type | Required | Description |\n|--|--|--|--|\n| *T* | string | ✓ | Rows. |\n',
    url: 'https://a.test/where',
  },
]);

function complete(marked: string) {
  const { text, offset } = splitAtCursor(marked);
  const analyzed = analyzeText(text);
  const list = listCompletions(analyzed, analyzed.document.positionAt(offset));
  return { list, find: (label: string) => list.items.find((item) => item.label === label) };
}

describe('listCompletions', () => {
  it('keeps what a completion inserts and replaces apart', () => {
    const { list } = complete('AlertInfo\n\nDeviceInfo\n| where Devi¦ce == 1');
    expect(list.itemDefaults?.editRange).toEqual({
      insert: { start: { line: 3, character: 8 }, end: { line: 3, character: 12 } },
      replace: { start: { line: 3, character: 8 }, end: { line: 3, character: 14 } },
    });
  });

  it('goes on to the first operator after a table, and asks again', () => {
    const table = complete('Dev¦').find('DeviceInfo');
    expect(table).toMatchObject({ textEditText: 'DeviceInfo\n| ', kind: CompletionItemKind.Class });
    expect(table?.command?.command).toBe('editor.action.triggerSuggest');
  });

  it('inserts a table alone where the line goes on', () => {
    expect(complete('Dev¦ | take 1').find('DeviceInfo')?.textEditText).toBe('DeviceInfo');
  });

  it('puts the cursor between the parentheses of a function', () => {
    expect(complete('DeviceInfo | where st¦').find('strcat')?.textEditText).toBe('strcat($0)');
  });

  it('inserts no second parenthesis', () => {
    expect(complete('DeviceInfo | extend a = st¦(DeviceName)').find('strcat')?.textEditText).toBe('strcat');
  });

  it('takes the dollar of $left for itself, not for a placeholder', () => {
    const { find } = complete('DeviceInfo | join kind=inner (DeviceEvents) on ¦');
    expect(find('$left')?.textEditText).toBe('\\$left');
  });

  it('offers half-written operators after a pipe only', () => {
    const label = 'summarize … by …';
    expect(complete('DeviceInfo | ¦').find(label)).toMatchObject({ kind: CompletionItemKind.Snippet });
    expect(complete('DeviceInfo | where ¦').find(label)).toBeUndefined();
  });
});

describe('resolveCompletion', () => {
  const helpFor = (marked: string, label: string) => {
    const item = complete(marked).find(label);
    const page = item === undefined ? undefined : resolveCompletion(item, help).documentation;
    return MarkupContent.is(page) ? page.value : page;
  };

  it('adds Microsoft’s help and a link to its page', () => {
    expect(helpFor('DeviceInfo | wh¦', 'where')).toMatch(
      /^Keeps rows\.[^]*\(https:\/\/a\.test\/where\)[^]*\*\*Syntax\*\*/,
    );
  });

  it('writes a table of parameters as a list, which fits beside the completions', () => {
    const text = helpFor('DeviceInfo | wh¦', 'where');
    expect(text).toContain('- *T*: string · Rows.');
    expect(text).not.toMatch(/\|/);
  });

  it('adds the columns of a table', () => {
    expect(helpFor('Dev¦', 'DeviceInfo')).toMatch(/`DeviceId`: string/);
  });

  it('adds what a function of advanced hunting does', () => {
    expect(helpFor('DeviceFileEvents | invoke F¦', 'FileProfile')).toMatch(/prevalence/);
  });

  it('leaves a column without help', () => {
    expect(helpFor('DeviceInfo | where D¦', 'DeviceName')).toBeUndefined();
  });
});
