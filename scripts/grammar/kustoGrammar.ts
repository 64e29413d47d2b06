import {
  createCommandRule,
  createKeywordRules,
  createOperatorRules,
  createParameterRules,
  createPipeRule,
  createStatementRules,
} from './kustoKeywords.ts';
import { createLiteralRules, createNumberRules, createStringRules, createTypeRules } from './kustoLiterals.ts';
import type { KustoVocabulary } from './kustoVocabulary.ts';
import { anyWord, type Grammar, type Rule } from './pattern.ts';

/**
 * Writes the grammar `source.kusto`. Most of Kusto's keywords are no reserved words — `count`, `kind` or `title` may be
 * columns — so a word is a keyword by what stands around it. Every pattern looks at most a word and its blanks ahead,
 * and no quantifier stands inside another, which keeps the time linear on the longest line.
 */
export function createKustoGrammar(words: KustoVocabulary): Grammar {
  return {
    name: 'Kusto Query Language',
    scopeName: 'source.kusto',
    patterns: includes('directive', 'command', 'query'),
    repository: {
      query: {
        patterns: includes(
          'comment',
          'string',
          'pipe',
          'statement',
          'literal',
          'number',
          'type',
          'parameter',
          'keyword',
          'operator',
          'function',
          'name',
          'symbol',
        ),
      },
      comment: { match: '//.*$', name: 'comment.line.double-slash.kusto' },
      directive: { match: '^\\s*#.*$', name: 'keyword.control.directive.kusto' },
      command: createCommandRule(words),
      string: createStringRules(),
      pipe: createPipeRule(words),
      statement: createStatementRules(),
      literal: createLiteralRules(words),
      number: createNumberRules(words),
      type: createTypeRules(words),
      parameter: createParameterRules(words),
      keyword: createKeywordRules(words),
      operator: createOperatorRules(words),
      function: createFunctionRules(words),
      name: createNameRules(words),
      symbol: createSymbolRules(),
    },
  };
}

function includes(...names: readonly string[]): Rule[] {
  return names.map((name) => ({ include: `#${name}` }));
}

function createFunctionRules({ aggregates, plugins, scalarFunctions }: KustoVocabulary): Rule {
  const call = '(?=\\s*\\()';
  return {
    patterns: [
      { match: `${anyWord(aggregates)}${call}`, name: 'support.function.aggregate.kusto' },
      { match: `${anyWord(plugins)}${call}`, name: 'support.function.plugin.kusto' },
      { match: `${anyWord(scalarFunctions)}${call}`, name: 'support.function.kusto' },
      { match: '(?<![\\w$])[A-Za-z_]\\w*+(?=\\()', name: 'entity.name.function.kusto' },
    ],
  };
}

function createNameRules({ tables }: KustoVocabulary): Rule {
  return {
    patterns: [
      { match: '\\$(?:left|right)(?!\\w)', name: 'variable.language.kusto' },
      { match: anyWord(tables), name: 'support.class.table.kusto' },
      { match: '(?<=\\.)[A-Za-z_$][\\w$]*+', name: 'variable.other.property.kusto' },
      { match: '[\\w$]++', name: 'variable.other.readwrite.kusto' },
    ],
  };
}

/** Operators and punctuation; the arrows of graph patterns stay plain text, as in Kusto's own classification. */
function createSymbolRules(): Rule {
  return {
    patterns: [
      { match: '-->|<--|\\]->|<-\\[|(?<=\\))--(?=\\()|(?<=\\))-\\[|\\]-(?=\\()' },
      { match: '=>', name: 'keyword.operator.arrow.kusto' },
      { match: '==|=~|!=|!~|<>|<=|>=|<(?!\\|)|>', name: 'keyword.operator.comparison.kusto' },
      { match: '=', name: 'keyword.operator.assignment.kusto' },
      { match: '[-+*/%]', name: 'keyword.operator.arithmetic.kusto' },
      { match: '\\.\\.', name: 'keyword.operator.range.kusto' },
      { match: '\\.', name: 'punctuation.accessor.kusto' },
      { match: '[,:]', name: 'punctuation.separator.kusto' },
      { match: ';', name: 'punctuation.terminator.statement.kusto' },
      { match: '[()]', name: 'punctuation.section.parens.kusto' },
      { match: '[\\[\\]]', name: 'punctuation.section.brackets.kusto' },
      { match: '[{}]', name: 'punctuation.section.braces.kusto' },
    ],
  };
}
