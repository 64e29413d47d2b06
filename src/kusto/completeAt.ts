import { AnalyzedQuery } from './analyzedQuery';
import type { BoundNode } from './boundNode';
import type { Completion, CompletionKind, Completions } from './completion';
import { itemsOf, KustoLanguage } from './languageService';
import { membersAt } from './memberCompletions';
import { missedKeywords } from './missedKeywords';
import { obsoleteNames } from './obsoleteNames';
import type { BindingScope } from './tableSchema';
import { valueLiterals, valuesInString } from './valueCompletions';
import { wordsOf } from './wordCompletions';

/**
 * What can stand at an offset, by Kusto's own rules and by what is known of dynamic values.
 * @param around the document, whose words are proposed where nothing else is known
 */
export function completeAt(query: AnalyzedQuery, offset: number, around = query.text): Completions {
  const values = valuesInString(query, offset);
  if (values !== undefined) return values;
  const found = askAt(query, offset);
  const members = found.items.length === 0 ? membersAt(query.text, offset) : undefined;
  if (members !== undefined) return members;
  if (hasTyped(query.text, offset, found) || isInCommentOrLiteral(query, offset)) return found;
  const retried = askWithoutWord(query, offset);
  if (hasTyped(query.text, offset, retried)) return retried;
  return {
    ...retried,
    items: [...retried.items, ...wordsOf(around, query.text.slice(retried.start, retried.end), query.scope)],
  };
}

/** True where something of the list begins as the word that is half typed, or nothing is typed yet. */
function hasTyped(text: string, offset: number, { start, items }: Completions): boolean {
  const typed = text.slice(start, offset).toLowerCase();
  return typed === '' || items.some(({ name }) => name.toLowerCase().startsWith(typed));
}

