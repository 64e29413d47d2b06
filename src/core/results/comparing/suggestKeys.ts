import type { Column } from '../resultTable';

/** Columns that together tell rows of Defender's tables from one another, the surest first. */
const KEYS: readonly (readonly string[])[] = [
  ['Timestamp', 'DeviceId', 'ReportId'],
  ['Timestamp', 'ReportId'],
  ['TimeGenerated', '_ItemId'],
  ['AlertId'],
  ['IncidentId'],
  ['NetworkMessageId', 'RecipientEmailAddress'],
  ['NetworkMessageId'],
  ['DeviceId'],
  ['DeviceName'],
  ['AccountObjectId'],
  ['AccountUpn'],
  ['SHA256'],
  ['SHA1'],
];

/**
 * Proposes by which columns rows of two results are found again: a key that Defender's tables have, else the columns
 * that a summary is usually by, the texts at the beginning.
 */
export function suggestKeys(before: readonly Column[], after: readonly Column[]): readonly string[] {
  const shared = after.filter(({ name }) => before.some((column) => column.name === name));
  const known = KEYS.find((key) => key.every((name) => shared.some((column) => column.name === name)));
  if (known !== undefined) return known;
  const end = shared.findIndex(({ type }) => type !== 'string' && type !== 'guid' && type !== 'datetime');
  const leading = end === -1 ? shared : shared.slice(0, Math.max(1, end));
  return leading.map(({ name }) => name);
}
