import defenderTables from '../../src/kusto/schema/defenderTables.json' with { type: 'json' };
import { itemsOf, KustoLanguage } from '../../src/kusto/languageService.ts';
import { classify, parses } from './classification.ts';

/** The words of the language, as `@kusto/language-service-next` knows them. */
export interface KustoVocabulary {
  /** Words that make an operator after a pipe: `where`, `mv-expand`, … */
  readonly queryOperators: readonly string[];
  /** Words between two values: `has`, `!in~`, `and`, … `matches` goes with `regex`. */
  readonly wordOperators: readonly string[];
  /** Types whose name before a bracket makes a literal: `datetime(2026-01-01)`. */
  readonly literalTypes: readonly string[];
  /** Types of columns and parameters. */
  readonly types: readonly string[];
  readonly scalarFunctions: readonly string[];
  readonly aggregates: readonly string[];
  readonly plugins: readonly string[];
  /** Parameters of query operators: `kind`, `hint.strategy`, … */
  readonly parameters: readonly string[];
  /** What parameters can be set to by a word: `leftouter`, `broadcast`, … */
  readonly parameterValues: readonly string[];
  readonly chartTypes: readonly string[];
  readonly chartProperties: readonly string[];
  readonly timespanUnits: readonly string[];
  /** First words of management commands: `show`, `create`, … */
  readonly commandVerbs: readonly string[];
  /** Further words of management commands: `tables`, `policy`, … */
  readonly commandWords: readonly string[];
  /** Tables of advanced hunting. */
  readonly tables: readonly string[];
}

/** Asks the language service for its words; the ones that it keeps no list of, by how it classifies them in place. */
export function readKustoVocabulary(): KustoVocabulary {
  const { Aggregates, EngineCommands, Functions, KustoFacts, PlugIns } = KustoLanguage;
  const keywords = readKeywords();
  const commands = namesOf(EngineCommands.All).map((name) => name.match(/[A-Z]+[a-z]*/g) ?? []);
  return {
    queryOperators: keywords.filter((word) => ['', 'T | '].some((before) => isQueryOperator(before, word))),
    wordOperators: keywords.filter((word) => isBetweenValues(word)),
    literalTypes: keywords.filter((word) => makesLiteral(word)),
    types: keywords.filter((word) => kindOf(`print typeof(${word})`, word) === 'Type'),
    scalarFunctions: publicNames(Functions.All),
    aggregates: publicNames(Aggregates.All),
    plugins: publicNames(PlugIns.All),
    parameters: textsOf(KustoFacts.KnownQueryOperatorParameterNames).filter((name) => !name.startsWith('__')),
    parameterValues: readParameterValues(),
    chartTypes: textsOf(KustoFacts.ChartTypes),
    chartProperties: textsOf(KustoFacts.ChartProperties),
    timespanUnits: TIMESPAN_UNITS.filter((unit) => kindOf(`print 1${unit}`, `1${unit}`) === 'Literal'),
    commandVerbs: lowerCased(commands.map((words) => words.slice(0, 1))),
    commandWords: lowerCased(commands.map((words) => words.slice(1))),
    tables: Object.keys(defenderTables.tables),
  };
}

/** Source: https://learn.microsoft.com/kusto/query/scalar-data-types/timespan, and the longer forms of the parser. */
const TIMESPAN_UNITS = [
  ...['d', 'day', 'days', 'h', 'hr', 'hrs', 'hour', 'hours', 'm', 'min', 'minute', 'minutes'],
  ...['s', 'sec', 'second', 'seconds', 'ms', 'milli', 'millis', 'millisec', 'millisecond', 'milliseconds'],
  ...['micro', 'micros', 'microsec', 'microsecond', 'microseconds'],
  ...['nano', 'nanos', 'nanosec', 'nanosecond', 'nanoseconds', 'tick', 'ticks'],
];

interface Named {
  readonly Name: string | null;
}

type List<T> = System.Collections.Generic.IReadOnlyList$1<T> | null;

/** The language service keeps some lists as plain arrays and others in its own class. */
function listOf<T>(list: List<T> | readonly T[]): readonly T[] {
  return isArray(list) ? list : itemsOf(list);
}

function isArray<T>(list: List<T> | readonly T[]): list is readonly T[] {
  return Array.isArray(list);
}

function textsOf(list: List<string>): string[] {
  return listOf(list).filter((text) => text !== '');
}

function namesOf(list: List<Named>): string[] {
  return listOf(list).flatMap(({ Name }) => (Name === null ? [] : [Name]));
}

/** Names with two underscores in front are the service's own, not for queries. */
function publicNames(list: List<Named>): string[] {
  return namesOf(list).filter((name) => !name.startsWith('__'));
}

function readKeywords(): string[] {
  const { SyntaxFacts, SyntaxKind } = KustoLanguage.Syntax;
  return Object.values(SyntaxKind).flatMap((kind) => {
    const text = typeof kind === 'number' ? SyntaxFacts.GetText(kind) : null;
    return text !== null && /^!?[a-z]/i.test(text) ? [text] : [];
  });
}

function readParameterValues(): string[] {
  const facts = KustoLanguage.KustoFacts;
  return [
    facts.JoinKinds,
    facts.LookupKinds,
    facts.UnionKinds,
    facts.SearchKinds,
    facts.ParseKinds,
    facts.MvExpandKinds,
    facts.MakeSeriesKinds,
    facts.ReduceByKinds,
    facts.ScanKinds,
    facts.ToScalarKinds,
    facts.InlineExternalTableKinds,
    facts.GraphMarkComponentsKinds,
    facts.CyclesKinds,
    facts.ShortestPathsOutputs,
    facts.ScanStepOutputValues,
    facts.ChartKinds,
    facts.ChartLegends,
    facts.ChartAxis,
    facts.ChartYSplit,
    facts.HintDistributions,
    facts.HintRemotes,
    facts.HintStrategies,
    facts.HintSpreads,
    facts.HintConcurrencies,
    facts.JoinHintRemotes,
    facts.PartitionHintStrategies,
    facts.SortHintStrategies,
  ].flatMap(textsOf);
}

function kindOf(text: string, word: string): string | undefined {
  return classify(text).find((piece) => piece.text === word)?.kind;
}

function isQueryOperator(before: string, word: string): boolean {
  return kindOf(`${before}${word} `, word) === 'QueryOperator';
}

function isBetweenValues(word: string): boolean {
  const rights = ["'b'", "('b', 'c')", '(1 .. 2)'];
  return word !== 'regex' && rights.some((right) => parses(`T | where a ${word} ${right}`));
}

function makesLiteral(word: string): boolean {
  const pieces = classify(`print ${word}(null)`);
  return pieces.some(({ kind, text }) => kind === 'Literal' && text === '(null)');
}

function lowerCased(words: readonly (readonly string[])[]): string[] {
  return [...new Set(words.flat().map((word) => word.toLowerCase()))].sort();
}