/** A line with a comment that is not inside a string, up to the cursor. */
const COMMENT = /^(?:[^"'/]|\/(?!\/)|"[^"]*"|'[^']*')*\/\//;

function isInCommentOrLiteral({ text, bound }: AnalyzedQuery, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const node = bound?.root.at(Math.max(0, offset - 1));
  return COMMENT.test(line) || (node?.kind === 'LiteralExpression' && node.start < offset && offset <= node.end);
}

/**
 * What is half typed can lead Kusto's parser astray (in `Timestamp-T` it sees the beginning of an operator's name); what
 * can stand there shows when there is a blank instead.
 */
function askWithoutWord(query: AnalyzedQuery, offset: number): Completions {
  const { text, scope } = query;
  const start = offset - (/!?[\w~$]*$/.exec(text.slice(0, offset))?.[0].length ?? 0);
  const end = offset + (/^[\w~]*/.exec(text.slice(offset))?.[0].length ?? 0);
  const { items } = askAt(new AnalyzedQuery(`${text.slice(0, start)} ${text.slice(end)}`, scope), start + 1);
  return { start, end, items };
}

function askAt(query: AnalyzedQuery, offset: number): Completions {
  const { bound, service } = query;
  if (bound === undefined || service === undefined) return { start: offset, end: offset, items: [] };
  const dashed = dashedOperatorAt(query.text, offset);
  const at = dashed?.start ?? offset;
  const lastCharacter = query.text.slice(0, at).trimEnd().length - 1;
  const operator = bound.root.at(Math.max(0, lastCharacter)).closest(({ kind }) => kind.endsWith('Operator'));
  const answer = service.GetCompletionItems(at, isCheap(operator) ? WITHOUT_FUNCTIONS : EVERYTHING);
  const listed = itemsOf(answer?.Items).flatMap(toCompletion);
  const items = isCheap(operator) ? [...listed, ...leftOut(listed, query.scope)] : listed;
  const start = dashed?.start ?? answer?.EditStart ?? at;
  const end = dashed?.end ?? start + (answer?.EditLength ?? 0);
  const missed = missedKeywords(query.text.slice(0, start), items);
  return {
    start,
    end,
    items: [...valueLiterals(query, start), ...withColumnTypes(items, operator), ...missed, ...obsoleteNames(items)],
  };
}

const EVERYTHING = KustoLanguage.Editor.CompletionOptions.Default?.WithAutoAppendWhitespace(false) ?? null;
const { All, BuiltInFunctions } = KustoLanguage.IncludeFunctionKind;
const WITHOUT_FUNCTIONS = EVERYTHING?.WithIncludeFunctions(All & ~BuiltInFunctions) ?? null;

/**
 * The language service takes the hyphen of a half-typed `mv-` for a minus. Operators with one stand after a pipe, where
 * the whole word is what is being completed.
 */
function dashedOperatorAt(text: string, offset: number): { start: number; end: number } | undefined {
  const word = /\|\s*([a-z]+-[a-z-]*)$/i.exec(text.slice(0, offset))?.[1];
  if (word === undefined) return undefined;
  const rest = /^[a-z-]*/i.exec(text.slice(offset))?.[0] ?? '';
  return { start: offset - word.length, end: offset + rest.length };
}

/**
 * Listing the 370 scalar functions takes the language service four fifths of its time, and gives the same list wherever
 * a scalar may stand. In these operators the list is taken from memory.
 */
function isCheap(operator: BoundNode | undefined): boolean {
  return operator !== undefined && TAKES_SCALARS.has(operator.kind);
}

const TAKES_SCALARS: ReadonlySet<string> = new Set([
  'ExtendOperator',
  'FilterOperator',
  'ProjectOperator',
  'SortOperator',
]);

function leftOut(listed: readonly Completion[], scope: BindingScope): readonly Completion[] {
  if (!listed.some(({ kind, name }) => kind === 'column' || kind === 'function' || name === 'datetime')) return [];
  const takesTable = listed.some(({ kind }) => kind === 'table');
  return builtInFunctions(scope, takesTable ? 'let x = ' : 'print ');
}

const functionsByScope = new WeakMap<BindingScope, Map<string, readonly Completion[]>>();

/** @param start the beginning of a query after which these functions may stand */
function builtInFunctions(scope: BindingScope, start: string): readonly Completion[] {
  const known = functionsByScope.get(scope) ?? new Map<string, readonly Completion[]>();
  functionsByScope.set(scope, known);
  const found = known.get(start) ?? askFunctions(scope, start);
  known.set(start, found);
  return found;
}

function askFunctions(scope: BindingScope, start: string): readonly Completion[] {
  const service = new KustoLanguage.Editor.KustoCodeService.$ctor1(start, scope.globals);
  return itemsOf(service.GetCompletionItems(start.length, EVERYTHING)?.Items)
    .filter((item) => item.Kind === KustoLanguage.Editor.CompletionKind.BuiltInFunction)
    .flatMap(toCompletion);
}

function toCompletion(item: Kusto.Language.Editor.CompletionItem): Completion[] {
  const kind = KINDS.get(item.Kind);
  if (kind === undefined) return [];
  const name = item.MatchText ?? '';
  const display = item.DisplayText ?? name;
  return [
    {
      kind,
      name,
      detail: display.startsWith(name) && display.endsWith(')') ? display.slice(name.length) : '',
      before: (item.BeforeText ?? name).replace(/\( $/, '('),
      after: item.AfterText ?? '',
      order: item.OrderText ?? name,
    },
  ];
}

/** What Kusto's kinds are to a person; punctuation is typed faster than it is chosen. */
const KINDS: ReadonlyMap<number, CompletionKind> = new Map(
  (
    [
      ['Keyword', 'keyword'],
      ['Syntax', 'keyword'],
      ['Identifier', 'variable'],
      ['Example', 'value'],
      ['ScalarPrefix', 'keyword'],
      ['TabularPrefix', 'keyword'],
      ['TabularSuffix', 'keyword'],
      ['QueryPrefix', 'operator'],
      ['CommandPrefix', 'keyword'],
      ['ScalarInfix', 'infix'],
      ['RenderChart', 'chart'],
      ['Column', 'column'],
      ['Table', 'table'],
      ['BuiltInFunction', 'function'],
      ['LocalFunction', 'function'],
      ['DatabaseFunction', 'function'],
      ['AggregateFunction', 'aggregate'],
      ['Parameter', 'variable'],
      ['Variable', 'variable'],
      ['ScalarType', 'type'],
      ['Option', 'keyword'],
    ] as const
  ).map(([name, kind]) => [KustoLanguage.Editor.CompletionKind[name], kind]),
);

function withColumnTypes(items: readonly Completion[], operator: BoundNode | undefined): readonly Completion[] {
  const columns = operator?.parent?.optionalChild('Expression')?.tableColumns ?? [];
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  return items.map((item) => (item.kind === 'column' ? { ...item, detail: types.get(item.name) ?? '' } : item));
}
