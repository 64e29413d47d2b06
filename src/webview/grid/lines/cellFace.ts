import type { DisplayCell } from '../../../core/results/display/displayCell';
import { formatCount } from '../../../core/formatCount';

/** How a cell looks; each is one bit, so that a face is compared as one number. */
export const FACE = {
  number: 1,
  null: 2,
  pending: 4,
  cut: 8,
  mixed: 16,
  selected: 32,
  active: 64,
} as const;

const CLASS_NAMES: readonly (readonly [number, string])[] = [
  [FACE.number, 'is-number'],
  [FACE.null, 'is-null'],
  [FACE.pending, 'is-pending'],
  [FACE.cut, 'is-cut'],
  [FACE.mixed, 'is-mixed'],
  [FACE.selected, 'is-selected'],
  [FACE.active, 'is-active'],
];

const classNames = new Map<number, string>();

/** The `class` of a cell with a face. */
export function classOfFace(face: number): string {
  const known = classNames.get(face);
  if (known !== undefined) return known;
  const made = ['cell', ...CLASS_NAMES.filter(([bit]) => (face & bit) !== 0).map(([, name]) => name)].join(' ');
  classNames.set(face, made);
  return made;
}

/** The bits that come from what a cell holds. */
export function faceOfCell(cell: DisplayCell | undefined): number {
  if (cell === undefined) return FACE.pending;
  if (cell === null) return FACE.null;
  if (typeof cell === 'string') return 0;
  return (cell.fullLength === undefined ? 0 : FACE.cut) | (cell.hasMixedScripts === true ? FACE.mixed : 0);
}

export function textOfCell(cell: DisplayCell | undefined): string {
  if (cell === undefined) return '';
  if (cell === null) return 'null';
  return typeof cell === 'string' ? cell : cell.text;
}

/** What a cell says of itself beyond its text, if anything. @param key that shows the value in full */
export function remarkOfCell(cell: DisplayCell | undefined, key = 'Enter'): string | undefined {
  if (cell === undefined || cell === null || typeof cell === 'string') return undefined;
  const remarks = [
    cell.hasMixedScripts === true ? 'A word mixes letters of different alphabets that look alike.' : '',
    cell.fullLength === undefined
      ? ''
      : `Cut here: the value has ${formatCount(cell.fullLength)} characters. Press ${key} to read it.`,
  ];
  return remarks.filter((remark) => remark !== '').join(' ');
}
