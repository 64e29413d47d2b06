import { scalarTypeByName, type BoundNode } from '../../../kusto/boundNode';
import { compileExpression } from '../../evaluate/compileExpression';
import { convertTo } from '../../evaluate/conversion';
import { constant, nullOf as nullValue, type Expression, type ExpressionScope } from '../../evaluate/expression';
import { fromEngineValue, isTrue } from '../../evaluate/valueTypes';
import { scanRecords, type ScannedRecord, type ScanStep } from '../../procedures/scan';
import type { Environment } from '../environment';
import { notSupported, QueryFault } from '../notSupported';
import { operatorParameter } from '../operatorParameter';
import { pickRows } from '../pickRows';
import type { NamedScalar, Planner, Scope } from '../planner';
import { passThrough, planOverRows, projectTo } from '../projection';
import type { PlanColumn, Relation, Scalar } from '../nodes';
import { findColumn } from '../relation';
import { serializeRows, sortRows } from './rows';

/**
 * `scan`: records are matched in TypeScript, one after another. Whatever does not look at the state of the steps is
 * computed by the database beforehand and read with each record.
 */
export function planScan(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const keys = node.optionalChild('OrderByClause')?.list('Expressions') ?? [];
  const serialized = serializeRows(sortRows(input, keys, environment, planner), planner);
  const { rows, planned } = planOverRows(serialized, environment, planner, (scope) => {
    const expressions = new ScanExpressions(node, scope, planner);
    return { program: expressions.program(), reads: expressions.reads, declared: expressions.declared };
  });
  const { program, reads, declared } = planned;
  const matchId = operatorParameter(node, 'with_match_id') ?? 'match_id';
  const computed = [...declared, { name: matchId, type: 'long' as const }];
  const { rows: found, own, computed: added } = pickRows(node, rows, reads, computed, scanRecords(program), planner);
  const columns = new Map<string, NamedScalar>([...own, ...added].map((item) => [item.name, passThrough(item)]));
  return projectTo(found, [...columns.values()], planner);
}

interface Declaration {
  readonly name: string;
  readonly type: PlanColumn['type'];
  readonly value: Expression<ScannedRecord>;
}

/** Makes the expressions of a scan ready, and collects what they read of a record. */
class ScanExpressions {
  readonly reads: Scalar[] = [];
  readonly declared: readonly Declaration[];
  private readonly steps: readonly BoundNode[];
  private readonly places = new Map<string, number>();

  constructor(
    private readonly node: BoundNode,
    private readonly scope: Scope,
    private readonly planner: Planner,
  ) {
    this.steps = node.list('Steps');
    const optional = this.steps.find((step) => step.token('OptionalKeyword') !== '');
    if (optional !== undefined) throw notSupported('an optional step of a scan', optional);
    this.declared = (node.optionalChild('DeclareClause')?.list('Declarations') ?? []).map((declaration) =>
      this.declaration(declaration),
    );
  }

  program(): Parameters<typeof scanRecords>[0] {
    const keys = this.node.optionalChild('PartitionByClause')?.list('Expressions') ?? [];
    const partitionBy = keys.map((key) => this.read(this.planner.scalar(key, this.scope)));
    const steps = this.steps.map((step) => this.step(step));
    return {
      reads: this.reads.map(({ type }) => type),
      partitionBy,
      declared: this.declared.map(({ type }) => type),
      defaults: (read) => this.declared.map(({ value }) => value.evaluate({ read, declared: [], state: [] })),
      steps,
    };
  }

  private step(step: BoundNode): ScanStep {
    const condition = convertTo('bool', this.compile(step.child('Condition')));
    const assignments = (step.optionalChild('ComputationClause')?.list('Assignments') ?? []).map((assignment) => {
      const index = this.indexOf(assignment.name);
      const target = this.declared[index];
      if (target === undefined) throw new QueryFault(`scan does not declare '${assignment.name}'`, assignment);
      return { index, value: convertTo(target.type, this.compile(assignment.child('Expression'))) };
    });
    return {
      output: outputOf(step),
      isMatch: (record) => isTrue(condition.evaluate(record)),
      assign: (record) => {
        const declared = [...record.declared];
        for (const { index, value } of assignments) declared[index] = value.evaluate({ ...record, declared });
        return declared;
      },
    };
  }

