import { scalarTypeOf } from '../../src/core/results/scalarType.ts';
import schema from '../../src/kusto/schema/defenderTables.json' with { type: 'json' };
import { findQueries } from '../../src/kusto/splitQueries.ts';
import { createBindingScope } from '../../src/kusto/tableSchema.ts';
import { classify, parses, type ClassifiedPiece } from './classification.ts';
import type { Tokenizer } from './tokenizer.ts';

/** How often a grammar colours as Kusto's own classifier does. */
export interface Agreement {
  /** Those that were compared. */
  readonly queries: number;
  /** Queries that Kusto cannot parse: what follows a syntax error is classified by guess, if at all. */
  readonly unparsed: number;
  readonly overall: Count;
  /** By Kusto's kind of classification, the most frequent first. */
  readonly byKind: ReadonlyMap<string, Count>;
  /** The mean of the kinds' shares: a rare kind weighs as much as a frequent one. */
  readonly kindAverage: number;
  /** Where they differ, the most frequent first. */
  readonly differences: readonly Difference[];
}

export interface Count {
  readonly agreeing: number;
  readonly total: number;
}

export interface Difference {
  readonly kind: string;
  readonly scopeClass: ScopeClass;
  readonly count: number;
  /** Some of the texts concerned. */
  readonly examples: readonly string[];
}

type ScopeClass =
  'comment' | 'string' | 'literal' | 'operator' | 'keyword' | 'type' | 'function' | 'punctuation' | 'name' | 'none';

/** What scopes say, by the conventions that themes follow: the innermost scope with a meaning decides. */
const SCOPE_CLASSES: readonly (readonly [RegExp, ScopeClass])[] = [
  [/^comment/, 'comment'],
  [/^(string|constant\.character)/, 'string'],
  [/^constant/, 'literal'],
  [/^keyword\.operator/, 'operator'],
  [/^(keyword|storage\.modifier)/, 'keyword'],
  [/^(storage\.type|support\.type|entity\.name\.type)/, 'type'],
  [/^(support\.function|entity\.name\.function)/, 'function'],
  [/^punctuation/, 'punctuation'],
  [/^(variable|entity|support)/, 'name'],
];

/**
 * The scope classes that agree with each of Kusto's kinds. A name may go without a scope, as ordinary text; `and` and
 * `has` may be keywords or operators, as themes colour both alike; and so may symbols be operators or punctuation.
 */
const AGREEING: Readonly<Record<string, readonly ScopeClass[]>> = {
  PlainText: ['none'],
  Comment: ['comment'],
  Punctuation: ['punctuation', 'operator', 'none'],
  Directive: ['keyword', 'operator'],
  Literal: ['literal'],
  StringLiteral: ['string'],
  Type: ['type'],
  Function: ['function'],
  MathOperator: ['operator', 'punctuation', 'keyword', 'none'],
  ScalarOperator: ['keyword', 'operator'],
  QueryOperator: ['keyword', 'operator'],
  Command: ['keyword', 'operator'],
  Keyword: ['keyword', 'operator'],
};

/** Columns, tables, parameters, variables, options and all other names. */
const NAMES: readonly ScopeClass[] = ['name', 'none'];

/**
 * Compares a grammar with Kusto's own classification over some queries, token by token. A token is a piece that Kusto
 * classifies; its scope class is the one that most of its characters have, blanks aside. A text may hold several
 * queries, which Kusto classifies one by one; those that it cannot parse are left out unless they are asked for.
 */
export function measureAgreement(
  texts: readonly string[],
  tokenize: Tokenizer,
  options: { readonly includesUnparsed?: boolean } = {},
): Agreement {
  const scope = createBindingScope(
    Object.entries(schema.tables).map(([name, columns]) => ({
      name,
      columns: Object.entries<string>(columns).map(([column, type]) => ({ name: column, type: scalarTypeOf(type) })),
    })),
  );
  const parts = texts.flatMap((text) => {
    const classes = classesByCharacter(text, tokenize);
    return findQueries(text).map((query) => ({ query, classes, parses: parses(query.text) }));
  });
  const compared = parts.filter((part) => part.parses || options.includesUnparsed === true);
  const outcomes = compared.flatMap(({ query, classes }) =>
    classify(query.text, scope.globals)
      .filter(({ text }) => text.trim() !== '')
      .map((piece) => ({ piece, scopeClass: mostFrequentClass(piece, query.start, classes) }))
      .map((outcome) => ({ ...outcome, agrees: doesAgree(outcome.piece.kind, outcome.scopeClass) })),
  );
  const byKind = new Map(
    [...groupBy(outcomes, ({ piece }) => piece.kind)]
      .map(([kind, members]): [string, Count] => [kind, countOf(members)])
      .sort(([, a], [, b]) => b.total - a.total),
  );
  const shares = [...byKind.values()].map(shareOf);
  return {
    queries: compared.length,
    unparsed: parts.filter((part) => !part.parses).length,
    overall: countOf(outcomes),
    byKind,
    kindAverage: shares.reduce((sum, share) => sum + share, 0) / shares.length,
    differences: listDifferences(outcomes),
  };
}

/** The share of agreeing tokens, from 0 to 1. */
export function shareOf({ agreeing, total }: Count): number {
  return total === 0 ? 1 : agreeing / total;
}

interface TokenOutcome {
  readonly piece: ClassifiedPiece;
  readonly scopeClass: ScopeClass;
  readonly agrees: boolean;
}

function doesAgree(kind: string, scopeClass: ScopeClass): boolean {
  return (AGREEING[kind] ?? NAMES).includes(scopeClass);
}

function countOf(outcomes: readonly TokenOutcome[]): Count {
  return { agreeing: outcomes.filter(({ agrees }) => agrees).length, total: outcomes.length };
}

/** The scope class of every character of a query; line ends have none. */
function classesByCharacter(query: string, tokenize: Tokenizer): ScopeClass[] {
  const classes = Array.from({ length: query.length }, (): ScopeClass => 'none');
  for (const { start, text, scopes } of tokenize(query)) {
    classes.fill(scopeClassOf(scopes), start, start + text.length);
  }
  return classes;
}

function scopeClassOf(scopes: readonly string[]): ScopeClass {
  for (const scope of scopes.toReversed()) {
    const found = SCOPE_CLASSES.find(([pattern]) => pattern.test(scope));
    if (found !== undefined) return found[1];
  }
  return 'none';
}

function mostFrequentClass(
  { start, text }: ClassifiedPiece,
  queryStart: number,
  classes: readonly ScopeClass[],
): ScopeClass {
  const counts = new Map<ScopeClass, number>();
  for (let offset = 0; offset < text.length; offset++) {
    if (/\s/.test(text.charAt(offset))) continue;
    const scopeClass = classes[queryStart + start + offset] ?? 'none';
    counts.set(scopeClass, (counts.get(scopeClass) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'none';
}

function listDifferences(outcomes: readonly TokenOutcome[]): Difference[] {
  const wrong = outcomes.filter(({ agrees }) => !agrees);
  return [...groupBy(wrong, ({ piece, scopeClass }) => `${piece.kind} ${scopeClass}`).values()]
    .flatMap((members): Difference[] => {
      const [first] = members;
      if (first === undefined) return [];
      const examples = [...new Set(members.map(({ piece }) => piece.text))].slice(0, 8);
      return [{ kind: first.piece.kind, scopeClass: first.scopeClass, count: members.length, examples }];
    })
    .sort((a, b) => b.count - a.count);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const members = groups.get(keyOf(item)) ?? [];
    members.push(item);
    groups.set(keyOf(item), members);
  }
  return groups;
}
