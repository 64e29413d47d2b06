import type { BoundNode } from '../../kusto/boundNode';
import type { Lint, LintFinding } from './lint';

const TERM_OPERATORS: Readonly<Record<string, string>> = {
  contains: 'has',
  '!contains': '!has',
  contains_cs: 'has_cs',
  '!contains_cs': '!has_cs',
};

/** Terms are found through an index from three characters on. Source: the overview of string operators. */
const SHORTEST_TERM = 3;

/** A part of a word may be meant where the text is short or ends within one; only whole words are worth a hint. */
export const containsForHas: Lint = {
  code: 'hunt-contains-for-has',
  severity: 'hint',
  summary: '`contains` looks for a whole word that `has` finds through the index.',
  find: ({ nodes }) => nodes.flatMap(({ node }) => check(node)),
};

function check(node: BoundNode): LintFinding[] {
  if (node.kind !== 'BinaryExpression') return [];
  const operator = node.token('Operator');
  const better = TERM_OPERATORS[operator.toLowerCase()];
  const start = node.tokenStart('Operator');
  if (better === undefined || start === undefined || !isWords(node.child('Right').stringValue)) return [];
  const message = `${operator} reads every value; ${better} finds whole words through the index.`;
  const edits = [{ start, end: start + operator.length, newText: better }];
  return [{ start, length: operator.length, message, fixes: [{ title: `Use ${better}`, edits }] }];
}

function isWords(text: string | undefined): boolean {
  if (text === undefined || !/^[A-Za-z0-9].*[A-Za-z0-9]$/s.test(text)) return false;
  return text.split(/[^A-Za-z0-9]+/).every((word) => word.length >= SHORTEST_TERM);
}
