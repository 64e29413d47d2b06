import type { KustoVocabulary } from './kustoVocabulary.ts';
import { anyOf, anyWord, type Rule } from './pattern.ts';

const OPERATOR = 'keyword.control.query.kusto';
const KEYWORD = 'keyword.control.kusto';
const DECLARATION = 'keyword.other.declaration.kusto';
const NAME = '[A-Za-z_]\\w*+';
const BEFORE = '(?<![\\w$.])';

/** A pipe and the operator after it, which may stand lines and comments below. */
export function createPipeRule({ queryOperators, chartTypes }: KustoVocabulary): Rule {
  const render = `(${anyWord(['render'])})\\s+(${anyWord(chartTypes)})`;
  return {
    begin: '\\|',
    beginCaptures: { 0: { name: 'keyword.operator.pipe.kusto' } },
    end: `${render}|(${anyWord([...queryOperators, 'evaluate'])})|(?=[^\\s/])|(?=/(?!/))`,
    endCaptures: { 1: { name: OPERATOR }, 2: { name: 'keyword.other.chart.kusto' }, 3: { name: OPERATOR } },
    patterns: [{ include: '#comment' }],
  };
}

/**
 * Operators where no pipe stands before them: at a query's start, in brackets, in `find … where … project`.
 * As most of them can be names of columns too, something to work on must follow.
 */
export function createOperatorRules(words: KustoVocabulary): Rule {
  const functions = new Set([...words.scalarFunctions, ...words.aggregates, ...words.plugins]);
  const operators = words.queryOperators.filter((word) => word !== 'count');
  const only = operators.filter((word) => !functions.has(word));
  const operand = `(?=\\s+[\\w"'@$*\\[])(?!\\s+(?:${afterColumn(words)}))`;
  return {
    patterns: [
      { match: `${anyWord(only)}(?:(?=\\s*\\()|${operand})`, name: OPERATOR },
      { match: `${anyWord(operators)}${operand}`, name: OPERATOR },
      { match: '(?:^|(?<=[(;{=]))\\s*(search|find)(?=\\s+in\\s*\\()', captures: { 1: { name: OPERATOR } } },
      { match: `^\\s*(${anyWord(only)})\\s*$`, captures: { 1: { name: OPERATOR } } },
      { match: '(?<=\\()\\s*(count)\\s*(?=\\))', captures: { 1: { name: OPERATOR } } },
    ],
  };
}

/** What shows that the word before is a column. */
function afterColumn({ wordOperators }: KustoVocabulary): string {
  return anyWord([...wordOperators, 'asc', 'desc']);
}

/** `let`, `set`, `declare`, `restrict` and `alias`. */
export function createStatementRules(): Rule {
  return {
    patterns: [
      {
        match: `${BEFORE}(let)\\s+(${NAME})\\s*(=)\\s*(?:(view)\\s*)?(?=\\(\\s*(?:\\)|${NAME}\\s*:))`,
        captures: {
          1: { name: DECLARATION },
          2: { name: 'entity.name.function.kusto' },
          3: { name: 'keyword.operator.assignment.kusto' },
          4: { name: DECLARATION },
        },
      },
      { match: `${BEFORE}let(?=\\s+[\\w\\[])`, name: DECLARATION },
      { match: `(?<==)\\s*(view)(?=\\s*\\()`, captures: { 1: { name: DECLARATION } } },
      {
        match: `${BEFORE}(set)\\s+(${NAME})(?=\\s*(?:;|=|$))`,
        captures: { 1: { name: DECLARATION }, 2: { name: 'variable.other.option.kusto' } },
      },
      {
        match: `${BEFORE}(?:(declare)\\s+(query_parameters|pattern)|(alias)\\s+(database))(?!\\w)`,
        captures: captureEach(4, DECLARATION),
      },
      { match: `${BEFORE}(restrict)\\s+(access)\\s+(to)(?!\\w)`, captures: captureEach(3, DECLARATION) },
      { match: `${BEFORE}declare(?=\\s*\\()`, name: DECLARATION },
    ],
  };
}

