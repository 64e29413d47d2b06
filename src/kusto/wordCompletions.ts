import type { Completion } from './completion';
import type { BindingScope } from './tableSchema';

/**
 * Names for a place where Kusto proposes none, such as a column that `parse` makes: the words around it and the
 * columns of the tables it names.
 * @param typed the word that is half typed, which proposes nothing
 */
export function wordsOf(text: string, typed: string, scope: BindingScope): Completion[] {
  const words = new Set(
    [...text.matchAll(/(?<![\w"'])[A-Za-z_]\w+/g)].map(([word]) => word).filter((word) => word !== typed),
  );
  const columns = scope.tables.filter(({ name }) => words.has(name)).flatMap((table) => table.columns);
  const names = new Set([...words, ...columns.map(({ name }) => name)]);
  return [...names].map((name) => ({ kind: 'word', name, detail: '', before: name, after: '', order: `198_${name}` }));
}
