import type { QueryPosition } from '../core/errors';
import { BoundNode } from './boundNode';
import { itemsOf, KustoLanguage } from './languageService';
import type { BindingScope } from './tableSchema';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A finding of Kusto's own parser or binder. */
export interface KqlDiagnostic {
  /** Kusto's code, such as `KS142`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly start: number;
  readonly length: number;
}

/** A query as Kusto's language service understands it. */
export interface BoundQuery {
  readonly text: string;
  readonly root: BoundNode;
  readonly diagnostics: readonly KqlDiagnostic[];
}

/**
 * Parses and binds a query: every name resolved, every expression typed by Kusto's own rules.
 * @throws where the language service itself fails on the text (known for some graph-match patterns)
 */
export function bindQuery(text: string, scope: BindingScope): BoundQuery {
  const code = KustoLanguage.KustoCode.ParseAndAnalyze(text, scope.globals);
  const syntax = code?.Syntax;
  if (code === null || syntax === null || syntax === undefined) throw new Error('the language service gave no tree');
  const root = BoundNode.of(syntax);
  const diagnostics = itemsOf(code.GetDiagnostics()).map(toDiagnostic);
  return { text, root, diagnostics: withoutNarrowSignatures(withoutOpenParameterErrors(diagnostics, root), root) };
}

/** The 1-based line and column of an offset in a query. */
export function positionAt(text: string, offset: number): QueryPosition {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function toDiagnostic(diagnostic: Kusto.Language.Diagnostic): KqlDiagnostic {
  return {
    code: diagnostic.Code ?? '',
    severity: severityOf(diagnostic.Severity),
    message: diagnostic.Message ?? '',
    start: diagnostic.Start,
    length: diagnostic.Length,
  };
}

function severityOf(severity: string | null): Severity {
  switch (severity) {
    case 'Error':
      return 'error';
    case 'Warning':
      return 'warning';
    case 'Suggestion':
      return 'hint';
    default:
      return 'information';
  }
}

const UNKNOWN_NAME = 'KS142';

/**
 * A function over `T:(*)` names columns that only its callers have, which the service accepts; the binder reports them
 * in the declaration all the same, though each call is bound with the real columns.
 */
function withoutOpenParameterErrors(diagnostics: readonly KqlDiagnostic[], root: BoundNode): KqlDiagnostic[] {
  if (!diagnostics.some((diagnostic) => diagnostic.code === UNKNOWN_NAME)) return [...diagnostics];
  const open = openFunctions(root);
  return diagnostics.filter(
    ({ code, start }) => code !== UNKNOWN_NAME || !open.some((body) => start >= body.start && start < body.end),
  );
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

function openFunctions(node: BoundNode): BoundNode[] {
  const inside = node.children.flatMap(openFunctions);
  if (node.kind !== 'FunctionDeclaration') return inside;
  const parameters = node.child('Parameters').list('Parameters');
  const isOpen = parameters.some((parameter) => /\(\s*\*\s*\)/.test(parameter.text));
  return isOpen ? [node, ...inside] : inside;
}
