import MarkdownIt from 'markdown-it';

const renderer = new MarkdownIt({ html: true, linkify: true, typographer: true });

/** What a reader makes of a Markdown text: every kind of block or inline that came of it, and the cells' texts. */
export interface RenderedMarkdown {
  readonly kinds: readonly string[];
  readonly cells: readonly (readonly string[])[];
}

/** Renders with HTML, link detection and typography on, which is the most that a value could abuse. */
export function renderMarkdown(text: string): RenderedMarkdown {
  const kinds = new Set<string>();
  const cells: string[][] = [];
  for (const token of renderer.parse(text, {})) {
    kinds.add(token.type);
    if (token.type === 'tr_open') cells.push([]);
    if (token.type !== 'inline') continue;
    const pieces = token.children ?? [];
    for (const piece of pieces) kinds.add(piece.type === 'html_inline' ? piece.content : piece.type);
    cells.at(-1)?.push(pieces.map((piece) => (piece.type === 'html_inline' ? '\n' : piece.content)).join(''));
  }
  return { kinds: [...kinds], cells };
}

/** What a table of texts may hold: its own frame, text, and our own line breaks. */
export const INERT_KINDS: readonly string[] = [
  ...['table_open', 'table_close', 'thead_open', 'thead_close', 'tbody_open', 'tbody_close'],
  ...['tr_open', 'tr_close', 'th_open', 'th_close', 'td_open', 'td_close'],
  ...['inline', 'text', '<br>'],
];
