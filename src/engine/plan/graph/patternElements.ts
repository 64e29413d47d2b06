import type { BoundNode } from '../../../kusto/boundNode';
import type { Column } from '../../../core/results/resultTable';
import type { PatternOutput } from '../../procedures/graph/graphPattern';
import type { Environment } from '../environment';
import { asCondition } from '../expressions/coercion';
import { argumentsOf, callFunction } from '../expressions/call';
import { notSupported, QueryFault } from '../notSupported';
import type { Assignment, PlanColumn, Relation, Scalar } from '../nodes';
import type { Planner } from '../planner';
import { castTo, column, literal } from '../scalar';
import { planEdgeFunctions, planNodeFunction, planNodeFunctions, type CountedNodes } from './elementFunctions';
import { propertiesOf } from './graphOperators';
import type { EdgeRows, GraphRows } from './plannedGraph';
import { projectColumns } from './storeGraph';
import type { NamedElement, PatternSyntax } from './readPattern';

/** Rows of nodes or edges with all that is asked of them, as a procedure reads them. */
export class AskedRows<Rows extends GraphRows> {
  private readonly added: Assignment<Scalar>[] = [];

  constructor(
    readonly rows: Rows,
    private readonly leading: readonly PlanColumn[],
    private readonly newId: () => string,
  ) {}

  /** The position of a value in each row. */
  positionOf(value: Scalar): number {
    const known = this.added.findIndex(({ source }) => isSameColumn(source, value));
    if (known >= 0) return this.leading.length + known;
    this.added.push({ id: this.newId(), source: value });
    return this.leading.length + this.added.length - 1;
  }

  /** The rows in their order, once everything has been asked. */
  relation(): Relation {
    const { relation } = this.rows;
    const keys = this.leading.map(({ id, type }) => ({ id: this.newId(), source: column(id, type) }));
    const projected = projectColumns(relation, [], [...keys, ...this.added]);
    const ordering = relation.ordering.map((key) => {
      const shown = keys.find(({ source }) => source.id === key.id);
      return shown === undefined ? key : { ...key, id: shown.id };
    });
    return { ...projected, ordering };
  }
}

function isSameColumn(left: Scalar, right: Scalar): boolean {
  return left.kind === 'column' && right.kind === 'column' && left.id === right.id;
}

/**
 * The elements of a pattern as expressions see them. What concerns one node or one edge is computed for all nodes and
 * edges beforehand, by the database; the search then carries the values along and cuts by the conditions.
 */
export class PatternElements {
  private readonly shown: { readonly output: PatternOutput; readonly column: PlanColumn }[] = [];

  constructor(
    readonly syntax: PatternSyntax,
    readonly nodes: AskedRows<CountedNodes>,
    readonly edges: AskedRows<EdgeRows>,
    private readonly environment: Environment,
    private readonly planner: Planner,
  ) {}

  get outputs(): readonly PatternOutput[] {
    return this.shown.map(({ output }) => output);
  }

  get outputColumns(): readonly Column[] {
    return this.shown.map(({ column: { type } }) => ({ name: '', type }));
  }

  /** The procedure's rows under the ids that expressions know them by. */
  matches(computed: Relation): Relation {
    const sources = computed.columns.map((item, index) => ({
      id: this.shown[index]?.column.id ?? item.id,
      source: column(item.id, item.type),
    }));
    const columns = this.shown.map(({ column: own }) => own);
    return { columns, ordering: computed.ordering, step: { kind: 'project', input: computed, outputs: sources } };
  }

  /** The named elements that an expression speaks of. */
  elementsIn(node: BoundNode): ReadonlySet<NamedElement> {
    const own = this.elementOf(node);
    return new Set([
      ...(own === undefined ? [] : [own]),
      ...node.children.flatMap((child) => [...this.elementsIn(child)]),
    ]);
  }

  /** For `Scope.element` over matches. */
  readonly overMatches = (node: BoundNode): Scalar | undefined => {
    const own = this.elementOf(node);
    if (own !== undefined) return this.show(own, this.wholeOf(own, node));
    if (node.kind === 'PathExpression') return this.planProperty(node);
    if (node.kind === 'FunctionCallExpression') return this.planFunction(node);
    return undefined;
  };

  /** For `Scope.element` over the rows of the only element that an expression speaks of. */
  overRowsOf(element: NamedElement): (node: BoundNode) => Scalar | undefined {
    const { rows } = element.kind === 'node' ? this.nodes : this.edges;
    return (node) => {
      if (this.elementOf(node) !== undefined) return this.wholeOf(element, node);
      if (node.kind === 'PathExpression') {
        const named = this.elementOf(node.child('Expression'));
        return named === undefined ? undefined : propertyOf(rows, node.child('Selector'));
      }
      if (node.kind !== 'FunctionCallExpression') return undefined;
      return element.kind === 'node' ? planNodeFunction(node, this.nodes.rows) : planEdgeFunctions(node);
    };
  }

  /** The element and the condition on each of its edges (or inner nodes) of `all(way, condition)`. */
  conditionOnAll(
    node: BoundNode,
  ): { readonly element: NamedElement; readonly of: 'edges' | 'inner'; readonly position: number } | undefined {
    if (node.kind !== 'FunctionCallExpression' || node.name !== 'all') return undefined;
    const [list, condition] = argumentsOf(node);
    const found = list === undefined ? undefined : this.listOf(list);
    if (found === undefined || condition === undefined) return undefined;
    return { ...found, position: this.askOfEach(found.of, asCondition(this.planForEach(condition, found.of))) };
  }

