import { findingAt, type Lint, type LintFinding } from './lint';
import type { PlacedNode } from '../../kusto/walkTree';

export const unscopedSearch: Lint = {
  code: 'hunt-unscoped-search',
  severity: 'warning',
  summary: '`search`, `find` or `union *` reads every table there is.',
  find: ({ nodes }) => nodes.flatMap(check),
};

function check({ node, parent }: PlacedNode): LintFinding[] {
  const isPiped =
    parent?.node.kind === 'PipeExpression' && parent.node.optionalChild('Operator')?.isSame(node) === true;
  switch (node.kind) {
    case 'SearchOperator':
      return isPiped || node.optionalChild('InClause') !== undefined ? [] : [keyword(node.start, 'search')];
    case 'FindOperator':
      return isPiped || node.optionalChild('InClause') !== undefined ? [] : [keyword(node.start, 'find')];
    case 'UnionOperator':
      return node
        .list('Expressions')
        .filter(({ text }) => text === '*')
        .map((star) =>
          findingAt(star, 'union * reads every table there is: name those that can hold what you look for.'),
        );
    default:
      return [];
  }
}

function keyword(start: number, name: 'search' | 'find'): LintFinding {
  return {
    start,
    length: name.length,
    message: `${name} reads every table there is: name those that can hold what you look for with ${name} in (…).`,
  };
}