  private declaration(declaration: BoundNode): Declaration {
    const declared = declaration.child('NameAndType');
    const written = declared.child('Type').text;
    const type = scalarTypeByName(written);
    if (type === undefined) throw notSupported(`the type ${written}`, declaration);
    const value = declaration.optionalChild('DefaultValue')?.child('Value');
    const start = value === undefined ? constant(type, nullValue(type)) : convertTo(type, this.known(value));
    return { name: declared.name, type, value: start };
  }

  private compile(expression: BoundNode): Expression<ScannedRecord> {
    const scope: ExpressionScope<ScannedRecord> = {
      now: this.planner.now,
      given: (node) => (isLiteral(node) || this.looksAtState(node) ? undefined : this.known(node)),
      name: (name) => this.declaredValue(name),
      path: (node) => this.stateValue(node),
      declaration: (name) => {
        const binding = this.scope.environment.lookUp(name);
        return binding?.kind === 'function' ? binding.declaration : undefined;
      },
    };
    return compileExpression(expression, scope);
  }

  /** What the database computes of a record. */
  private known(node: BoundNode): Expression<ScannedRecord> {
    const scalar = this.planner.scalar(node, this.scope);
    if (scalar.kind === 'literal') return constant(scalar.type, fromEngineValue(scalar.type, scalar.value));
    const place = this.read(scalar);
    return { type: scalar.type, evaluate: ({ read }) => read[place] ?? null };
  }

  private declaredValue(name: string): Expression<ScannedRecord> | undefined {
    const index = this.indexOf(name);
    const declared = this.declared[index];
    return declared && { type: declared.type, evaluate: (record) => record.declared[index] ?? null };
  }

  /** `step.Column`: of the latest record that the step holds; of a step that holds none, null or the default. */
  private stateValue(node: BoundNode): Expression<ScannedRecord> | undefined {
    const step = this.steps.findIndex(({ name }) => name === node.child('Expression').text);
    if (step < 0) return undefined;
    const { name } = node.child('Selector');
    const index = this.indexOf(name);
    const declared = this.declared[index];
    if (declared !== undefined) {
      const valueIn = ({ state }: ScannedRecord): ScannedRecord['declared'][number] | undefined =>
        state[step]?.declared[index];
      return { type: declared.type, evaluate: (record) => valueIn(record) ?? this.absent(declared, step, record) };
    }
    const column = this.scope.row === undefined ? undefined : findColumn(this.scope.row, name);
    if (column === undefined) throw new QueryFault(`'${node.text}' is no column of this scan`, node);
    const place = this.read({ kind: 'column', id: column.id, type: column.type });
    const none = nullValue(column.type);
    return { type: column.type, evaluate: ({ state }) => state[step]?.read[place] ?? none };
  }

  private absent(declared: Declaration, step: number, record: ScannedRecord): ReturnType<typeof nullValue> {
    return record.state[step] === undefined ? declared.value.evaluate(record) : nullValue(declared.type);
  }

  private indexOf(name: string): number {
    return this.declared.findIndex((declared) => declared.name === name);
  }

  /** True for what the steps or what they assign has a part in. */
  private looksAtState(node: BoundNode): boolean {
    const isName = node.kind === 'NameReference';
    if (isName && (this.indexOf(node.name) >= 0 || this.steps.some(({ name }) => name === node.name))) return true;
    return node.children.some((child) => this.looksAtState(child));
  }

  /** The place of a value among what is read; the same column is read once. */
  private read(scalar: Scalar): number {
    const known = scalar.kind === 'column' ? this.places.get(scalar.id) : undefined;
    if (known !== undefined) return known;
    const place = this.reads.push(scalar) - 1;
    if (scalar.kind === 'column') this.places.set(scalar.id, place);
    return place;
  }
}

function isLiteral(node: BoundNode): boolean {
  return node.kind.endsWith('LiteralExpression');
}

function outputOf(step: BoundNode): ScanStep['output'] {
  const written = step.optionalChild('ScanStepOutput')?.token('OutputKind') ?? '';
  return written === 'last' || written === 'none' ? written : 'all';
}
