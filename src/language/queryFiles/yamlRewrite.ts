import { isMap, parseDocument, stringify } from 'yaml';
import type { TextEdit } from '../../kusto/textEdit';
import type { TextSpan } from './queryFile';

interface NewScalar {
  readonly text: string;
  /** Blanks before the key that the scalar belongs to. */
  readonly indent: number;
  readonly isInFlow: boolean;
}

/**
 * Puts another text in the place of a scalar. A block keeps its header and its indentation; folded and quoted scalars
 * become blocks once they have several lines.
 */
export function rewriteScalar(
  file: string,
  span: TextSpan,
  type: string | undefined,
  scalar: NewScalar,
): TextEdit | undefined {
  const old = file.slice(span.start, span.end);
  const isBlock = type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
  const written = isBlock ? rewriteBlock(old, scalar) : rewriteFlow(scalar, type);
  const isSame = written !== undefined && readsAs(written, scalar);
  return isSame ? { ...span, newText: written.replaceAll('\n', file.includes('\r\n') ? '\r\n' : '\n') } : undefined;
}

function rewriteBlock(old: string, { text, indent }: NewScalar): string {
  const header = /^[|>][^\r\n]*/.exec(old)?.[0] ?? '|';
  const body = old.slice(header.length).replaceAll('\r', '').replace(/^\n/, '');
  const explicit = /^[|>][-+]?([1-9])/.exec(header)?.[1];
  const indentation =
    explicit === undefined
      ? (/^(?:[^\S\n]*\n)*( +)/.exec(body)?.[1] ?? ' '.repeat(indent + 2))
      : ' '.repeat(indent + Number(explicit));
  // The line ends after the text stay, whether they belong to it or not: that is the header's to say.
  const lineEnds = /\s*$/.exec(body)?.[0] ?? '\n';
  return `|${header.slice(1)}\n${indentLines(text.replace(/\n+$/, ''), indentation)}${lineEnds}`;
}

function rewriteFlow({ text, indent, isInFlow }: NewScalar, type: string | undefined): string | undefined {
  if (!text.includes('\n')) {
    const defaultStringType = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE' ? type : 'PLAIN';
    return stringify(text, { lineWidth: 0, defaultStringType }).trimEnd();
  }
  if (isInFlow) return undefined;
  const header = text.endsWith('\n') ? '|' : '|-';
  // The line end after a quoted scalar is not its own.
  return `${header}\n${indentLines(text, ' '.repeat(indent + 2)).trimEnd()}`;
}

function indentLines(text: string, indentation: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : indentation + line))
    .join('\n');
}

function readsAs(written: string, { text, indent, isInFlow }: NewScalar): boolean {
  const file = isInFlow ? `{ query: ${written} }` : `${' '.repeat(indent)}query: ${written}\n`;
  const document = parseDocument(file, { logLevel: 'silent' });
  if (document.errors.length > 0 || !isMap(document.contents)) return false;
  const value: unknown = document.contents.get('query');
  return value === text;
}
