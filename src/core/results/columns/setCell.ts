import type { ColumnBuilder } from './storedColumn';

const encoder = new TextEncoder();
const SURROGATE = /\p{Surrogate}/u;

/** Sets a cell to a value given as JSON, as `ResultTable.json` gives it. `null` leaves the cell as it is: null. */
export function setCell(builder: ColumnBuilder, row: number, json: string): void {
  if (json === 'null') return;
  if (json.startsWith('"')) setText(builder, row, String(JSON.parse(json)));
  else {
    const bytes = encoder.encode(json);
    builder.setJson(row, bytes, 0, bytes.length);
  }
}

function setText(builder: ColumnBuilder, row: number, text: string): void {
  if (SURROGATE.test(text)) {
    builder.setIllFormedString(row, text);
    return;
  }
  const bytes = encoder.encode(text);
  builder.setString(row, bytes, 0, bytes.length);
}
