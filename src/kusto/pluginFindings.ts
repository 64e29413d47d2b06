import type { BoundNode } from './boundNode';
import type { KqlDiagnostic } from './kqlDiagnostic';

const UNKNOWN_NAME = 'KS142';
const NOT_SUMMABLE = 'KS138';
const TOO_MANY_ARGUMENTS = 'KS119';
const CONCERNED: ReadonlySet<string> = new Set([UNKNOWN_NAME, NOT_SUMMABLE, TOO_MANY_ARGUMENTS]);
const MOST_OF_BAG_UNPACK = 4;
const CALENDAR_STEP = /^["'](week|month|year)["']$/;
const GEO_LOOKUPS: ReadonlySet<string> = new Set(['geo_line_lookup', 'geo_polygon_lookup']);

/**
 * What the service takes of `evaluate` beyond the binder's signatures: `'week'`, `'month'` and `'year'` as a step, the
 * place before the shape in the lookups of shapes, and all four arguments of `bag_unpack`.
 */
export function withoutPluginFindings(
  diagnostics: readonly KqlDiagnostic[],
  root: BoundNode,
): readonly KqlDiagnostic[] {
  if (!diagnostics.some(({ code }) => CONCERNED.has(code))) return diagnostics;
  const calls = pluginCalls(root);
  const steps = new Set(
    calls.flatMap(argumentsOf).flatMap(({ text, start }) => (CALENDAR_STEP.test(text) ? [start] : [])),
  );
  const places = new Set(
    calls
      .filter(({ name }) => GEO_LOOKUPS.has(name))
      .flatMap((call) =>
        argumentsOf(call)
          .slice(1, 4)
          .map(({ start }) => start),
      ),
  );
  const unpacked = new Set(
    calls
      .filter((call) => call.name === 'bag_unpack' && argumentsOf(call).length <= MOST_OF_BAG_UNPACK)
      .map(({ start }) => start),
  );
  return diagnostics.filter(
    ({ code, start }) =>
      !(code === NOT_SUMMABLE && steps.has(start)) &&
      !(code === UNKNOWN_NAME && places.has(start)) &&
      !(code === TOO_MANY_ARGUMENTS && unpacked.has(start)),
  );
}

function pluginCalls(node: BoundNode): BoundNode[] {
  const inside = node.children.flatMap(pluginCalls);
  return node.kind === 'EvaluateOperator' ? [node.child('FunctionCall'), ...inside] : inside;
}

function argumentsOf(call: BoundNode): BoundNode[] {
  return call.child('ArgumentList').list('Expressions');
}
