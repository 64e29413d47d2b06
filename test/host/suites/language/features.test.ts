import * as assert from 'node:assert/strict';
import {
  commands,
  MarkdownString,
  Position,
  Range,
  SnippetString,
  workspace,
  type CodeAction,
  type CompletionItem,
  type CompletionList,
  type DocumentHighlight,
  type DocumentLink,
  type DocumentSymbol,
  type Hover,
  type InlayHint,
  type Location,
  type SelectionRange,
  type SemanticTokens,
  type SemanticTokensLegend,
  type SignatureHelp,
  type SymbolInformation,
  type TextEditor,
  type WorkspaceEdit,
} from 'vscode';
import { closeAllEditors, openKusto } from '../../editor';
import { whenDiagnosed } from '../../language';

const QUERY = `// Odd processes
let since = 7d;
DeviceProcessEvents
| where Timestamp > ago(since)
| extend Short = tolower(FileName)
| where Short contains "shell"
| project Short, DeviceName
`;

/** The place in the middle of a word that is in the document once, or of its last one. */
function middleOf({ document }: TextEditor, word: string): Position {
  const text = document.getText();
  return document.positionAt(text.lastIndexOf(word) + Math.floor(word.length / 2));
}

function markdownOf(contents: Hover['contents'] | undefined): string {
  return (contents ?? []).map((part) => (part instanceof MarkdownString ? part.value : '')).join('\n');
}

