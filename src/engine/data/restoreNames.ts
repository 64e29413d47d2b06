import type { Column } from '../../core/results/resultTable';
import type { StagedFile } from './stagedFile';

/** A file with the names that its columns had before a writer changed them. */
export interface RestoredFile {
  readonly staged: StagedFile;
  readonly notes: readonly string[];
}

/**
 * Gives names back that a writer had to change: the Azure portal exports `TimeGenerated` as `TimeGenerated [UTC]`, and
 * DuckDB stores `LogonID` beside `LogonId` as `LogonID_1`, which is told from a name of its own by the documented names.
 */
export function restoreNames(file: StagedFile, documented: readonly Column[]): RestoredFile {
  const taken = new Set(file.columns.map((column) => column.name));
  const restore = (name: string): string => {
    const bare = name.replace(/ \[(?:UTC|Local Time)\]$/, '');
    const original = bare === name ? name.replace(/_\d+$/, '') : bare;
    const isKnown = bare !== name || documented.some((column) => column.name === original);
    if (original === name || taken.has(original) || !isKnown) return name;
    taken.add(original);
    return original;
  };
  const columns = file.columns.map((column) => ({ ...column, name: restore(column.name) }));
  const local = file.columns.filter(({ name }) => name.endsWith(' [Local Time]'));
  return {
    staged: { ...file, columns },
    notes: local.map(
      ({ name }) => `column ${name} is in the local time of whoever exported it, and is read as if it were UTC.`,
    ),
  };
}
