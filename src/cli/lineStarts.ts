import type { QueryPosition } from '../core/errors';
import { partitionPoint } from '../core/partitionPoint';

/** Finds lines and columns, from 1, of many offsets of one text. */
export function createPositions(text: string): (offset: number) => QueryPosition {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  return (offset) => {
    const line = partitionPoint(starts.length - 1, (at) => (starts[at + 1] ?? 0) <= offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}
