import { writeLiteral, writeString } from '../kql/valueLiteral';
import { ENTITY_KEYS, PROCESS_KEYS, PROCESS_TABLES, type EntityHunt, type EntityKey } from './entities';

/** A value and the row that it stands in. */
export interface FoundValue {
  readonly column: string;
  /** The exact text. */
  readonly text: string;
  /** The exact text of the row's value in a column of that name; undefined where there is none, or null. */
  readonly beside: (column: string) => string | undefined;
}

/** A hunt that is ready to be opened. */
export interface ReadyHunt {
  readonly label: string;
  readonly query: string;
}

/** The names of the columns that tell when a row happened, the first that is there counts. */
const TIME_COLUMNS = ['Timestamp', 'TimeGenerated'];
const WINDOW = '1d';

/** The entity that a value names: by its column, else by its look. */
export function entityOf({ column, text }: Pick<FoundValue, 'column' | 'text'>): EntityKey | undefined {
  if (text.trim() === '') return undefined;
  // A join tells columns of the same name apart by a number behind the name.
  const names = [column, column.replace(/\d+$/, '')];
  const byColumn = names.flatMap((name) => ENTITY_KEYS.find(({ columns }) => columns.includes(name)) ?? [])[0];
  return byColumn ?? ENTITY_KEYS.find(({ shape }) => shape?.test(text) === true);
}

/** Ready hunts for what a value names, over all tables that hold it; none where it names nothing known. */
export function entityHunts(found: FoundValue): readonly ReadyHunt[] {
  const hunts = entityOf(found)?.hunts ?? [];
  return [...processHunts(found), ...hunts.map((hunt) => ({ label: hunt.label, query: writeHunt(hunt, found) }))];
}

function writeHunt({ label, sources, time }: EntityHunt, found: FoundValue): string {
  const domain = accountDomain(found);
  const places = Object.entries(sources).map(([table, columns]) => ({
    table,
    condition: columns.map((column) => writeTest(column, domain, columns.length > 1)).join(' or '),
  }));
  return writeQuery(
    label,
    [
      `let Entity = ${writeString(found.text)};`,
      ...(domain === undefined ? [] : [`let Domain = ${writeString(domain)};`]),
    ],
    places,
    time === 'around' ? timeOf(found) : undefined,
  );
}

/** The name of an account is one of its domain. */
function writeTest(column: string, domain: string | undefined, isOneOfSeveral: boolean): string {
  const test = `${column} =~ Entity`;
  if (domain === undefined) return test;
  const both = `${test} and ${domainColumn(column)} =~ Domain`;
  return isOneOfSeveral ? `(${both})` : both;
}

function domainColumn(column: string): string {
  return column.replace(/Name$/, 'Domain');
}

function accountDomain({ column, beside }: FoundValue): string | undefined {
  if (!column.endsWith('AccountName')) return undefined;
  const domain = beside(domainColumn(column));
  return domain === '' ? undefined : domain;
}

/** A process is known by its device, its number and the moment it began. */
function processHunts(found: FoundValue): readonly ReadyHunt[] {
  const key = PROCESS_KEYS.find(({ names }) => names.some((name) => name === found.column));
  const device = found.beside('DeviceId');
  const id = key === undefined ? undefined : found.beside(key.id);
  const created = key === undefined ? undefined : writeLiteral('datetime', found.beside(key.created) ?? '');
  if (device === undefined || id === undefined || !/^\d+$/.test(id) || created === undefined) return [];
  const lets = [`let Device = ${writeString(device)};`, `let Process = long(${id});`, `let Created = ${created};`];
  const did = 'DeviceId =~ Device and InitiatingProcessId == Process and InitiatingProcessCreationTime == Created';
  const began = 'DeviceId =~ Device and ProcessId == Process and ProcessCreationTime == Created';
  return [
    {
      label: 'What the process did',
      query: writeQuery(
        'What the process did',
        lets,
        PROCESS_TABLES.map((table) => ({ table, condition: did })),
        timeOf(found),
      ),
    },
    {
      label: 'How the process began',
      query: writeQuery('How the process began', lets, [{ table: 'DeviceProcessEvents', condition: began }], undefined),
    },
  ];
}

interface Place {
  readonly table: string;
  readonly condition: string;
}

function writeQuery(
  label: string,
  lets: readonly string[],
  places: readonly Place[],
  moment: string | undefined,
): string {
  const times = moment === undefined ? [] : [`let Moment = ${moment};`];
  const near = moment === undefined ? [] : [`| where Timestamp between (Moment - ${WINDOW} .. Moment + ${WINDOW})`];
  const [only] = places;
  const rows =
    places.length === 1 && only !== undefined
      ? [only.table, ...near, `| where ${only.condition}`]
      : [
          // Not every tenant has every table.
          'union isfuzzy = true',
          places.map((place) => `    (${writeLeg(place, near)})`).join(',\n'),
          '| project-reorder SourceTable',
        ];
  const sort = places.every(({ table }) => UNTIMED_TABLES.has(table)) ? [] : ['| sort by Timestamp asc'];
  return `${[`// ${label}`, ...lets, ...times, ...rows, ...sort].join('\n')}\n`;
}

/** The rows of one table in a union, which names filtered tables by their place alone (`union_arg0`). */
function writeLeg({ table, condition }: Place, near: readonly string[]): string {
  return [table, ...near, `| where ${condition}`, `| extend SourceTable = ${writeString(table)}`].join(' ');
}

/** Tables that tell what is so, not when it happened. */
const UNTIMED_TABLES = new Set(['DeviceTvmSoftwareInventory', 'DeviceTvmSoftwareVulnerabilities']);

function timeOf({ beside }: FoundValue): string | undefined {
  const text = TIME_COLUMNS.map(beside).find((time) => time !== undefined);
  return text === undefined ? undefined : writeLiteral('datetime', text);
}
