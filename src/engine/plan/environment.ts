import type { BoundNode } from '../../kusto/boundNode';
import type { PlannedGraph } from './graph/plannedGraph';
import type { Relation, Scalar } from './nodes';

/** What a `let` or a parameter stands for. */
export type Binding =
  | { readonly kind: 'scalar'; readonly scalar: Scalar }
  | { readonly kind: 'relation'; readonly use: () => Relation }
  | { readonly kind: 'graph'; readonly graph: PlannedGraph }
  | { readonly kind: 'function'; readonly declaration: BoundNode; readonly environment: Environment }
  | PatternBinding;

/** A `declare pattern`; one without a declaration matches nothing. */
export interface PatternBinding {
  readonly kind: 'pattern';
  readonly declaration: BoundNode | undefined;
  readonly environment: Environment;
}

/** The names that are visible at a place of the query, inner ones first. */
export class Environment {
  private readonly bindings = new Map<string, Binding>();
  private readonly options = new Map<string, Scalar>();

  constructor(private readonly outer?: Environment) {}

  lookUp(name: string): Binding | undefined {
    return this.bindings.get(name) ?? this.outer?.lookUp(name);
  }

  bind(name: string, binding: Binding): void {
    this.bindings.set(name, binding);
  }

  /** The value of `set name = value`. */
  option(name: string): Scalar | undefined {
    return this.options.get(name) ?? this.outer?.option(name);
  }

  setOption(name: string, value: Scalar): void {
    this.options.set(name, value);
  }
}
