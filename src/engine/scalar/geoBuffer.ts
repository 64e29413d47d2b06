import type { Line, Polygon } from './geoJson';
import { segmentsOf } from './geoShape';
import { unitePolygons } from './polygonAlgebra';
import {
  add,
  angleBetween,
  cross,
  EARTH_RADIUS,
  interpolate,
  normalize,
  positionOf,
  scale,
  vectorOf,
  type Position,
  type Vector,
} from './sphere';

/** How wide a buffer is and how far its border may stray, both in metres. */
export interface BufferWidth {
  readonly radius: number;
  readonly tolerance: number;
}

const LEAST_TOLERANCE = 1e-6;
/** A border has at least eight sides. */
const MOST_TURN = Math.PI / 4;

/** Undefined where the radius is none or the tolerance too fine for it. */
export function bufferWidth(radius: number, tolerance: number): BufferWidth | undefined {
  const isRadius = radius > 0 && radius < (EARTH_RADIUS * Math.PI) / 2;
  return isRadius && tolerance >= radius * LEAST_TOLERANCE ? { radius, tolerance } : undefined;
}

/** A polygon that holds all places within the radius of a place. */
export function bufferPlace(place: Position, width: BufferWidth): Polygon {
  const center = vectorOf(place);
  const pole: Vector = Math.abs(center[2]) > 0.9 ? [1, 0, 0] : [0, 0, 1];
  const east = normalize(cross(pole, center));
  const ring = arc(center, east, cross(center, east), 0, 2 * Math.PI, width).slice(0, -1);
  return [closed(ring.map(positionOf))];
}

/** The area within the radius of lines. */
export function bufferLines(lines: readonly Line[], width: BufferWidth): readonly Polygon[] {
  return unitePolygons(strips(lines, width));
}

/** Polygons and the area within the radius of them. */
export function bufferPolygons(polygons: readonly Polygon[], width: BufferWidth): readonly Polygon[] {
  return unitePolygons([...polygons, ...strips(polygons.flat(), width)]);
}

function strips(lines: readonly Line[], width: BufferWidth): readonly Polygon[] {
  return lines
    .flatMap(segmentsOf)
    .flatMap(([start, end]) => split(start, end, width).map((part) => strip(part, width)));
}

/** Beside a great circle a border of equal distance is no great circle: long sides are taken in pieces. */
function split(start: Vector, end: Vector, { radius, tolerance }: BufferWidth): readonly (readonly [Vector, Vector])[] {
  const longest = Math.sqrt((8 * EARTH_RADIUS * tolerance) / Math.tan(radius / EARTH_RADIUS));
  const count = Math.max(1, Math.ceil((angleBetween(start, end) * EARTH_RADIUS) / longest));
  return Array.from({ length: count }, (_, index): readonly [Vector, Vector] => [
    interpolate(start, end, index / count),
    interpolate(start, end, (index + 1) / count),
  ]);
}

/** The area around one side: half a circle at each end. */
function strip([start, end]: readonly [Vector, Vector], width: BufferWidth): Polygon {
  const left = normalize(cross(start, end));
  const half = Math.PI / 2;
  const behind = arc(start, cross(left, start), left, half, 3 * half, width);
  const ahead = arc(end, cross(left, end), left, -half, half, width);
  return [closed([...behind, ...ahead].map(positionOf))];
}

/** Places around a centre, counterclockwise; the sides between them touch the circle from outside. */
function arc(
  center: Vector,
  forward: Vector,
  left: Vector,
  from: number,
  to: number,
  { radius, tolerance }: BufferWidth,
): readonly Vector[] {
  const most = Math.min(2 * Math.acos(radius / (radius + tolerance)), MOST_TURN);
  const count = Math.ceil((to - from) / most);
  const turn = (to - from) / count;
  const reach = Math.atan(Math.tan(radius / EARTH_RADIUS) / Math.cos(turn / 2));
  return Array.from({ length: count + 1 }, (_, index) => {
    const angle = from + index * turn;
    const direction = add(scale(forward, Math.cos(angle)), scale(left, Math.sin(angle)));
    return add(scale(center, Math.cos(reach)), scale(direction, Math.sin(reach)));
  });
}

function closed(ring: readonly Position[]): Line {
  return [...ring, ...ring.slice(0, 1)];
}
