import { isMap, isScalar, type YAMLMap } from 'yaml';

/** Keys that stand beside the query in rules and hunting queries of Sentinel and Defender. */
const RULE_KEYS =
  /^(?:severity|tactics|relevantTechniques|requiredDataConnectors|queryFrequency|queryPeriod|triggerOperator|entityMappings|queryCondition|detectionAction|mitreTechniques)$/;
const MENTIONS_RULE = new RegExp(
  RULE_KEYS.source.replace('^', String.raw`^[\s-]*`).replace('$', String.raw`\s*:`),
  'm',
);

const LANGUAGE_KEY = /^(?:query)?language$/i;
const KUSTO = /^(?:kql|kusto|csl)$/i;
const SQL = /^\s*(?:select|insert|update|delete|with)\s/i;
/** What a query without a `|` begins with, or that it is but a name. */
const WITHOUT_PIPE =
  /^\s*(?:(?:let|set|declare|alias|print|range|union|search|find|datatable|externaldata|evaluate)\b|\.?\w+\s*$)/;

/** True where the text of a key `query` is Kusto's: many other files have such a key, for SQL or PromQL. */
export function isKusto(text: string, mapping: unknown): boolean {
  const language = isMap(mapping) ? languageOf(mapping) : undefined;
  if (language !== undefined) return KUSTO.test(language);
  if (isMap(mapping) && mapping.items.some(({ key }) => isScalar(key) && RULE_KEYS.test(String(key.value))))
    return true;
  const code = text.replace(/^\s*\/\/.*$/gm, '');
  return !SQL.test(code) && (code.includes('|') || WITHOUT_PIPE.test(code));
}

/** True where a file that may be broken reads like a rule. */
export function mentionsRule(file: string): boolean {
  return MENTIONS_RULE.test(file);
}

function languageOf(mapping: YAMLMap): string | undefined {
  const pair = mapping.items.find(({ key }) => isScalar(key) && LANGUAGE_KEY.test(String(key.value)));
  return isScalar(pair?.value) ? String(pair.value.value) : undefined;
}
