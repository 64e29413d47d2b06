import { fail, succeed, type Outcome } from '../core/errors';
import type { TimeRange } from '../core/kql/timeRange';
import type { Column } from '../core/results/resultTable';
import { bindQuery, type BoundQuery } from '../kusto/bindQuery';
import type { BoundNode } from '../kusto/boundNode';
import type { BindingScope } from '../kusto/tableSchema';
import { walkTree } from '../kusto/walkTree';
import { AnsweredText } from './answeredText';
import type { EngineValue } from './engineAnswer';
import type { ExternalFiles } from './externalFiles';
import type { QueryStep } from './faultyStep';
import { notSupportedYet, queryNotParsed, queryRejected } from './errors';
import { findMeantName } from './misspeltName';
import type { LoadedTable } from './physicalTypes';
import { notSupported, QueryFault } from './plan/notSupported';
import { operatorName } from './plan/operators/operatorName';
import { planQuery, type PlannedQuery } from './plan/planQuery';
import type { QueryPlan } from './plan/nodes';
import { findRewordings } from './rewordings';
import { SchemaQuestion } from './plan/schemaQuestion';
import { renderPlan, type RenderedPlan } from './sql/renderPlan';

/** A query as one SQL statement and what has to run before it; its result columns come in the order of `columns`. */
export interface CompiledQuery extends RenderedPlan {
  readonly columns: readonly Column[];
  /** What the user should know of the answer, as sentences. */
  readonly notes: readonly string[];
  /** Its steps, each with those before it, for the search for one that fails. */
  steps(this: void): readonly QueryStep[];
}

export interface CompileOptions {
  readonly scope: BindingScope;
  readonly tables: ReadonlyMap<string, LoadedTable>;
  /** Ticks of `now()`. */
  readonly now: bigint;
  /** Only rows of this time are read from tables that have one. */
  readonly timeRange?: TimeRange;
  readonly externalFiles?: ExternalFiles;
}

/** Either the query, or what has to be asked of the database before the rest of the query can be bound. */
export type Compilation =
  | { readonly kind: 'query'; readonly query: CompiledQuery }
  | {
      readonly kind: 'question';
      readonly query: CompiledQuery;
      answer(this: void, rows: readonly (readonly EngineValue[])[]): Outcome<Compilation>;
    };

/**
 * Compiles KQL: Kusto's own parser and binder, then a plan of our own, then SQL. What is wrong or not supported is
 * refused here, before anything runs, with its line and column.
 */
export function compileQuery(text: string, options: CompileOptions): Outcome<Compilation> {
  const written = new AnsweredText(text);
  const read = parse(written, options.scope);
  if (!read.ok) return read;
  const rewordings = findRewordings(text, read.value.root, options.tables);
  if (rewordings.length === 0) return compileBound(read.value, written, options);
  return compileText(written.reworded(rewordings), options);
}

function compileText(text: AnsweredText, options: CompileOptions): Outcome<Compilation> {
  const read = parse(text, options.scope);
  return read.ok ? compileBound(read.value, text, options) : read;
}

function compileBound(bound: BoundQuery, text: AnsweredText, options: CompileOptions): Outcome<Compilation> {
  const fault = bound.diagnostics.find((diagnostic) => diagnostic.severity === 'error');
  if (fault !== undefined) {
    const meant = findMeantName(fault, bound, options.scope);
    return fail(queryRejected(fault.message, text.positionAt(fault.start), meant));
  }
  try {
    const plan = planQuery(bound, options);
    return succeed({
      kind: 'query',
      query: writeQuery(plan, [...text.notes, ...plan.notes], () => writeSteps(plan, text)),
    });
  } catch (cause) {
    if (!(cause instanceof SchemaQuestion)) return refuse(cause, text);
    if (!text.holds(cause.node)) {
      return refuse(notSupported(`${operatorName(cause.node)} inside a function`, cause.node), text);
    }
    return succeed({
      kind: 'question',
      query: writeQuery(cause.plan, [], () => []),
      answer: (rows) => {
        try {
          return compileText(text.withColumns(cause.node, cause.columnsOf(rows)), options);
        } catch (fault) {
          return refuse(fault, text);
        }
      },
    });
  }
}

function writeQuery(plan: QueryPlan, notes: readonly string[], steps: CompiledQuery['steps']): CompiledQuery {
  const columns = plan.relation.columns.map(({ name, type }) => ({ name, type }));
  return { ...renderPlan(plan), columns, notes, steps };
}

function writeSteps({ steps, shared }: PlannedQuery, text: AnsweredText): readonly QueryStep[] {
  return steps.map(({ node, relation }) => ({
    ...renderPlan({ relation, shared }),
    positionOf: (functionName) => text.positionAt(onlyCall(node, functionName).start),
  }));
}

/** The one call of a function in a part of a query; the part itself where there is none or more than one. */
function onlyCall(part: BoundNode, functionName: string | undefined): BoundNode {
  const calls = [...walkTree(part)].filter(
    ({ node }) => node.kind === 'FunctionCallExpression' && node.name === functionName,
  );
  return calls.length === 1 && calls[0] !== undefined ? calls[0].node : part;
}

/** @throws whatever is no fault of the query */
function refuse(cause: unknown, text: AnsweredText): Outcome<Compilation> {
  if (!(cause instanceof QueryFault)) throw cause;
  const position = text.positionAt(cause.node.start);
  return fail((cause.isUnsupported ? notSupportedYet : queryRejected)(cause.sentence, position));
}

function parse(text: AnsweredText, scope: BindingScope): Outcome<BoundQuery> {
  try {
    return succeed(bindQuery(text.current, scope));
  } catch (cause) {
    return fail(queryNotParsed(cause));
  }
}
