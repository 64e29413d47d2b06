import { isArray, type DynamicValue } from './dynamicValue';
import { parseKeyValues, parseWordPairs, type Quoting } from './keyValueText';
import { compileRe2 } from './re2';
import { defineScalar, ScalarFunctionError, type ScalarFunction } from './scalarFunction';

/** Steps of `parse-kv`, not functions of Kusto's: each gives a bag of texts. https://learn.microsoft.com/kusto/query/parse-kv-operator */
const parseKv = defineScalar({
  name: 'ParseKv',
  parameters: ['string', 'string', 'string', 'dynamic', 'dynamic', 'bool'],
  returns: 'dynamic',
  call: (text, pairDelimiter, keyDelimiter, quotes, escapes, isGreedy) =>
    parseKeyValues(text, { pairDelimiter, keyDelimiter, quoting: readQuoting(quotes, escapes), isGreedy }),
});

const parseKvWords = defineScalar({
  name: 'ParseKvWords',
  parameters: ['string', 'dynamic', 'dynamic'],
  returns: 'dynamic',
  call: (text, quotes, escapes) => parseWordPairs(text, readQuoting(quotes, escapes)),
});

/** The first group of each match is a key, the second its value. */
const parseKvRegex = defineScalar({
  name: 'ParseKvRegex',
  parameters: ['string', 'string'],
  returns: 'dynamic',
  call(text, regex) {
    const pattern = compileRe2(regex);
    if (pattern.groupCount !== 2) {
      throw new ScalarFunctionError(`parse-kv: "${regex}" needs two groups in ( ), one for keys and one for values.`);
    }
    const pairs = new Map<string, string>();
    for (const [, key = '', value = ''] of text.matchAll(pattern.expression)) {
      if (!pairs.has(key)) pairs.set(key, value);
    }
    return pairs;
  },
});

/** A quote of one character opens and closes, of two the first opens and the second closes. */
function readQuoting(quotes: DynamicValue, escapes: DynamicValue): Quoting {
  return {
    quotes: readTexts(quotes).map((quote) => [quote.charAt(0), quote.charAt(quote.length - 1)]),
    escapes: readTexts(escapes),
  };
}

function readTexts(value: DynamicValue): readonly string[] {
  return isArray(value) ? value.filter((item) => typeof item === 'string' && item !== '').map(String) : [];
}

export const KEY_VALUE_FUNCTIONS: readonly ScalarFunction[] = [parseKv, parseKvWords, parseKvRegex];
