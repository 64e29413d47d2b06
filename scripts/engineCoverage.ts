import { GRAPH_FUNCTIONS } from '../src/engine/plan/graph/elementFunctions';
import { PLUGINS } from '../src/engine/plan/operators/evaluate';
import { REFUSED_PLUGINS } from '../src/engine/plan/plugins/refusedPlugins';
import { REFUSED_FUNCTIONS, REFUSED_OPERATORS } from '../src/engine/plan/refusedFunctions';
import { WINDOW_FUNCTIONS } from '../src/engine/plan/expressions/window';
import { SPECIAL_FORMS } from '../src/engine/plan/expressions/specialForms';
import { SUPPORTED_OPERATORS } from '../src/engine/plan/operators/planOperator';
import { SCALAR_FUNCTIONS } from '../src/engine/scalar/scalarFunctions';
import { aggregateNames } from '../src/engine/sql/aggregates';
import { SQL_FUNCTIONS } from '../src/engine/sql/functions';
import { KustoLanguage } from '../src/kusto/languageService';

/** Calls that are planned where a table stands. */
const TABLE_FUNCTIONS = ['table', 'materialize', 'toscalar'];
/** Aggregates of several columns, planned by `summarize` itself. */
const COLUMN_AGGREGATES = ['percentiles', 'percentilesw', 'argmax', 'argmin'];
const TUPLE = '_tuple';

/**
 * What the engine covers of the language that Kusto's own language service knows, in Markdown: a template whose
 * `{{operators}}`, `{{functions}}`, `{{aggregates}}`, `{{plugins}}` and `{{refused}}` are filled from the engine's tables.
 */
export function describeCoverage(template: string): string {
  const parts: Readonly<Record<string, () => string>> = {
    operators: () => coverageOf(knownOperators(), new Set([...SUPPORTED_OPERATORS].map(spelling))),
    functions: () => coverageOf(namesOf(KustoLanguage.Functions.All), supportedFunctions()),
    aggregates: () =>
      coverageOf(namesOf(KustoLanguage.Aggregates.All), new Set([...aggregateNames(), ...COLUMN_AGGREGATES])),
    plugins: () =>
      coverageOf(
        [...new Set([...namesOf(KustoLanguage.PlugIns.All), ...PLUGINS.keys()])].sort(),
        new Set(PLUGINS.keys()),
      ),
    refused: () =>
      REFUSALS.flatMap((refused) => [...refused])
        .map(([name, reason]) => `- \`${name}\`: ${reason}`)
        .join('\n'),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_, part: string) => {
    const write = parts[part];
    if (write === undefined) throw new Error(`the template asks for ${part}`);
    return write();
  });
}

/** What the engine will not answer, by name, and why. */
const REFUSALS: readonly ReadonlyMap<string, string>[] = [REFUSED_OPERATORS, REFUSED_FUNCTIONS, REFUSED_PLUGINS];

function coverageOf(known: readonly string[], supported: ReadonlySet<string>): string {
  const answered = known.filter((name) => supported.has(name));
  const answerable = known.filter((name) => REFUSALS.every((refused) => !refused.has(name)));
  const missing = answerable.filter((name) => !supported.has(name));
  const total = answerable.length;
  const rest = missing.length === 0 ? '' : `\n\nNot yet: ${listOf(missing)}.`;
  return `${answered.length} of ${total}: ${listOf(answered)}.${rest}`;
}

function listOf(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function supportedFunctions(): ReadonlySet<string> {
  const native = [...SCALAR_FUNCTIONS.keys()].map((name) =>
    name.endsWith(TUPLE) ? name.slice(0, -TUPLE.length) : name,
  );
  return new Set([
    ...SQL_FUNCTIONS.keys(),
    ...native,
    ...SPECIAL_FORMS.keys(),
    ...WINDOW_FUNCTIONS,
    ...GRAPH_FUNCTIONS,
    ...TABLE_FUNCTIONS,
  ]);
}

/** Names that users may write; those with two underscores are the service's own. */
function namesOf(symbols: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(symbols) ? symbols : [];
  const names = list.flatMap((symbol) => (symbol instanceof KustoLanguage.Symbols.Symbol ? [symbol.Name ?? ''] : []));
  return [...new Set(names)].filter((name) => name !== '' && !name.startsWith('__')).sort();
}

/** Kusto's query operators, as KQL spells them. */
function knownOperators(): readonly string[] {
  const base = KustoLanguage.Syntax.QueryOperator;
  return Object.entries(KustoLanguage.Syntax)
    .filter(([, type]) => typeof type === 'function' && type.prototype instanceof base)
    .map(([name]) => name)
    .filter((name) => name.endsWith('Operator') && name !== 'BadQueryOperator')
    .map(spelling)
    .sort();
}

const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['FilterOperator', 'where'],
  ['GetSchemaOperator', 'getschema'],
  ['ReduceByOperator', 'reduce'],
]);

/** How KQL spells an operator: `MvApplyOperator` is `mv-apply`. */
function spelling(name: string): string {
  const words = name.replace(/Operator$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, '-');
  return SPELLINGS.get(name) ?? words.toLowerCase();
}
