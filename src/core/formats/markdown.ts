import { isNumeric } from '../results/scalarType';
import { showInvisibles } from '../visibleText';
import { selectedColumns, type RowWriter, type TableSelection, type WriteOptions } from './rowWriter';

const LINE_BREAK = /\r\n|\r|\n/;
/** Everything that Markdown, HTML, GFM's autolinks, mathematics and emoji shortcodes give a meaning to. */
const MEANINGFUL = /[&<>\\`*_{}[\]()#+\-.!|~^$"':@/]/g;
const NAMED: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

/**
 * A GitHub-flavoured table whose values mean nothing but themselves: no link, image, code, HTML or heading can come
 * from them. Line breaks become `<br>`, invisible characters their code; null and empty text are both empty cells. Notes
 * are paragraphs below the table.
 */
export function markdownWriter(selection: TableSelection, { notes = [] }: WriteOptions): RowWriter {
  const { table } = selection;
  const columns = selectedColumns(selection);
  const writeLine = (cells: readonly string[]): string => (cells.length === 0 ? '' : `| ${cells.join(' | ')} |\n`);
  const names = writeLine(columns.map(({ name }) => escapeCell(name)));
  const alignments = writeLine(columns.map(({ type }) => (isNumeric(type) ? '---:' : '---')));
  return {
    head: names + alignments,
    separator: '',
    foot: notes.map((note) => `\n${escapeCell(note)}\n`).join(''),
    writeRow: (row) => writeLine(columns.map(({ index }) => escapeCell(table.text(row, index)))),
  };
}

function escapeCell(text: string): string {
  return text.split(LINE_BREAK).map(escapeLine).join('<br>');
}

function escapeLine(line: string): string {
  return showInvisibles(line).replace(MEANINGFUL, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return NAMED.get(character) ?? `&#${character.charCodeAt(0)};`;
}
