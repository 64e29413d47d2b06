import type { DocumentLink } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { maskText } from '../../kusto/queryBlocks';
import { tablePage } from '../helpTexts';

/** Each documented table leads to its page in Microsoft's schema reference. */
export function linkTables(document: TextDocument, documented: ReadonlySet<string>): DocumentLink[] {
  return [...maskText(document.getText()).matchAll(/(?<![\w.])[A-Z]\w+/g)]
    .filter(([name]) => documented.has(name))
    .map(({ 0: name, index }) => ({
      range: { start: document.positionAt(index), end: document.positionAt(index + name.length) },
      target: tablePage(name),
      tooltip: `${name} in the schema reference`,
    }));
}
