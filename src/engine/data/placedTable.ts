import type { TableLoad } from './loadTable';

/** A table whose rows are in the database, under a name that owes nothing to the data. */
export interface PlacedTable {
  readonly name: string;
  readonly physicalName: string;
  readonly load: TableLoad;
}
