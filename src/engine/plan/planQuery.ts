import type { BoundNode } from '../../kusto/boundNode';
import type { BoundQuery } from '../../kusto/bindQuery';
import type { TimeRange } from '../../core/kql/timeRange';
import type { Column } from '../../core/results/resultTable';
import type { EngineValue } from '../engineAnswer';
import type { ExternalFiles } from '../externalFiles';
import type { LoadedTable } from '../physicalTypes';
import type { Procedure } from '../procedures/procedure';
import { computedRelation, OuterRow, type MakeComputed } from './computation';
import { Environment } from './environment';
import { argumentsOf } from './expressions/call';
import { planScalar } from './expressions/planScalar';
import { planGraphTable } from './graph/planGraph';
import { notSupported, QueryFault } from './notSupported';
import { planExternalData } from './operators/externalData';
import { planFind } from './operators/find';
import { planOperator } from './operators/planOperator';
import { operatorName, refusedOperator } from './operators/operatorName';
import { planPrint } from './operators/rows';
import { planSearchTables } from './operators/search';
import { planDataTable, planRange, planTable } from './operators/source';
import { planUnion } from './operators/union';
import type { FunctionBody, Planner, Scope } from './planner';
import { SchemaQuestion } from './schemaQuestion';
import { matchesName } from './namePattern';
import { bindParameters } from './parameters';
import { planPatternCall } from './patterns';
import { planStatement } from './statements';
import type { LateralStep, QueryPlan, Relation, Scalar, SharedRelation } from './nodes';
import { dependsOnRow } from './relationParts';

export interface PlanningFacts {
  readonly tables: ReadonlyMap<string, LoadedTable>;
  /** Ticks of `now()`. */
  readonly now: bigint;
  readonly timeRange?: TimeRange;
  readonly externalFiles?: ExternalFiles;
}

/** The rows that a part of the query gives, and the part. */
export interface PlannedStep {
  readonly node: BoundNode;
  readonly relation: Relation;
}

export interface PlannedQuery extends QueryPlan {
  /** The operators of the query, each after those that it reads; not those that run for each row of another. */
  readonly steps: readonly PlannedStep[];
  /** What the user should know of the answer, each said once. */
  readonly notes: readonly string[];
}

/**
 * Turns a bound query into a relational plan.
 * @throws QueryFault with the node at fault, also for what the engine has no translation for
 */
export function planQuery(query: BoundQuery, facts: PlanningFacts): PlannedQuery {
  const planner = new QueryPlanner(facts);
  const relation = planner.statements(query.root);
  return { relation, shared: planner.sharedRelations, notes: [...planner.notes], steps: planner.steps };
}

const TABLE_EXPRESSIONS: ReadonlySet<string> = new Set([
  'PipeExpression',
  'DataTableExpression',
  'PrintOperator',
  'RangeOperator',
  'UnionOperator',
  'SearchOperator',
  'FindOperator',
  'MaterializeExpression',
  'ExternalDataExpression',
  'ToTableExpression',
]);

class QueryPlanner implements Planner {
  sharedRelations: SharedRelation[] = [];
  readonly steps: PlannedStep[] = [];
  readonly notes = new Set<string>();
  readonly now: bigint;
  tables: ReadonlyMap<string, LoadedTable>;
  readonly timeRange: TimeRange | undefined;
  readonly externalFiles: ExternalFiles | undefined;
  private ids = 0;
  private shares = 0;
  private computations = 0;
  private outerRow: OuterRow | undefined;

  constructor(facts: PlanningFacts) {
    this.now = facts.now;
    this.tables = facts.tables;
    this.timeRange = facts.timeRange;
    this.externalFiles = facts.externalFiles;
  }

  /** Plans the statements of a query; the last table expression is its answer. */
  statements(root: BoundNode): Relation {
    const environment = new Environment();
    let answer: Relation | undefined;
    for (const statement of root.list('Statements')) answer = planStatement(statement, environment, this) ?? answer;
    if (answer === undefined) throw new QueryFault('The query has no table expression', root);
    return answer;
  }

