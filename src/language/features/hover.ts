import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import type { BoundColumn } from '../../kusto/boundNode';
import { describeAt, type Description } from '../../kusto/describeAt';
import { blockAt, rangeIn, type AnalyzedDocument } from '../analyzedDocuments';
import { tablePage, type HelpKey, type HelpTexts } from '../helpTexts';

/** A table can have a hundred columns; more than these fill the screen. */
const MOST_COLUMNS = 60;

/** What stands at a position: its signature or type, a table's columns, Microsoft's help and a link to the page. */
export function describePosition(analyzed: AnalyzedDocument, position: Position, help: HelpTexts): Hover | undefined {
  const offset = analyzed.document.offsetAt(position);
  const block = blockAt(analyzed, offset);
  if (block === undefined) return undefined;
  const description = describeAt(block.query, offset - block.start);
  if (description === undefined) return undefined;
  const parts = [
    code(description.signature),
    columnsOf(description),
    helpFor(description, help, block.query.scope.tables),
  ];
  const value = parts.filter((part) => part !== '').join('\n\n');
  if (value === '') return undefined;
  return {
    contents: { kind: MarkupKind.Markdown, value },
    range: rangeIn(analyzed.document, block, description.start, description.end),
  };
}

function code(signature: string): string {
  return signature === '' ? '' : `\`\`\`text\n${signature}\n\`\`\``;
}

function columnsOf({ kind, columns }: Description): string {
  if (columns.length === 0 || (kind !== 'table' && kind !== 'operator')) return '';
  const listed = columns.slice(0, MOST_COLUMNS).map(columnText).join(', ');
  const more = columns.length > MOST_COLUMNS ? `, and ${columns.length - MOST_COLUMNS} more` : '';
  return `${columns.length} columns: ${listed}${more}`;
}

/** Names of columns can come from data: as code they stay text. */
function columnText({ name, type }: BoundColumn): string {
  return `\`${name.replaceAll('`', "'")}\` ${type ?? ''}`.trim();
}

function helpFor({ kind, name }: Description, help: HelpTexts, tables: readonly { readonly name: string }[]): string {
  if (kind === 'table') {
    return tables.some((table) => table.name === name) ? `[Online documentation](${tablePage(name)})` : '';
  }
  const key = helpKey(kind, name);
  return key === undefined ? '' : (help.summary(key) ?? '');
}

function helpKey(kind: Description['kind'], name: string): HelpKey | undefined {
  return kind === 'function' || kind === 'operator' ? { kind, name } : undefined;
}
