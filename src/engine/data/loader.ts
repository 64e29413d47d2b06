import type { DuckDBConnection } from '@duckdb/node-api';

/** What reads files into tables: the one connection that may touch files, which no query ever gets. */
export interface Loader {
  readonly connection: DuckDBConnection;
  /** A private folder for copies that are needed while a file is read. */
  readonly scratchFolder: string;
}
