import type { TextEdit } from '../../kusto/textEdit';

/** A part of a file's text, by offsets. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** A text of queries as it stands in a file. */
export interface EmbeddedText {
  /** As Kusto reads it: without indentation, quotes and escapes. */
  readonly text: string;
  /** True where the file says that alerts are made of the rows. */
  readonly isDetection: boolean;
  /** True where blank lines separate nothing, because the file's format has one query there. */
  readonly isOneQuery: boolean;
  /** Where a part of the text stands in the file. */
  locate(start: number, end: number): TextSpan;
  /** The change of the file that puts another text in its place; undefined where the file's format cannot hold it. */
  rewrite(text: string): TextEdit | undefined;
}

/** Something wrong with the file itself, such as broken YAML. */
export interface FileFault extends TextSpan {
  readonly code: string;
  readonly message: string;
}

/** The queries of a file, whatever its format. */
export interface QueryFile {
  readonly text: string;
  readonly embedded: readonly EmbeddedText[];
  readonly faults: readonly FileFault[];
}
