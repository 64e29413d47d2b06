import { describe, expect, it } from 'vitest';
import { SymbolKind } from 'vscode-languageserver';
import { outlineDocument } from '../../../../src/language/features/documentSymbols';
import { filterSymbols, listSymbols } from '../../../../src/language/features/workspaceSymbols';
import { analyzeText } from '../../../fixtures/kustoDocument';

const TEXT = `// Devices that are new
// (in the last week)
let since = 7d;
let recent = (n: int, name: string = "a") { DeviceInfo | take n };
let few = (DeviceInfo | take 1);
recent(5) // let x = 1

AlertInfo
| where Title has "let y = 2"
`;

describe('outlineDocument', () => {
  it('names queries by the comment above them, or by their first line', () => {
    expect(outlineDocument(analyzeText(TEXT)).map(({ name }) => name)).toEqual(['Devices that are new', 'AlertInfo']);
  });

  it('lists the lets of a query, functions apart from values, nothing of comments and strings', () => {
    const [first, second] = outlineDocument(analyzeText(TEXT));
    expect(first?.children?.map(({ name, kind }) => [name, kind])).toEqual([
      ['since', SymbolKind.Variable],
      ['recent', SymbolKind.Function],
      ['few', SymbolKind.Variable],
    ]);
    expect(second?.children).toEqual([]);
  });

  it('places each name inside what it names', () => {
    const analyzed = analyzeText(TEXT);
    const symbols = outlineDocument(analyzed).flatMap((symbol) => [symbol, ...(symbol.children ?? [])]);
    const selected = symbols.map(({ selectionRange }) => analyzed.document.getText(selectionRange));
    expect(selected).toEqual(['let since = 7d;', 'since', 'recent', 'few', 'AlertInfo']);
  });

  it('keeps a selection inside its query, whatever blanks follow', () => {
    const [symbol] = outlineDocument(analyzeText('print 1,   '));
    expect(symbol?.selectionRange.end).toEqual(symbol?.range.end);
  });

  it('binds nothing: an outline is asked for as the file opens', () => {
    const analyzed = analyzeText(TEXT);
    outlineDocument(analyzed);
    expect(analyzed.blocks.map(({ query }) => query.isBound)).toEqual([false, false]);
  });
});

describe('filterSymbols', () => {
  it('finds queries and lets by letters in order', () => {
    const names = (text: string) => filterSymbols(listSymbols(analyzeText(TEXT)), text).map(({ name }) => name);
    expect(names('dvnew')).toEqual(['Devices that are new']);
    expect(names('rec')).toEqual(['recent']);
    expect(names('')).toHaveLength(5);
  });
});
