import { normalize, type Vector } from './sphere';

/*
 * S2 cells: each face of a cube around the earth is halved 30 times both ways, its cells numbered along a Hilbert curve.
 * Source: http://s2geometry.io/devguide/s2cell_hierarchy
 */

export const FINEST_LEVEL = 30;
const SIZE = 2 ** FINEST_LEVEL;
/** Quarters along the curve for each of its four turns: quarter at (i, j) → position, and position → quarter. */
const QUARTER_TO_POSITION = [
  [0, 1, 3, 2],
  [0, 3, 1, 2],
  [2, 3, 1, 0],
  [2, 1, 3, 0],
] as const;
const POSITION_TO_QUARTER = [
  [0, 1, 3, 2],
  [0, 2, 3, 1],
  [3, 2, 0, 1],
  [3, 1, 0, 2],
] as const;
const POSITION_TO_TURN = [1, 0, 0, 3] as const;

/** A square of a face: `i` and `j` are its lower corner in leaf cells. */
export interface S2Cell {
  readonly face: number;
  readonly i: number;
  readonly j: number;
  readonly level: number;
}

export function cellAt(place: Vector, level: number): S2Cell {
  const { face, u, v } = faceOf(place);
  return cellOn(face, toIndex(toS(u)), toIndex(toS(v)), level);
}

/** The cell's number as hexadecimal without its trailing zeros. */
export function tokenOf({ face, i, j, level }: S2Cell): string {
  let position = 0n;
  let turn = face & 1;
  for (let bit = FINEST_LEVEL - 1; bit >= FINEST_LEVEL - level; bit--) {
    const quarter = (((i >> bit) & 1) << 1) | ((j >> bit) & 1);
    const step = QUARTER_TO_POSITION[turn]?.[quarter] ?? 0;
    position = (position << 2n) | BigInt(step);
    turn ^= POSITION_TO_TURN[step];
  }
  const id = (BigInt(face) << 61n) | (((position << 1n) | 1n) << BigInt(2 * (FINEST_LEVEL - level)));
  return id.toString(16).padStart(16, '0').replace(/0+$/, '');
}

/** Undefined where the text is no cell's token. */
export function parseToken(token: string): S2Cell | undefined {
  if (!/^[0-9a-f]{1,16}$/i.test(token)) return undefined;
  const id = BigInt(`0x${token.padEnd(16, '0')}`);
  const face = Number(id >> 61n);
  const lowest = id & -id;
  const shift = lowest.toString(2).length - 1;
  if (face > 5 || id === 0n || shift % 2 !== 0) return undefined;
  const level = FINEST_LEVEL - shift / 2;
  let [i, j, turn] = [0, 0, face & 1];
  for (let depth = 0; depth < level; depth++) {
    const step = Number((id >> BigInt(59 - 2 * depth)) & 3n);
    const quarter = POSITION_TO_QUARTER[turn]?.[step] ?? 0;
    const bit = FINEST_LEVEL - 1 - depth;
    i |= (quarter >> 1) << bit;
    j |= (quarter & 1) << bit;
    turn ^= POSITION_TO_TURN[step] ?? 0;
  }
  return { face, i, j, level };
}

export function centerOf({ face, i, j, level }: S2Cell): Vector {
  const half = 2 ** (FINEST_LEVEL - level) / 2;
  return vectorAt(face, toU((i + half) / SIZE), toU((j + half) / SIZE));
}

/** The four corners, counterclockwise. */
export function cornersOf({ face, i, j, level }: S2Cell): readonly Vector[] {
  const size = 2 ** (FINEST_LEVEL - level);
  const [left, right, low, high] = [i, i + size, j, j + size].map((index) => toU(index / SIZE));
  const corners = [
    [left, low],
    [right, low],
    [right, high],
    [left, high],
  ];
  return corners.map(([u = 0, v = 0]) => vectorAt(face, u, v));
}

const NEIGHBORS: readonly (readonly [right: number, up: number])[] = [
  [1, 1],
  [-1, -1],
  [1, -1],
  [0, -1],
  [0, 1],
  [1, 0],
  [-1, 0],
  [-1, 1],
];

/** The cells of the same level around this one, across the cube's edges too. */
export function neighborsOf({ face, i, j, level }: S2Cell): readonly S2Cell[] {
  const size = 2 ** (FINEST_LEVEL - level);
  return NEIGHBORS.map(([right, up]) => cellBeside(face, i + right * size, j + up * size, level));
}

function cellBeside(face: number, i: number, j: number, level: number): S2Cell {
  if (i >= 0 && j >= 0 && i < SIZE && j < SIZE) return cellOn(face, i, j, level);
  // Beyond the edge the plane of the face goes on for a little; its places belong to the next face.
  const [u, v] = [i, j].map((index) => (2 * Math.min(Math.max(index, -1), SIZE) + 1 - SIZE) / SIZE);
  const beyond = faceOf(vectorAt(face, u ?? 0, v ?? 0));
  return cellOn(beyond.face, toIndex((beyond.u + 1) / 2), toIndex((beyond.v + 1) / 2), level);
}

function cellOn(face: number, i: number, j: number, level: number): S2Cell {
  const size = 2 ** (FINEST_LEVEL - level);
  return { face, i: Math.floor(i / size) * size, j: Math.floor(j / size) * size, level };
}

/** The quadratic projection that makes cells about equally large. */
function toS(u: number): number {
  return u >= 0 ? Math.sqrt(1 + 3 * u) / 2 : 1 - Math.sqrt(1 - 3 * u) / 2;
}

function toU(s: number): number {
  return s >= 0.5 ? (4 * s * s - 1) / 3 : (1 - 4 * (1 - s) * (1 - s)) / 3;
}

function toIndex(s: number): number {
  return Math.min(Math.max(Math.floor(s * SIZE), 0), SIZE - 1);
}

function faceOf([x, y, z]: Vector): { readonly face: number; readonly u: number; readonly v: number } {
  const sizes = [Math.abs(x), Math.abs(y), Math.abs(z)];
  const axis = sizes.indexOf(Math.max(...sizes));
  const isNegative = ([x, y, z][axis] ?? 0) < 0;
  switch (axis + (isNegative ? 3 : 0)) {
    case 0:
      return { face: 0, u: y / x, v: z / x };
    case 1:
      return { face: 1, u: -x / y, v: z / y };
    case 2:
      return { face: 2, u: -x / z, v: -y / z };
    case 3:
      return { face: 3, u: z / x, v: y / x };
    case 4:
      return { face: 4, u: z / y, v: -x / y };
    default:
      return { face: 5, u: -y / z, v: -x / z };
  }
}

function vectorAt(face: number, u: number, v: number): Vector {
  switch (face) {
    case 0:
      return normalize([1, u, v]);
    case 1:
      return normalize([-u, 1, v]);
    case 2:
      return normalize([-u, -v, 1]);
    case 3:
      return normalize([-1, -v, -u]);
    case 4:
      return normalize([v, -1, -u]);
    default:
      return normalize([v, u, -1]);
  }
}

/** The whole earth: the six faces of the cube. */
export const FACE_CELLS: readonly S2Cell[] = Array.from({ length: 6 }, (_, face) => ({ face, i: 0, j: 0, level: 0 }));

/** The four cells of the next level inside one. */
export function childrenOf({ face, i, j, level }: S2Cell): readonly S2Cell[] {
  const half = 2 ** (FINEST_LEVEL - level - 1);
  return [0, 1].flatMap((right) =>
    [0, 1].map((up) => ({ face, i: i + right * half, j: j + up * half, level: level + 1 })),
  );
}