describe('the language server', () => {
  // VS Code asks only who has registered, which the language process does once it runs.
  before(async () => {
    const { document } = await openKusto('NoSuchTable\n');
    await whenDiagnosed(document, ({ length }) => length > 0);
  });
  afterEach(closeAllEditors);

  const complete = async (content: string, line: number, resolve = 0): Promise<readonly CompletionItem[]> => {
    const { document } = await openKusto(content);
    const list = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.lineAt(line).range.end,
      undefined,
      resolve,
    );
    return list.items;
  };
  const labelOf = ({ label }: CompletionItem) => (typeof label === 'string' ? label : label.label);

  it('completes operators, columns and values', async () => {
    const operators = (await complete('DeviceInfo\n| su', 1)).map(labelOf);
    assert.ok(operators.includes('summarize') && operators.includes('summarize … by …'));
    assert.ok((await complete('DeviceInfo\n| where Dev', 1)).map(labelOf).includes('DeviceName'));
    const values = await complete('DeviceLogonEvents\n| where ActionType == "Log', 1);
    assert.ok(values.map(labelOf).includes('LogonFailed'));
  });

  it('adds Microsoft’s help to a completion when it is looked at', async () => {
    const items = await complete('DeviceInfo\n| where', 1, 60);
    const where = items.find((item) => labelOf(item) === 'where');
    const help = where?.documentation instanceof MarkdownString ? where.documentation.value : '';
    assert.match(help, /Online documentation\]\(https:\/\/.*where/);
  });

  it('inserts a function with the cursor between its parentheses', async () => {
    const items = await complete('DeviceInfo\n| extend a = strc', 1);
    const { insertText } = items.find((item) => labelOf(item) === 'strcat') ?? {};
    assert.ok(insertText instanceof SnippetString);
    assert.equal(insertText.value, 'strcat($0)');
  });

  it('describes what is under the mouse', async () => {
    const editor = await openKusto(QUERY);
    const [hover] = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      middleOf(editor, 'tolower'),
    );
    assert.match(markdownOf(hover?.contents), /tolower\(value\): string[^]*Online documentation/);
  });

  it('shows the signature and the active parameter of a call', async () => {
    const { document } = await openKusto('print substring("abc", 1, ');
    const help = await commands.executeCommand<SignatureHelp>(
      'vscode.executeSignatureHelpProvider',
      document.uri,
      document.lineAt(0).range.end,
    );
    assert.match(help.signatures[help.activeSignature]?.label ?? '', /^substring\(/);
    assert.equal(help.activeParameter, 2);
  });

  it('lists queries and their lets in the outline', async () => {
    const { document } = await openKusto(QUERY);
    const symbols = await commands.executeCommand<DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children.map((child) => child.name)]),
      [['Odd processes', ['since']]],
    );
    const found = await commands.executeCommand<SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'odd');
    assert.ok(found.some(({ name }) => name === 'Odd processes'));
    const inFiles = await commands.executeCommand<SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', '');
    const files = new Set(inFiles.map(({ location }) => location.uri.path.split('/').at(-1)));
    assert.ok(files.has('encoded-powershell.kql'), [...files].join());
  });

  it('goes to the definition and finds the references of a let', async () => {
    const editor = await openKusto(QUERY);
    const at = [editor.document.uri, middleOf(editor, 'since')] as const;
    const definitions = await commands.executeCommand<Location[]>('vscode.executeDefinitionProvider', ...at);
    assert.deepEqual(
      definitions.map(({ range }) => range.start.line),
      [1],
    );
    const references = await commands.executeCommand<Location[]>('vscode.executeReferenceProvider', ...at);
    assert.equal(references.length, 2);
    const marks = await commands.executeCommand<DocumentHighlight[]>('vscode.executeDocumentHighlights', ...at);
    assert.equal(marks.length, 2);
  });

  it('renames a column that extend made, everywhere', async () => {
    const editor = await openKusto(QUERY);
    const edit = await commands.executeCommand<WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      editor.document.uri,
      middleOf(editor, 'Short'),
      'Name',
    );
    assert.ok(await workspace.applyEdit(edit));
    const text = editor.document.getText();
    assert.doesNotMatch(text, /Short/);
    assert.match(text, /extend Name = tolower[^]*where Name contains[^]*project Name,/);
  });

  it('refuses to rename a table, in a sentence', async () => {
    const editor = await openKusto(QUERY);
    await assert.rejects(
      async () =>
        commands.executeCommand('vscode.prepareRename', editor.document.uri, middleOf(editor, 'DeviceProcessEvents')),
      /Only what the query itself names/,
    );
  });

  it('mends a name that is nearly known', async () => {
    const editor = await openKusto('DeviceInfo\n| where DeviceNme == "a"\n');
    const [diagnostic] = await whenDiagnosed(editor.document, ({ length }) => length > 0);
    assert.ok(diagnostic);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      diagnostic.range,
    );
    const fix = actions.find(({ title }) => title.includes('DeviceName'));
    assert.ok(fix?.edit && (await workspace.applyEdit(fix.edit)));
    assert.match(editor.document.getText(), /where DeviceName == "a"/);
  });

  it('extracts a value into a let', async () => {
    const editor = await openKusto('DeviceInfo\n| where DeviceName == "abc"\n');
    const start = new Position(1, 22);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      new Range(start, start.translate(0, 5)),
    );
    const extract = actions.find(({ title }) => /extract/i.test(title));
    assert.ok(extract?.edit && (await workspace.applyEdit(extract.edit)));
    assert.match(editor.document.getText(), /^let \w+ = "abc";/);
  });

  it('colours names by what they mean', async () => {
    const { document } = await openKusto(QUERY);
    const legend = await commands.executeCommand<SemanticTokensLegend>(
      'vscode.provideDocumentSemanticTokensLegend',
      document.uri,
    );
    const { data } = await commands.executeCommand<SemanticTokens>(
      'vscode.provideDocumentSemanticTokens',
      document.uri,
    );
    const types = new Set(Array.from(data).flatMap((value, index) => (index % 5 === 3 ? [value] : [])));
    const names = [...types].map((type) => legend.tokenTypes[type]);
    for (const name of ['class', 'property', 'function', 'variable', 'keyword']) assert.ok(names.includes(name), name);
  });

  it('links tables to the schema reference', async () => {
    const { document } = await openKusto(QUERY);
    const links = await commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', document.uri);
    assert.ok(links.some(({ target }) => target?.path.endsWith('advanced-hunting-deviceprocessevents-table')));
  });

  it('hints at the columns that a query returns', async () => {
    const { document } = await openKusto(QUERY);
    const hints = await commands.executeCommand<InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      new Range(0, 0, document.lineCount, 0),
    );
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['→ Short, DeviceName'],
    );
  });

  it('widens the selection by the parts of the query', async () => {
    const editor = await openKusto(QUERY);
    const [selection] = await commands.executeCommand<SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      editor.document.uri,
      [middleOf(editor, 'FileName')],
    );
    const texts: string[] = [];
    for (let at = selection; at !== undefined; at = at.parent) texts.push(editor.document.getText(at.range));
    assert.ok(texts.includes('FileName') && texts.includes('tolower(FileName)'), texts.join('|'));
  });
});
