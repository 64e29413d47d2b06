import type { BoundNode } from '../../kusto/boundNode';
import type { Lint, LintFinding } from './lint';

const FOLDING: ReadonlySet<string> = new Set(['tolower', 'toupper']);
const CASELESS: Readonly<Record<string, string>> = { '==': '=~', '!=': '!~', in: 'in~', '!in': '!in~' };

export const caseFolding: Lint = {
  code: 'hunt-case-folding',
  severity: 'information',
  summary: '`tolower(x) == "…"` folds every value; `=~` compares without.',
  find: ({ nodes }) => nodes.flatMap(({ node }) => check(node)),
};

function check(node: BoundNode): LintFinding[] {
  if (node.kind !== 'BinaryExpression' && node.kind !== 'InExpression') return [];
  const operator = node.token('Operator');
  const better = CASELESS[operator];
  const operatorStart = node.tokenStart('Operator');
  const folded = foldedText(node.child('Left'));
  if (better === undefined || operatorStart === undefined || folded === undefined) return [];
  const left = node.child('Left');
  const right = node.kind === 'BinaryExpression' ? node.child('Right') : undefined;
  if (right !== undefined && right.stringValue === undefined && foldedText(right) === undefined) return [];
  const edits = [
    { start: left.start, end: left.end, newText: folded.text },
    { start: operatorStart, end: operatorStart + operator.length, newText: better },
    ...unfold(right),
  ];
  const message = `${better} compares without regard to case, and finds values through the index.`;
  return [
    {
      start: left.start,
      length: node.end - left.start,
      message,
      fixes: [{ title: `Use ${better}`, edits, isSafe: isFoldedAlready(node, left) }],
    },
  ];
}

/** `tolower(x) == "A"` is never true, which `x =~ "A"` can be. */
function isFoldedAlready(node: BoundNode, folding: BoundNode): boolean {
  const fold = (text: string) => (folding.name === 'tolower' ? text.toLowerCase() : text.toUpperCase());
  const right = node.child('Right');
  const values = node.kind === 'BinaryExpression' ? [right] : right.list('Expressions');
  return values.every((value) => {
    const text = value.stringValue;
    return text === undefined ? value.name === folding.name && foldedText(value) !== undefined : text === fold(text);
  });
}

function unfold(node: BoundNode | undefined): { start: number; end: number; newText: string }[] {
  const folded = node === undefined ? undefined : foldedText(node);
  return node === undefined || folded === undefined ? [] : [{ start: node.start, end: node.end, newText: folded.text }];
}

/** What is folded by a call of `tolower` or `toupper`. */
function foldedText(node: BoundNode): BoundNode | undefined {
  if (node.kind !== 'FunctionCallExpression' || !FOLDING.has(node.name)) return undefined;
  return node.child('ArgumentList').list('Expressions')[0];
}
