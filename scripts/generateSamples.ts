/** Writes the sample data to `samples/data`, or to a folder that is named: `node scripts/generateSamples.ts [FOLDER]`. */
import path from 'node:path';
import { generateSamples } from './samples/generateSamples.ts';

const folder = path.resolve(process.argv[2] ?? path.resolve(import.meta.dirname, '../samples/data'));
const written = await generateSamples(folder);

const print = (name: string, rows: number, bytes: number): void => {
  const size = `${(bytes / 1024).toFixed(0).padStart(6)} KiB`;
  process.stdout.write(`${name.padEnd(26)}${String(rows).padStart(8)} rows${size}\n`);
};
for (const { table, rows, bytes } of written) print(table, rows, bytes);
const rows = written.reduce((sum, table) => sum + table.rows, 0);
const bytes = written.reduce((sum, table) => sum + table.bytes, 0);
print(`${written.length} tables`, rows, bytes);
