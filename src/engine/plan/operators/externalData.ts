import { scalarTypeByName, type BoundNode } from '../../../kusto/boundNode';
import type { Column } from '../../../core/results/resultTable';
import { externalRows, type ExternalFile, type ExternalFormat } from '../../procedures/externalRows';
import type { Environment } from '../environment';
import { notSupported, QueryFault } from '../notSupported';
import type { Planner } from '../planner';
import type { Relation } from '../nodes';
import { constantText } from '../scalar';

/** `externaldata (Columns)[Names] with (…)`: the rows of files in the data folder. Nothing else is ever read. */
export function planExternalData(node: BoundNode, environment: Environment, planner: Planner): Relation {
  const columns = node
    .child('Schema')
    .list('Columns')
    .map((declared): Column => {
      const type = scalarTypeByName(declared.child('Type').text);
      if (type === undefined) throw notSupported(`the type ${declared.child('Type').text}`, declared);
      return { name: declared.name, type };
    });
  const files = node.list('URIs').map((uri) => findFile(uri, environment, planner));
  const format = formatOf(node, files[0]?.name ?? '');
  return planner.compute(node, [], columns, externalRows(files, format, columns));
}

function findFile(uri: BoundNode, environment: Environment, planner: Planner): ExternalFile {
  const name = constantText(planner.scalar(uri, { environment }));
  if (name === undefined) throw notSupported('externaldata from a place that is not written in the query', uri);
  if (/^[a-z][a-z0-9+.-]+:/i.test(name)) {
    throw notSupported(
      'externaldata from the network (save the file into the data folder and give its name instead)',
      uri,
    );
  }
  const read = planner.externalFiles?.find(name);
  if (read === undefined) throw new QueryFault(`externaldata: the data folder has no file '${name}'`, uri);
  return { name, read };
}

const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ['csv', ','],
  ['tsv', '\t'],
  ['tsve', '\t'],
  ['psv', '|'],
  ['scsv', ';'],
  ['sohsv', '\u0001'],
]);
const JSON_FORMATS: ReadonlySet<string> = new Set(['json', 'multijson', 'singlejson', 'ndjson', 'jsonl']);

/** The format that the query names, else the one that the file's name ends with, else CSV. */
function formatOf(node: BoundNode, fileName: string): ExternalFormat {
  const properties = new Map(
    (node.optionalChild('WithClause')?.list('Properties') ?? []).map((property): [string, BoundNode] => [
      property.name.toLowerCase(),
      property.child('Expression'),
    ]),
  );
  const mapping = [...properties].find(([name]) => name.startsWith('ingestionmapping'));
  if (mapping !== undefined) throw notSupported('externaldata with an ingestion mapping', mapping[1]);
  const written = properties.get('format');
  const ending = /\.([a-z]+)(?:\.gz)?$/i.exec(fileName)?.[1] ?? 'csv';
  const name = (written?.stringValue ?? written?.text ?? ending).toLowerCase();
  const skipsFirst = properties.get('ignorefirstrecord')?.text.toLowerCase() === 'true';
  const separator = SEPARATORS.get(name);
  if (separator !== undefined) return { kind: 'delimited', separator, skipsFirst };
  if (JSON_FORMATS.has(name)) return { kind: 'json' };
  if (name === 'txt') return { kind: 'lines', skipsFirst };
  if (name === 'raw') return { kind: 'raw' };
  throw notSupported(`externaldata in the format '${name}'`, written ?? node);
}
