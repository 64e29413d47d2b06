import type { BoundNode } from '../../../kusto/boundNode';
import { argumentsOf } from '../expressions/call';
import { QueryFault } from '../notSupported';
import type { PlanColumn, Relation, Scalar } from '../nodes';
import type { Planner } from '../planner';
import { findColumn } from '../relation';

/** The arguments of `evaluate plugin(…)` by the names of the plugin's parameters. */
export class PluginArguments {
  /** Arguments beyond the parameters, such as dimensions. */
  readonly rest: readonly BoundNode[];
  private readonly named = new Map<string, BoundNode>();

  constructor(
    /** The `evaluate` operator. */
    readonly node: BoundNode,
    parameters: readonly string[],
  ) {
    const rest: BoundNode[] = [];
    argumentsOf(node.child('FunctionCall')).forEach((argument, index) => {
      const name = argument.kind === 'SimpleNamedExpression' ? argument.name : parameters[index];
      if (name === undefined) rest.push(argument);
      else this.named.set(name, valueOf(argument));
    });
    this.rest = rest;
  }

  get(name: string): BoundNode | undefined {
    return this.named.get(name);
  }

  /** @throws QueryFault where the argument is missing */
  need(name: string): BoundNode {
    const found = this.named.get(name);
    if (found === undefined) {
      throw new QueryFault(`${this.node.child('FunctionCall').name}() lacks the argument ${name}`, this.node);
    }
    return found;
  }

  /** The column that an argument names. */
  column(name: string, relation: Relation): PlanColumn {
    return columnAt(this.need(name), relation);
  }
}

function valueOf(argument: BoundNode): BoundNode {
  return argument.kind === 'SimpleNamedExpression' ? argument.child('Expression') : argument;
}

export function columnAt(node: BoundNode, relation: Relation): PlanColumn {
  const found = findColumn(relation, node.name);
  if (found === undefined) throw new QueryFault(`Failed to resolve column named '${node.name}'`, node);
  return found;
}

/** True where an argument is the literal `true`. */
export function isTrue(node: BoundNode | undefined): boolean {
  return node?.text.toLowerCase() === 'true' || node?.text.toLowerCase() === 'bool(true)';
}

/** One row of values that do not depend on the rows, for a procedure to read. */
export function rowOf(values: readonly Scalar[], planner: Planner): Relation {
  const outputs = values.map((source) => ({ id: planner.newId(), source }));
  const columns = outputs.map(({ id, source }): PlanColumn => ({ id, name: '', type: source.type }));
  return { columns, ordering: [], step: { kind: 'row', outputs } };
}
