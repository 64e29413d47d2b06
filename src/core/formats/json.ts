import { NOTES_MEMBER } from '../kql/answerNotes';
import { netTypeName } from '../results/scalarType';
import { repairSurrogates } from './wellFormed';
import { distinctNames } from './distinctNames';
import { selectedColumns, type RowWriter, type TableSelection, type WriteOptions } from './rowWriter';

/**
 * JSON in the hunting answer's own shape, `{"schema":[{"name","type"}…],"results":[…]}`, every value as it came. Notes
 * are a member beside those two, as the local engine has them.
 */
export function jsonWriter(selection: TableSelection, { notes = [] }: WriteOptions): RowWriter {
  const columns = selectedColumns(selection);
  const names = distinctNames(columns.map(({ name }) => name)).map(jsonText);
  const schema = columns.map(({ type }, at) => `{"name":${names[at] ?? ''},"type":"${netTypeName(type)}"}`);
  const noted = notes.length === 0 ? '' : `,"${NOTES_MEMBER}":[${notes.map(jsonText).join(',')}]`;
  return {
    head: `{"schema":[${schema.join(',')}],"results":[\n`,
    separator: ',\n',
    foot: `\n]${noted}}\n`,
    writeRow: objectWriter(selection),
  };
}

/** Writes a row as one JSON object on one line, without a line end; keys in column order. */
export function objectWriter(selection: TableSelection): (row: number) => string {
  const { table } = selection;
  const columns = selectedColumns(selection);
  const keys = distinctNames(columns.map(({ name }) => name)).map((name) => `${jsonText(name)}:`);
  return (row) => `{${columns.map(({ index }, at) => (keys[at] ?? '') + table.json(row, index)).join(',')}}`;
}

function jsonText(text: string): string {
  return JSON.stringify(repairSurrogates(text));
}
