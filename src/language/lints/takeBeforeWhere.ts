import type { BoundNode } from '../../kusto/boundNode';
import type { Lint, LintedQuery, LintFinding } from './lint';

export const takeBeforeWhere: Lint = {
  code: 'hunt-take-before-where',
  severity: 'warning',
  summary: '`take` comes before `where`: any few rows are filtered, and hits are missed.',
  find: (query) => query.nodes.flatMap(({ node }) => check(query, node)),
};

function check({ text }: LintedQuery, pipe: BoundNode): LintFinding[] {
  if (pipe.kind !== 'PipeExpression' || pipe.child('Operator').kind !== 'FilterOperator') return [];
  const input = pipe.child('Expression');
  const take = input.kind === 'PipeExpression' ? input.child('Operator') : undefined;
  if (take?.kind !== 'TakeOperator') return [];
  const where = pipe.child('Operator');
  const word = /^\w+/.exec(take.text)?.[0] ?? 'take';
  const edits = [
    { start: take.start, end: take.end, newText: text.slice(where.start, where.end) },
    { start: where.start, end: where.end, newText: text.slice(take.start, take.end) },
  ];
  const message = `${word} keeps any rows, and where sees only those: filter first.`;
  return [{ start: take.start, length: take.end - take.start, message, fixes: [{ title: 'Filter first', edits }] }];
}
