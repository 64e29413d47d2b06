import * as v from 'valibot';
import { renderProperties, type RenderProperties } from '../core/charts/renderProperties';
import { BoundNode } from './boundNode';
import { KustoLanguage } from './languageService';
import { shortenLists } from './shortenLists';

/**
 * What the `render` at the end of a query says; undefined where the query ends otherwise. Its names are columns of the
 * result, so the query need not be bound. A property with a value that it cannot have is left out.
 */
export function readRender(text: string): RenderProperties | undefined {
  const syntax = KustoLanguage.KustoCode.Parse(shortenLists(text))?.Syntax;
  if (syntax === null || syntax === undefined) return undefined;
  const last = BoundNode.of(syntax).list('Statements').at(-1);
  const operator = last?.kind === 'ExpressionStatement' ? lastOperator(last.optionalChild('Expression')) : undefined;
  return operator?.kind === 'RenderOperator' ? readProperties(operator) : undefined;
}

type PropertyReader = (value: BoundNode) => unknown;

/** Kusto's properties, by the names under which they are kept; an older spelling comes before the one that wins. */
const PROPERTIES: readonly (readonly [name: string, key: keyof RenderProperties, read: PropertyReader])[] = [
  ['kind', 'kind', wordOf],
  ['title', 'title', textOf],
  ['xtitle', 'xTitle', textOf],
  ['ytitle', 'yTitle', textOf],
  ['xcolumn', 'xColumn', ({ name }) => name],
  ['ycolumns', 'yColumns', namesOf],
  ['by', 'series', namesOf],
  ['series', 'series', namesOf],
  ['anomalycolumns', 'anomalyColumns', namesOf],
  ['xaxis', 'xAxis', wordOf],
  ['yaxis', 'yAxis', wordOf],
  ['ymin', 'yMin', numberOf],
  ['ymax', 'yMax', numberOf],
  ['legend', 'legend', wordOf],
  ['accumulate', 'accumulate', (value) => wordOf(value) === 'true'],
  ['ysplit', 'ySplit', wordOf],
];

function readProperties(operator: BoundNode): RenderProperties {
  const withClause = operator.optionalChild('WithClause');
  const values = new Map<string, BoundNode>();
  for (const parameter of [...operator.list('Parameters'), ...(withClause?.list('Properties') ?? [])]) {
    const value = parameter.optionalChild('Expression');
    if (value !== undefined) values.set(parameter.name.toLowerCase(), value);
  }
  const read = PROPERTIES.flatMap(([name, key, reader]): [string, unknown][] => {
    const value = values.get(name);
    if (value === undefined) return [];
    const property = reader(value);
    return v.is(renderProperties.entries[key], property) ? [[key, property]] : [];
  });
  return v.parse(renderProperties, {
    ...Object.fromEntries(read),
    visualization: operator.token('ChartType').toLowerCase(),
  });
}

function lastOperator(expression: BoundNode | undefined): BoundNode | undefined {
  if (expression?.kind === 'ParenthesizedExpression') return lastOperator(expression.optionalChild('Expression'));
  return expression?.kind === 'PipeExpression' ? expression.optionalChild('Operator') : undefined;
}

function textOf(value: BoundNode): string {
  return value.stringValue ?? value.text;
}

function wordOf(value: BoundNode): string {
  return textOf(value).toLowerCase();
}

function namesOf(value: BoundNode): readonly string[] {
  return value.list('Names').map(({ name }) => name);
}

function numberOf(value: BoundNode): number {
  return Number(textOf(value));
}
