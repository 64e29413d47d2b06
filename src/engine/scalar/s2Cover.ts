import type { Line, Polygon } from './geoJson';
import { isInside, segmentsOf } from './geoShape';
import { cellAt, centerOf, childrenOf, cornersOf, FACE_CELLS, tokenOf, type S2Cell } from './s2Cell';
import { crossingOf, positionOf, type Vector } from './sphere';

type Segment = readonly [Vector, Vector];

export const MOST_CELLS = 65_536;

/** The tokens of the cells of a level that lines pass; undefined where there are too many. */
export function coverLines(lines: readonly Line[], level: number): readonly string[] | undefined {
  return cover(lines.flatMap(segmentsOf), level, () => false);
}

/** The tokens of the cells of a level that polygons have a part of; undefined where there are too many. */
export function coverPolygons(polygons: readonly Polygon[], level: number): readonly string[] | undefined {
  return cover(polygons.flat().flatMap(segmentsOf), level, (cell) => {
    const center = positionOf(centerOf(cell));
    return polygons.some((polygon) => isInside(polygon, center));
  });
}

/** Cells that no border passes are wholly inside or outside. */
function cover(
  border: readonly Segment[],
  level: number,
  isFilled: (cell: S2Cell) => boolean,
): readonly string[] | undefined {
  const found: S2Cell[] = [];
  const waiting = FACE_CELLS.map((cell) => ({ cell, segments: border, isFull: false }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { cell } = next;
    const segments = next.segments.filter((segment) => isTouching(segment, cell));
    const isFull = next.isFull || (segments.length === 0 && isFilled(cell));
    if (segments.length === 0 && !isFull) continue;
    if (cell.level === level) found.push(cell);
    else waiting.push(...childrenOf(cell).map((child) => ({ cell: child, segments, isFull })));
    if (found.length + (isFull ? waiting.length : 0) > MOST_CELLS) return undefined;
  }
  return found.map(tokenOf).sort((a, b) => (a.padEnd(16, '0') < b.padEnd(16, '0') ? -1 : 1));
}

function isTouching([start, end]: Segment, cell: S2Cell): boolean {
  if (isIn(start, cell) || isIn(end, cell)) return true;
  const corners = cornersOf(cell);
  return corners.some((corner, index) => {
    const next = corners[(index + 1) % corners.length] ?? corner;
    return crossingOf(start, end, corner, next) !== undefined;
  });
}

function isIn(place: Vector, cell: S2Cell): boolean {
  const own = cellAt(place, cell.level);
  return own.face === cell.face && own.i === cell.i && own.j === cell.j;
}
