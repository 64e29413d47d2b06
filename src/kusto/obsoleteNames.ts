import type { Completion, CompletionKind } from './completion';
import { itemsOf, KustoLanguage } from './languageService';

/** Old spellings of operators, which Kusto still takes. */
const OPERATORS = [
  ['filter', 'where'],
  ['mvapply', 'mv-apply'],
  ['mvexpand', 'mv-expand'],
] as const;

/** What Kusto takes in old queries only and does not propose: listed last, with what to write instead. */
export function obsoleteNames(items: readonly Completion[]): readonly Completion[] {
  const names = new Map(items.map(({ name, kind }) => [name, kind]));
  return ALL.filter(
    ({ name, kind, replacedBy }) => !names.has(name) && names.get(replacedBy) === kind && replacedBy !== name,
  );
}

type Obsolete = Completion & { readonly replacedBy: string };

const ALL: readonly Obsolete[] = [
  ...OPERATORS.map(([name, replacedBy]) => obsolete('operator', name, replacedBy, `${name} `, '')),
  ...obsoleteFunctions('function', itemsOf(KustoLanguage.GlobalState.Default?.Functions)),
  ...obsoleteFunctions('aggregate', itemsOf(KustoLanguage.GlobalState.Default?.Aggregates)),
];

function obsoleteFunctions(
  kind: CompletionKind,
  functions: readonly Kusto.Language.Symbols.FunctionSymbol[],
): Obsolete[] {
  return functions
    .filter(({ IsObsolete: isObsolete }) => isObsolete)
    .map(({ Name: name, Alternative: alternative }) =>
      obsolete(kind, name ?? '', firstName(alternative ?? ''), `${name ?? ''}(`, ')'),
    );
}

/** Some have two to choose from, written `replace_regex' or 'replace_string`. */
function firstName(alternative: string): string {
  return /^\w+/.exec(alternative)?.[0] ?? '';
}

function obsolete(kind: CompletionKind, name: string, replacedBy: string, before: string, after: string): Obsolete {
  return { kind, name, detail: '', before, after, order: `199_${name}`, replacedBy };
}