  restrictTables(patterns: readonly string[]): void {
    const matches = patterns.map(matchesName);
    this.tables = new Map([...this.tables].filter(([name]) => matches.some((isMatch) => isMatch(name))));
  }

  tell(note: string): void {
    this.notes.add(note);
  }

  newId(): string {
    return `v${++this.ids}`;
  }

  share(relation: Relation, isMaterialized: boolean): () => Relation {
    const shared = this.addShared(relation, isMaterialized, this.sharedRelations);
    return () => this.useShared(shared);
  }

  forEach(outer: Relation, plan: () => Relation): LateralStep {
    const { sharedRelations, outerRow } = this;
    const row = new OuterRow(
      outer,
      outerRow,
      () => this.newId(),
      (relation) => this.addShared(relation, true, sharedRelations),
    );
    this.sharedRelations = [];
    this.outerRow = row;
    try {
      const body = plan();
      return { kind: 'lateral', input: row.relation, body, shared: this.sharedRelations };
    } finally {
      this.sharedRelations = sharedRelations;
      this.outerRow = outerRow;
    }
  }

  compute(node: BoundNode, inputs: readonly Relation[], columns: readonly Column[], procedure: Procedure): Relation {
    const make: MakeComputed = (own, shown, run) =>
      computedRelation(`computed${++this.computations}`, own, shown, run, this);
    const row = this.outerRow;
    if (row === undefined || !inputs.some((input) => this.isPerRow(input))) return make(inputs, columns, procedure);
    if (row.isNested) throw notSupported(`${operatorName(node)} inside mv-apply or partition inside another one`, node);
    return row.computeForEach(inputs, this.sharedRelations, columns, procedure, make);
  }

  isPerRow(relation: Relation): boolean {
    return this.outerRow !== undefined && dependsOnRow(relation);
  }

  ask(
    node: BoundNode,
    relation: Relation,
    columnsOf: (rows: readonly (readonly EngineValue[])[]) => readonly Column[],
  ): SchemaQuestion {
    if (this.outerRow !== undefined) throw notSupported(`${operatorName(node)} inside mv-apply or partition`, node);
    return new SchemaQuestion(node, { relation, shared: this.sharedRelations }, columnsOf);
  }

  relation(node: BoundNode, environment: Environment): Relation {
    const relation = this.tableExpression(node, environment);
    const isStep = TABLE_EXPRESSIONS.has(node.kind) && this.outerRow === undefined;
    if (isStep) this.steps.push({ node: node.kind === 'PipeExpression' ? node.child('Operator') : node, relation });
    return relation;
  }

  private tableExpression(node: BoundNode, environment: Environment): Relation {
    switch (node.kind) {
      case 'ParenthesizedExpression':
      case 'ToTableExpression':
        return this.relation(node.child('Expression'), environment);
      case 'PipeExpression':
        return (
          planGraphTable(node, environment, this) ??
          this.operator(node.child('Operator'), this.relation(node.child('Expression'), environment), environment)
        );
      case 'MaterializeExpression':
        return this.share(this.relation(node.child('Expression'), environment), true)();
      case 'NameReference':
        return this.namedRelation(node, environment);
      case 'FunctionCallExpression':
        return this.calledRelation(node, environment);
      case 'PathExpression':
        return this.patternPath(node, environment);
      case 'DataTableExpression':
        return planDataTable(node, environment, this);
      case 'PrintOperator':
        return planPrint(node, environment, this);
      case 'RangeOperator':
        return planRange(node, environment, this);
      case 'ExternalDataExpression':
        return planExternalData(node, environment, this);
      case 'FindOperator':
        return planFind(node, environment, this);
      case 'SearchOperator':
        return planSearchTables(node, environment, this);
      case 'UnionOperator':
        return planUnion(node, undefined, environment, this);
      default:
        throw notSupported(refusedOperator(node), node);
    }
  }

