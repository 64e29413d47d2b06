import type { BoundNode } from '../../../kusto/boundNode';
import type { NamedScalar } from '../planner';
import { boundColumns, type ProjectedItem } from '../projection';

/**
 * Names the columns of `graph-match … project …`. Only the binder's names are taken, for it calls all that is made of a
 * way dynamic; it lists no column for an expression such as `a.x + b.x` without a name, which is then `Column1`.
 */
export function nameMatchColumns(items: readonly ProjectedItem[], node: BoundNode): readonly NamedScalar[] {
  const bound = boundColumns(node);
  const names = bound.length === items.length ? bound.map(({ name }) => name) : ownNames(items, node);
  return items.map(({ name, scalar }, index) => ({
    name: names[index] ?? name ?? '',
    type: scalar.type,
    scalar,
  }));
}

function ownNames(items: readonly ProjectedItem[], node: BoundNode): readonly string[] {
  const expressions = node.child('ProjectClause').list('Expressions');
  const names: string[] = [];
  let unnamed = 0;
  items.forEach(({ name }, index) => {
    const expression = expressions[index];
    const isProperty = expression?.kind === 'PathExpression';
    const wanted = name ?? (isProperty ? expression.text.replace('.', '_') : `Column${++unnamed}`);
    names.push(uniqueAmong(names, wanted));
  });
  return names;
}

function uniqueAmong(names: readonly string[], wanted: string): string {
  let [name, suffix] = [wanted, 0];
  while (names.includes(name)) name = `${wanted}${++suffix}`;
  return name;
}
