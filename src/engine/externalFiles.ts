/** The files that `externaldata` may read, by their names in the data folder. */
export interface ExternalFiles {
  /** What reads the file; undefined where the folder has none of that name. */
  find(this: void, name: string): (() => Buffer) | undefined;
}
