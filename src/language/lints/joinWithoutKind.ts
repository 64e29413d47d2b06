import type { BoundNode } from '../../kusto/boundNode';
import type { Fix } from '../../kusto/kqlDiagnostic';
import type { Lint, LintFinding } from './lint';

const KEYWORD = 'join';

/** Source: https://learn.microsoft.com/kusto/query/join-innerunique */
export const joinWithoutKind: Lint = {
  code: 'hunt-join-kind',
  severity: 'information',
  summary: 'A join does not say its kind, and so drops rows that share a key on the left.',
  find: ({ nodes }) => nodes.flatMap(({ node }) => check(node)),
};

function check(node: BoundNode): LintFinding[] {
  if (node.kind !== 'JoinOperator') return [];
  if (node.list('Parameters').some((parameter) => parameter.child('Name').name === 'kind')) return [];
  const start = node.tokenStart('JoinKeyword') ?? node.start;
  const message = 'Without a kind, join keeps one row of the left side for each key (innerunique): say which is meant.';
  const fixes = [sayKind(start, 'inner', 'every pair'), sayKind(start, 'innerunique', 'as it is now')];
  return [{ start, length: KEYWORD.length, message, fixes }];
}

function sayKind(start: number, kind: string, meaning: string): Fix {
  const end = start + KEYWORD.length;
  return { title: `Say kind=${kind} (${meaning})`, edits: [{ start: end, end, newText: ` kind=${kind}` }] };
}
