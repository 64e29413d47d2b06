import {
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  type CompletionItem,
  type CompletionList,
  type Position,
} from 'vscode-languageserver';
import * as v from 'valibot';
import type { Completion, CompletionKind } from '../../kusto/completion';
import { completeAt } from '../../kusto/completeAt';
import { blockAt, rangeIn, type AnalyzedDocument } from '../analyzedDocuments';
import type { HelpKey, HelpTexts } from '../helpTexts';
import { OPERATOR_SNIPPETS, type OperatorSnippet } from './operatorSnippets';

/** Typing one of these asks for completions; letters do so of themselves. */
export const COMPLETION_TRIGGERS = ['|', '.', ' ', '(', '"', "'", '$', '=', '!', '\n'];

/** What can stand at a position, each with what it replaces. Help is added by `resolveCompletion`. */
export function listCompletions(analyzed: AnalyzedDocument, position: Position): CompletionList {
  const { document } = analyzed;
  const offset = document.offsetAt(position);
  const block = blockAt(analyzed, offset);
  if (block === undefined) return { isIncomplete: false, items: [] };
  const at = offset - block.start;
  const { start, end, items } = completeAt(block.query, at, document.getText());
  const rest = lineAfter(block.query.text, end);
  const replace = rangeIn(document, block, start, end);
  const insert = { start: replace.start, end: position };
  const isAfterPipe = items.some(({ kind, name }) => kind === 'operator' && name === 'where');
  return {
    isIncomplete: false,
    itemDefaults: { editRange: { insert, replace }, insertTextFormat: InsertTextFormat.Snippet },
    items: [
      ...items.map((item) => toItem(item, rest)),
      ...(isAfterPipe ? OPERATOR_SNIPPETS.map((snippet) => snippetItem(snippet)) : []),
    ],
  };
}

const Data = v.object({ kind: v.picklist(['operator', 'function', 'table']), name: v.string() });

/** Adds the help topic to the completion that is being looked at. */
export function resolveCompletion(item: CompletionItem, help: HelpTexts): CompletionItem {
  const key = v.safeParse(Data, item.data);
  const page = key.success ? help.page(key.output) : undefined;
  return page === undefined ? item : { ...item, documentation: page };
}

function lineAfter(text: string, offset: number): string {
  return /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? '';
}

function toItem(completion: Completion, rest: string): CompletionItem {
  const { kind, name, detail, order, replacedBy } = completion;
  const help = helpKey(completion);
  return {
    label: name,
    kind: KINDS[kind],
    sortText: order,
    textEditText: insertText(completion, rest),
    ...(detail === '' ? {} : { labelDetails: detail.startsWith('(') ? { detail } : { description: detail } }),
    ...(replacedBy === undefined ? {} : { tags: [CompletionItemTag.Deprecated], detail: `now ${replacedBy}` }),
    ...(help === undefined ? {} : { data: help }),
    ...(asksAgain(completion) ? { command: ASK_AGAIN } : {}),
  };
}

function snippetItem({ operator, label, snippet }: OperatorSnippet): CompletionItem {
  return {
    label,
    kind: CompletionItemKind.Snippet,
    filterText: label,
    sortText: `082_${operator}_`,
    textEditText: snippet,
    data: { kind: 'operator', name: operator } satisfies HelpKey,
  };
}

const ASK_AGAIN = { title: 'Suggest', command: 'editor.action.triggerSuggest' };

/** What is inserted leads on: to an operator's first word, a function's argument, the first operator of a table. */
function asksAgain({ kind, before, after }: Completion): boolean {
  return kind === 'operator' || before.endsWith('| ') || (before.endsWith('(') && after === ')');
}

/** What the line already has after the cursor is not inserted once more. */
function insertText({ kind, before, after }: Completion, rest: string): string {
  if (before.endsWith('(') && rest.startsWith('(')) return escape(before.slice(0, -1));
  if (kind === 'table') return escape(rest.trim() === '' ? before : before.trimEnd().replace(/\s*\|$/, ''));
  const spaced = kind === 'operator' && !rest.startsWith(' ') ? `${before.trimEnd()} ` : before;
  return after === '' || rest.startsWith(after) ? escape(spaced) : `${escape(spaced)}$0${escape(after)}`;
}

/** Text that is no snippet: `$left` stays itself. */
function escape(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function helpKey({ kind, name }: Completion): HelpKey | undefined {
  switch (kind) {
    case 'aggregate':
    case 'function':
      return { kind: 'function', name };
    case 'infix':
    case 'operator':
    case 'keyword':
      return { kind: 'operator', name };
    case 'table':
      return { kind: 'table', name };
    default:
      return undefined;
  }
}

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  aggregate: CompletionItemKind.Method,
  chart: CompletionItemKind.EnumMember,
  column: CompletionItemKind.Field,
  function: CompletionItemKind.Function,
  infix: CompletionItemKind.Operator,
  keyword: CompletionItemKind.Keyword,
  member: CompletionItemKind.Property,
  operator: CompletionItemKind.Keyword,
  table: CompletionItemKind.Class,
  type: CompletionItemKind.TypeParameter,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
  word: CompletionItemKind.Text,
};