/** Words between values, and words between the parts of an operator. */
export function createKeywordRules(words: KustoVocabulary): Rule {
  const column = `(?!\\s*(?:[=!<>,.;:)\\]}+%|]|/(?!/)))(?!\\s+(?:${afterColumn(words)}))`;
  return {
    patterns: [
      { match: `${BEFORE}(matches)\\s+(regex)(?!\\w)`, name: 'keyword.operator.word.kusto' },
      { match: anyWord(['and', 'or']), name: 'keyword.operator.logical.kusto' },
      { match: anyWord(words.wordOperators), name: 'keyword.operator.word.kusto' },
      { match: `${anyWord(['by', 'on', 'with'])}${column}`, name: KEYWORD },
      { match: `${anyWord(['from', 'to', 'step', 'of', 'output'])}(?=\\s+[\\w("'\\[$@+-])${column}`, name: KEYWORD },
      { match: `${anyWord(['asc', 'desc', 'granny-asc', 'granny-desc'])}(?!\\s*[=!<>.:])`, name: KEYWORD },
      { match: `${BEFORE}(nulls)\\s+(first|last)(?!\\w)`, captures: captureEach(2, KEYWORD) },
      { match: `${anyWord(['default', 'others', 'with_node_id'])}(?=\\s*=(?![=~]))`, name: KEYWORD },
      { match: `${anyWord(['limit'])}(?=\\s+\\d)`, name: KEYWORD },
      { match: `${anyWord(TABLE_MAKERS)}(?=\\s*\\()`, name: 'keyword.other.kusto' },
      { match: `${anyWord(TABLE_MAKERS)}\\s*$`, name: 'keyword.other.kusto' },
    ],
  };
}

/** Words that make tables and scalars of what follows in brackets. */
const TABLE_MAKERS = ['externaldata', 'external_data', 'materialize', 'toscalar', 'totable'];

/** `kind=leftouter`, `hint.strategy = shuffle`, `withsource=Source`. */
export function createParameterRules(words: KustoVocabulary): Rule {
  const { parameters, parameterValues, chartProperties } = words;
  const name = 'variable.parameter.kusto';
  const settings = parameters.filter((word) => word !== 'kind');
  return {
    patterns: [
      {
        match: `(${anyWord([...parameters, ...chartProperties, 'output'])})\\s*(=)\\s*(${anyWord(parameterValues)})`,
        captures: { 1: { name }, 2: ASSIGNMENT, 3: { name: 'keyword.other.value.kusto' } },
      },
      {
        match: `${BEFORE}(flags)\\s*(=)\\s*([imsU]+)(?!\\w)`,
        captures: { 1: { name }, 2: ASSIGNMENT, 3: { name: 'keyword.other.value.kusto' } },
      },
      { match: `${anyWord(settings)}(?=\\s*=(?![=~]))`, name },
    ],
  };
}

const ASSIGNMENT = { name: 'keyword.operator.assignment.kusto' };

/** Management commands, from their verb to the query that they work on; a body in braces is a query. */
export function createCommandRule({ commandVerbs, commandWords }: KustoVocabulary): Rule {
  return {
    begin: `^\\s*(\\.${anyOf(commandVerbs)}[-a-z]*+)(?=\\s+[a-z*])`,
    beginCaptures: { 1: { name: 'keyword.control.command.kusto' } },
    end: '(?=<?\\|)|(?=;)|^\\s*$',
    name: 'meta.command.kusto',
    patterns: [
      { include: '#comment' },
      {
        begin: '\\{',
        beginCaptures: { 0: { name: 'punctuation.section.braces.kusto' } },
        end: '\\}',
        endCaptures: { 0: { name: 'punctuation.section.braces.kusto' } },
        patterns: [{ include: '#query' }],
      },
      {
        match: `${anyWord([...commandWords, 'with', 'if', 'exists'])}(?!\\s*[=(:])`,
        name: 'keyword.other.command.kusto',
      },
      { match: 'with(?=\\s*\\()', name: 'keyword.other.command.kusto' },
      { include: '#query' },
    ],
  };
}

function captureEach(count: number, name: string): Rule['captures'] & object {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [index + 1, { name }]));
}
