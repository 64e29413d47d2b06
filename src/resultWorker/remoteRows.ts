import type { Format, WrittenChunk } from '../core/formats/format';
import type { WriteOptions } from '../core/formats/rowWriter';
import type { SelectionSummary } from '../core/protocol/workerMessages';
import type { Column } from '../core/results/resultTable';
import type { WorkerLine } from './workerLine';

/** Rows and columns of a result whose table is in a worker, as they stood when they were selected. */
export interface RemoteRows {
  readonly rowCount: number;
  readonly columns: readonly Column[];
  /** Why the result that they are of may lack rows, in sentences; none where it is whole. */
  readonly missing: readonly string[];
  /**
   * The rows as a file, each piece made when it is asked for; once, after which the rows are dropped.
   * @throws {RowsLost} where the worker ends in between
   */
  write(format: Format, options: WriteOptions): AsyncIterable<WrittenChunk>;
  /** Lets the worker forget the selection; to be called where it is not written. */
  drop(): void;
}

/** The worker has ended and its rows with it. */
class RowsLost extends Error {
  /** As `cannotSave` knows it. */
  readonly code = 'ROWS_LOST';
}

export function remoteRows(
  { id: selectionId, rowCount, columns }: SelectionSummary,
  missing: readonly string[],
  line: WorkerLine,
): RemoteRows {
  const drop = () => line.post({ type: 'dropSelection', selectionId });
  const askChunk = () => line.ask('chunk', (requestId) => ({ type: 'nextChunk', requestId, selectionId }));
  return {
    rowCount,
    columns,
    missing,
    drop,
    write: async function* (format, options) {
      line.post({ type: 'writeRows', selectionId, format, options });
      try {
        // One piece is made while the one before it is written.
        let next = askChunk();
        for (;;) {
          const chunk = await next;
          if (chunk === undefined) throw new RowsLost();
          if (chunk.isLast) return;
          next = askChunk();
          yield { text: chunk.text, rowsWritten: chunk.rowsWritten };
        }
      } finally {
        drop();
      }
    },
  };
}
