import type { BoundNode } from './boundNode';
import { withoutGraphFindings } from './graphFindings';
import type { KqlDiagnostic } from './kqlDiagnostic';
import { withoutPluginFindings } from './pluginFindings';

const UNKNOWN_NAME = 'KS142';

/** Kusto's findings without those about queries that the hunting service accepts. */
export function withoutAccepted(
  diagnostics: readonly KqlDiagnostic[],
  root: BoundNode,
  huntingFunctions: ReadonlySet<string>,
): KqlDiagnostic[] {
  const open = withoutFuzzyPatterns(withoutOpenParameterErrors(diagnostics, root), root);
  const known = withoutColumnArguments(open, root, huntingFunctions);
  return withoutNarrowSignatures(withoutPluginFindings(withoutGraphFindings(known, root), root), root);
}

/**
 * A function over `T:(*)` names columns that only its callers have, which the service accepts; the binder reports them
 * in the declaration all the same, though each call is bound with the real columns.
 */
function withoutOpenParameterErrors(diagnostics: readonly KqlDiagnostic[], root: BoundNode): readonly KqlDiagnostic[] {
  if (!diagnostics.some(({ code }) => code === UNKNOWN_NAME)) return diagnostics;
  const open = openFunctions(root);
  return diagnostics.filter(
    ({ code, start }) => code !== UNKNOWN_NAME || !open.some((body) => start >= body.start && start < body.end),
  );
}

function openFunctions(node: BoundNode): BoundNode[] {
  const inside = node.children.flatMap(openFunctions);
  if (node.kind !== 'FunctionDeclaration') return inside;
  const parameters = node.child('Parameters').list('Parameters');
  const isOpen = parameters.some((parameter) => /\(\s*\*\s*\)/.test(parameter.text));
  return isOpen ? [node, ...inside] : inside;
}

/** `union isfuzzy=true Known*, Unknown*`: a pattern that no table fits is left out, as the service does with it. */
function withoutFuzzyPatterns(diagnostics: readonly KqlDiagnostic[], root: BoundNode): readonly KqlDiagnostic[] {
  if (!diagnostics.some(({ code }) => code === UNKNOWN_NAME)) return diagnostics;
  const accepted = new Set(fuzzyPatterns(root));
  return diagnostics.filter(({ code, start }) => code !== UNKNOWN_NAME || !accepted.has(start));
}

function fuzzyPatterns(node: BoundNode): number[] {
  const inside = node.children.flatMap(fuzzyPatterns);
  if (node.kind !== 'UnionOperator') return inside;
  const isFuzzy = node.list('Parameters').some(({ text }) => /^isfuzzy\s*=\s*true$/i.test(text));
  const patterns = isFuzzy ? node.list('Expressions').filter(({ text }) => text.includes('*')) : [];
  return [...inside, ...patterns.filter(({ kind }) => kind === 'NameReference').map(({ start }) => start)];
}

/** `invoke FileProfile(SHA1)` names a column without quotes; the binder looks for a variable of that name. */
function withoutColumnArguments(
  diagnostics: readonly KqlDiagnostic[],
  root: BoundNode,
  functions: ReadonlySet<string>,
): readonly KqlDiagnostic[] {
  if (functions.size === 0 || !diagnostics.some(({ code }) => code === UNKNOWN_NAME)) return diagnostics;
  const accepted = new Set(columnArguments(root, functions));
  return diagnostics.filter(({ code, start }) => code !== UNKNOWN_NAME || !accepted.has(start));
}

function columnArguments(node: BoundNode, functions: ReadonlySet<string>): number[] {
  const inside = node.children.flatMap((child) => columnArguments(child, functions));
  if (node.kind !== 'PipeExpression') return inside;
  const operator = node.optionalChild('Operator');
  const call = operator?.kind === 'InvokeOperator' ? operator.optionalChild('Function') : undefined;
  if (call?.kind !== 'FunctionCallExpression' || !functions.has(call.name)) return inside;
  const columns = new Set(node.optionalChild('Expression')?.tableColumns?.map(({ name }) => name));
  const named = call
    .child('ArgumentList')
    .list('Expressions')
    .filter((argument) => argument.kind === 'NameReference' && columns.has(argument.name));
  return [...inside, ...named.map(({ start }) => start)];
}

/** A value of type bool expected; the expression value must be an integer. */
const WRONG_TYPE: ReadonlySet<string> = new Set(['KS107', 'KS134']);

/**
 * Functions that take more than the binder's signatures say: `count(x)` is an old spelling of `count()`, `not("text")`
 * stands in a `search`, seconds of `make_timespan` have fractions.
 */
const WIDER_THAN_BOUND: ReadonlySet<string> = new Set(['count', 'not', 'make_timespan']);

function withoutNarrowSignatures(diagnostics: readonly KqlDiagnostic[], root: BoundNode): KqlDiagnostic[] {
  if (!diagnostics.some(({ code }) => WRONG_TYPE.has(code))) return [...diagnostics];
  const accepted = new Set(argumentsOfWiderCalls(root).map((argument) => argument.start));
  return diagnostics.filter(({ code, start }) => !WRONG_TYPE.has(code) || !accepted.has(start));
}

function argumentsOfWiderCalls(node: BoundNode): BoundNode[] {
  const inside = node.children.flatMap(argumentsOfWiderCalls);
  const isWider = node.kind === 'FunctionCallExpression' && WIDER_THAN_BOUND.has(node.name);
  return isWider ? [...node.child('ArgumentList').list('Expressions'), ...inside] : inside;
}
