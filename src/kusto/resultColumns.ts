import type { AnalyzedQuery } from './analyzedQuery';
import type { BoundColumn } from './boundNode';

/** The columns that a query returns, as far as they can be known without running it. */
export function resultColumns({ bound }: AnalyzedQuery): readonly BoundColumn[] {
  const last = bound?.root.list('Statements').at(-1);
  return last?.kind === 'ExpressionStatement' ? (last.child('Expression').tableColumns ?? []) : [];
}
