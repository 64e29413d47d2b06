import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver';
import { maskText } from '../../kusto/queryBlocks';
import { rangeIn, type AnalyzedDocument, type DocumentBlock } from '../analyzedDocuments';

/** The outline: each query by the comment above it or its first words, and what its `let`s name. */
export function outlineDocument(analyzed: AnalyzedDocument): DocumentSymbol[] {
  return analyzed.blocks.filter(({ hasCode }) => hasCode).map((block) => outlineQuery(analyzed, block));
}

function outlineQuery({ document }: AnalyzedDocument, block: DocumentBlock): DocumentSymbol {
  const { text } = block.query;
  const start = text.search(/\S/);
  const code = start + leadingComments(text.slice(start)).length;
  const end = text.trimEnd().length;
  return {
    name: nameOf(text.slice(start, end)),
    kind: SymbolKind.Module,
    range: rangeIn(document, block, start, end),
    selectionRange: rangeIn(document, block, Math.min(code, end), Math.min(endOfLine(text, code), end)),
    children: outlineLets(text, (from, to) => rangeIn(document, block, from, to)),
  };
}

/** Read from the text: an outline is asked for as a file opens, before its queries are bound. */
const LET = /(?<=(?:^|;)\s*)let\s+([A-Za-z_]\w*|\[(?:'[^']*'|"[^"]*")\])\s*=\s*(\(?)/gm;

function outlineLets(text: string, toRange: (start: number, end: number) => DocumentSymbol['range']): DocumentSymbol[] {
  const code = maskText(text);
  return [...code.matchAll(LET)].map(({ 0: match, 1: name = '', 2: parenthesis, index }) => {
    const nameStart = index + match.indexOf(name, 3);
    const end = code.indexOf(';', index);
    return {
      name: text.slice(nameStart, nameStart + name.length),
      kind:
        parenthesis === '(' && /^\([^()]*(?:\([^()]*\)[^()]*)*\)\s*\{/.test(code.slice(index + match.length - 1))
          ? SymbolKind.Function
          : SymbolKind.Variable,
      range: toRange(index, end === -1 ? code.trimEnd().length : end),
      selectionRange: toRange(nameStart, nameStart + name.length),
    };
  });
}

const LONGEST_NAME = 80;

/** The first words of the comment above the query; without one, its first line of code. */
function nameOf(text: string): string {
  const comment = leadingComments(text)
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*\/\/+\s*/, '').trim())
    .find((line) => /\w/.test(line));
  const name =
    comment ??
    text
      .split(/\r\n|\r|\n/)
      .find((line) => line.trim() !== '')
      ?.trim() ??
    '';
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}

function leadingComments(text: string): string {
  return /^(?:[ \t]*\/\/[^\r\n]*(?:\r\n|\r|\n|$)|[ \t]*(?:\r\n|\r|\n))*/.exec(text)?.[0] ?? '';
}

function endOfLine(text: string, offset: number): number {
  return offset + (/^[^\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
}