  private elementOf(node: BoundNode): NamedElement | undefined {
    if (node.kind !== 'NameReference' || node.symbol?.kind !== 'VariableSymbol') return undefined;
    return this.syntax.elements.get(node.name);
  }

  /** All properties of an element as a bag. */
  private wholeOf(element: NamedElement, node: BoundNode): Scalar {
    const { rows } = element.kind === 'node' ? this.nodes : this.edges;
    const pairs = rows.properties.flatMap(({ id, name, type }) => [literal('string', name), column(id, type)]);
    return pairs.length === 0 ? literal('dynamic', '{}') : callFunction('bag_pack', pairs, node);
  }

  private planProperty(node: BoundNode): Scalar | undefined {
    const element = this.elementOf(node.child('Expression'));
    if (element === undefined) return undefined;
    const { rows } = element.kind === 'node' ? this.nodes : this.edges;
    return this.show(element, propertyOf(rows, node.child('Selector')));
  }

  private planFunction(node: BoundNode): Scalar | undefined {
    const [first, second] = argumentsOf(node);
    switch (node.name) {
      case 'map':
      case 'all':
      case 'any':
        return first === undefined || second === undefined ? undefined : this.planList(node.name, first, second);
      case 'node_id':
      case 'node_degree_in':
      case 'node_degree_out': {
        const element = first === undefined ? undefined : this.elementOf(first);
        if (element?.kind !== 'node') throw new QueryFault(`${node.name}() needs a node of the pattern`, node);
        const value = planNodeFunction(node, this.nodes.rows);
        return value === undefined ? undefined : this.show(element, value);
      }
      case 'inner_nodes':
        throw new QueryFault('inner_nodes() stands in all(), any() and map() only', node);
      default:
        return planEdgeFunctions(node);
    }
  }

  private planList(name: 'map' | 'all' | 'any', list: BoundNode, lambda: BoundNode): Scalar | undefined {
    const found = this.listOf(list);
    if (found === undefined) return undefined;
    const value = this.planForEach(lambda, found.of);
    const kind = name === 'map' ? 'list' : name;
    const asked = name === 'map' ? castTo('dynamic', value) : asCondition(value);
    const output: PatternOutput = {
      kind,
      of: found.of,
      edge: found.element.position,
      column: this.askOfEach(found.of, asked),
    };
    return this.showOutput(output, name === 'map' ? 'dynamic' : 'bool');
  }

  private listOf(node: BoundNode): { readonly element: NamedElement; readonly of: 'edges' | 'inner' } | undefined {
    const isInner = node.kind === 'FunctionCallExpression' && node.name === 'inner_nodes';
    const [named = node] = isInner ? argumentsOf(node) : [node];
    const element = this.elementOf(named);
    if (element === undefined) return undefined;
    if (element.kind === 'node') throw new QueryFault(`'${named.text}' is a node, not an edge of the pattern`, named);
    return { element, of: isInner ? 'inner' : 'edges' };
  }

  /** An expression over each edge of a way, or each of its inner nodes, whose properties it names without more ado. */
  private planForEach(lambda: BoundNode, of: 'edges' | 'inner'): Scalar {
    const functions = of === 'inner' ? planNodeFunctions(this.nodes.rows) : planEdgeFunctions;
    const row = propertiesOf(of === 'inner' ? this.nodes.rows : this.edges.rows);
    const element = (node: BoundNode): Scalar | undefined => {
      if (this.elementOf(node) !== undefined) {
        throw notSupported(`'${node.text}', another element of the pattern, inside all(), any() or map()`, node);
      }
      return functions(node);
    };
    return this.planner.scalar(lambda, { environment: this.environment, row, element });
  }

  private askOfEach(of: 'edges' | 'inner', value: Scalar): number {
    return of === 'inner' ? this.nodes.positionOf(value) : this.edges.positionOf(value);
  }

  private show(element: NamedElement, value: Scalar): Scalar {
    const { kind, position } = element;
    switch (kind) {
      case 'node':
        return this.showOutput({ kind, node: position, column: this.nodes.positionOf(value) }, value.type);
      case 'edge':
        return this.showOutput({ kind, edge: position, column: this.edges.positionOf(value) }, value.type);
      case 'way': {
        const asked = this.edges.positionOf(castTo('dynamic', value));
        return this.showOutput({ kind: 'list', of: 'edges', edge: position, column: asked }, 'dynamic');
      }
    }
  }

  private showOutput(output: PatternOutput, type: Scalar['type']): Scalar {
    const id = this.planner.newId();
    this.shown.push({ output, column: { id, name: '', type } });
    return column(id, type);
  }
}

function propertyOf(rows: GraphRows, selector: BoundNode): Scalar {
  const name =
    selector.kind === 'BracketedExpression' ? (selector.child('Expression').stringValue ?? '') : selector.name;
  const found = rows.properties.find((item) => item.name === name);
  if (found === undefined) throw new QueryFault(`Failed to resolve the property '${name}'`, selector);
  return column(found.id, found.type);
}
