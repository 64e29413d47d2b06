import { fail, succeed, type Outcome } from '../core/errors';
import type { TimeRange } from '../core/kql/timeRange';
import type { Column } from '../core/results/resultTable';
import { bindQuery, positionAt, type BoundQuery } from '../kusto/bindQuery';
import type { BindingScope } from '../kusto/tableSchema';
import { notSupportedYet, queryNotParsed, queryRejected } from './errors';
import type { LoadedTable } from './physicalTypes';
import { QueryFault } from './plan/notSupported';
import { planQuery } from './plan/planQuery';
import { renderQuery } from './sql/renderQuery';

/** A query as one SQL statement; its result columns come in the order of `columns`. */
export interface CompiledQuery {
  readonly sql: string;
  readonly columns: readonly Column[];
}

export interface CompileOptions {
  readonly scope: BindingScope;
  readonly tables: ReadonlyMap<string, LoadedTable>;
  /** Ticks of `now()`. */
  readonly now: bigint;
  /** Only rows of this time are read from tables that have one. */
  readonly timeRange?: TimeRange;
}

/**
 * Compiles KQL: Kusto's own parser and binder, then a plan of our own, then SQL. What is wrong or not supported is
 * refused here, before anything runs, with its line and column.
 */
export function compileQuery(text: string, options: CompileOptions): Outcome<CompiledQuery> {
  const bound = bind(text, options.scope);
  if (!bound.ok) return bound;
  try {
    const plan = planQuery(bound.value, options);
    const columns = plan.relation.columns.map(({ name, type }) => ({ name, type }));
    return succeed({ sql: renderQuery(plan), columns });
  } catch (cause) {
    if (!(cause instanceof QueryFault)) throw cause;
    const position = positionAt(text, cause.node.start);
    return fail((cause.isUnsupported ? notSupportedYet : queryRejected)(cause.sentence, position));
  }
}

function bind(text: string, scope: BindingScope): Outcome<BoundQuery> {
  let bound: BoundQuery;
  try {
    bound = bindQuery(text, scope);
  } catch (cause) {
    return fail(queryNotParsed(cause));
  }
  const fault = bound.diagnostics.find((diagnostic) => diagnostic.severity === 'error');
  if (fault === undefined) return succeed(bound);
  return fail(queryRejected(fault.message, positionAt(text, fault.start)));
}
