import type { AnalyzedQuery } from './analyzedQuery';
import type { BoundNode } from './boundNode';
import { itemsOf, KustoLanguage } from './languageService';

export interface CallParameter {
  /** As it is written in the label, such as `[length]: int`. */
  readonly label: string;
  readonly name: string;
}

export interface CallSignature {
  readonly label: string;
  readonly parameters: readonly CallParameter[];
}

/** A call that the cursor is in, and which of its arguments. */
export interface Call {
  readonly name: string;
  readonly signatures: readonly CallSignature[];
  readonly activeSignature: number;
  readonly activeParameter: number;
}

/** The innermost call whose parentheses are around an offset; undefined where there is none, or nothing is known of it. */
export function callAt(query: AnalyzedQuery, offset: number): Call | undefined {
  const { bound, text, scope } = query;
  if (bound === undefined) return undefined;
  const open = openParenthesis(text, offset);
  const call = open === undefined ? undefined : bound.root.at(open.offset).closest(isCall);
  if (open === undefined || call === undefined || !isAround(call, open.offset)) return undefined;
  const symbol = call.functionSymbol ?? findFunction(call.name, scope.globals);
  const isInvoked = call.parent?.kind === 'InvokeOperator';
  const signatures = itemsOf(symbol?.Signatures).map((signature) => toSignature(call.name, signature, isInvoked));
  if (signatures.length === 0) return undefined;
  const fitting = signatures.findIndex(({ parameters }) => parameters.length > open.commas);
  const activeSignature = fitting === -1 ? signatures.length - 1 : fitting;
  const last = (signatures[activeSignature]?.parameters.length ?? 1) - 1;
  return { name: call.name, signatures, activeSignature, activeParameter: Math.max(0, Math.min(open.commas, last)) };
}

const isCall = ({ kind }: BoundNode) => kind === 'FunctionCallExpression';

function isAround(call: BoundNode, open: number): boolean {
  return call.child('ArgumentList').start === open;
}

const TOKEN = /\/\/[^\n]*|@"(?:[^"\n]|"")*"?|@'(?:[^'\n]|'')*'?|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[()[\]{},]/g;

/** The parenthesis that is open at an offset, and how many commas of its own stand between. */
function openParenthesis(
  text: string,
  offset: number,
): { readonly offset: number; readonly commas: number } | undefined {
  const open: { offset: number; commas: number; sign: string }[] = [];
  for (const { 0: token, index } of text.slice(0, offset).matchAll(TOKEN)) {
    const innermost = open.at(-1);
    if (token === ',' && innermost !== undefined) innermost.commas += 1;
    else if (/^[([{]$/.test(token)) open.push({ offset: index, commas: 0, sign: token });
    else if (/^[)\]}]$/.test(token)) open.pop();
  }
  return open.findLast(({ sign }) => sign === '(');
}

function findFunction(
  name: string,
  globals: Kusto.Language.GlobalState,
): Kusto.Language.Symbols.FunctionSymbol | undefined {
  return globals.GetFunction(name) ?? globals.GetAggregate(name) ?? globals.GetPlugIn(name) ?? undefined;
}

function toSignature(name: string, signature: Kusto.Language.Symbols.Signature, isInvoked: boolean): CallSignature {
  const parameters = itemsOf(signature.Parameters)
    .slice(isInvoked ? 1 : 0)
    .map(toParameter);
  return { label: `${name}(${parameters.map(({ label }) => label).join(', ')})`, parameters };
}

function toParameter(parameter: Kusto.Language.Symbols.Parameter): CallParameter {
  const name = parameter.Name ?? '';
  const types = itemsOf(parameter.DeclaredTypes).map((type) => type.Name ?? '');
  const type =
    parameter.TypeKind === KustoLanguage.Symbols.ParameterTypeKind.Declared ? types.join(' | ') : typeName(parameter);
  const written = parameter.IsOptional ? `[${name}]` : `${name}${parameter.IsRepeatable ? ', …' : ''}`;
  return { name, label: type === '' ? written : `${written}: ${type}` };
}

const typeKinds: ReadonlyMap<number, string> = new Map(
  Object.entries(KustoLanguage.Symbols.ParameterTypeKind).flatMap(([name, value]): [number, string][] =>
    typeof value === 'number' ? [[value, name]] : [],
  ),
);

/** Kusto's kinds of parameter in the words of its documentation. */
function typeName({ TypeKind: kind }: Kusto.Language.Symbols.Parameter): string {
  const name = typeKinds.get(kind) ?? '';
  if (/String|Dynamic|Number|Integer|Tabular|Cluster|Database|Table/.test(name)) {
    return name
      .replace(/^Not/, '')
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase();
  }
  return /^(Scalar|Summable|Orderable|CommonScalar)/.test(name) ? 'scalar' : '';
}