  operator(node: BoundNode, input: Relation, environment: Environment): Relation {
    if (node.kind === 'InvokeOperator') return this.invoked(node.child('Function'), input, environment);
    return planOperator(node, input, environment, this);
  }

  scalar(node: BoundNode, scope: Scope): Scalar {
    return planScalar(node, scope, this);
  }

  isTabular(node: BoundNode, environment: Environment): boolean {
    if (node.kind === 'ParenthesizedExpression') return this.isTabular(node.child('Expression'), environment);
    if (node.kind === 'NameReference') {
      const binding = environment.lookUp(node.name);
      if (binding !== undefined) return binding.kind === 'relation';
    }
    return TABLE_EXPRESSIONS.has(node.kind) || node.tableColumns !== undefined;
  }

  enterFunction(call: BoundNode, scope: Scope, pipedInput?: Relation): FunctionBody {
    const binding = scope.environment.lookUp(call.name);
    const body = call.calledBody;
    if (binding?.kind !== 'function' || body === undefined) throw notSupported(`${call.name}()`, call);
    const environment = new Environment(binding.environment);
    bindParameters(binding.declaration, call, environment, scope, pipedInput, this);
    for (const statement of body.list('Statements')) planStatement(statement, environment, this);
    return { expression: body.child('Expression'), environment };
  }

  private addShared(relation: Relation, isMaterialized: boolean, list: SharedRelation[]): SharedRelation {
    const shared: SharedRelation = { name: `s${++this.shares}`, relation, isMaterialized };
    list.push(shared);
    return shared;
  }

  private namedRelation(node: BoundNode, environment: Environment): Relation {
    const binding = environment.lookUp(node.name);
    switch (binding?.kind) {
      case 'relation':
        return binding.use();
      case 'function':
        return this.calledRelation(node, environment);
      case 'graph':
      case 'scalar':
      case 'pattern':
        throw new QueryFault(`'${node.name}' is not a table`, node);
      case undefined:
        return planTable(node.name, node, this);
    }
  }

  private calledRelation(node: BoundNode, environment: Environment): Relation {
    const binding = environment.lookUp(node.name);
    if (binding?.kind === 'pattern') return planPatternCall(node, undefined, binding, this);
    if (binding?.kind === 'function') {
      const body = this.enterFunction(node, { environment });
      return this.relation(body.expression, body.environment);
    }
    const [only] = argumentsOf(node);
    if (only === undefined) throw notSupported(`${node.name}()`, node);
    if (node.name === 'materialize') return this.share(this.relation(only, environment), true)();
    if (node.name === 'table') return planTable(only.stringValue ?? only.name, node, this);
    throw notSupported(`${node.name}()`, node);
  }

  /** `pattern(…).path` and `pattern(…)["path"]`. */
  private patternPath(node: BoundNode, environment: Environment): Relation {
    const call = node.child('Expression');
    const binding = environment.lookUp(call.name);
    if (binding?.kind !== 'pattern') throw notSupported(`'${node.text.slice(0, 40)}'`, node);
    const selector = node.child('Selector');
    const path = selector.optionalChild('Expression')?.stringValue ?? selector.name;
    return planPatternCall(call, path, binding, this);
  }

  private invoked(call: BoundNode, input: Relation, environment: Environment): Relation {
    const body = this.enterFunction(call, { environment }, input);
    return this.relation(body.expression, body.environment);
  }

  /** The columns of each use get ids of their own, so that a table can meet itself in a join. */
  private useShared(shared: SharedRelation): Relation {
    const fresh = new Map<string, string>();
    const rename = (id: string): string => {
      const known = fresh.get(id) ?? this.newId();
      fresh.set(id, known);
      return known;
    };
    const columns = shared.relation.columns.map((item) => ({ ...item, id: rename(item.id) }));
    const ordering = shared.relation.ordering.map((key) => ({ ...key, id: rename(key.id) }));
    const sources = [...fresh].map(([source, id]) => ({ id, source }));
    return { columns, ordering, step: { kind: 'shared', shared, sources } };
  }
}
