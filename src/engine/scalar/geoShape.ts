import type { Line, Polygon } from './geoJson';
import {
  add,
  angleBetween,
  azimuth,
  closestOnArc,
  distance,
  EARTH_RADIUS,
  lengthOf,
  normalize,
  positionOf,
  scale,
  vectorOf,
  type Position,
  type Vector,
} from './sphere';

/** Consecutive pairs of a line's places. */
export function segmentsOf(line: Line): readonly (readonly [Vector, Vector])[] {
  const vectors = line.map(vectorOf);
  return vectors.slice(1).map((end, index): readonly [Vector, Vector] => [vectors[index] ?? end, end]);
}

/** Metres. */
export function lineLength(line: Line): number {
  return segmentsOf(line).reduce((sum, [start, end]) => sum + angleBetween(start, end) * EARTH_RADIUS, 0);
}

/** The place on some lines that is nearest to a point, how far it is, and how much of its line lies before it. */
export interface Nearest {
  readonly place: Position;
  readonly metres: number;
  readonly metresBefore: number;
}

export function nearestOn(lines: readonly Line[], point: Position): Nearest | undefined {
  const target = vectorOf(point);
  let nearest: Nearest | undefined;
  for (const line of lines) {
    let before = 0;
    for (const [start, end] of segmentsOf(line)) {
      const place = closestOnArc(target, start, end);
      const metres = angleBetween(target, place) * EARTH_RADIUS;
      if (nearest === undefined || metres < nearest.metres) {
        nearest = {
          place: positionOf(place),
          metres,
          metresBefore: before + angleBetween(start, place) * EARTH_RADIUS,
        };
      }
      before += angleBetween(start, end) * EARTH_RADIUS;
    }
  }
  return nearest;
}

/** The centre of mass of lines. */
export function centroidOfLines(lines: readonly Line[]): Position {
  const sum = lines.flatMap(segmentsOf).reduce<Vector>(
    (total, [start, end]) => {
      const middle = add(start, end);
      const apart = add(start, scale(end, -1));
      return add(total, scale(middle, lengthOf(apart) / lengthOf(middle)));
    },
    [0, 0, 0],
  );
  return positionOf(normalize(sum));
}

/** True inside the outer ring and outside the holes; a place on a border is inside. */
export function isInside(polygon: Polygon, point: Position): boolean {
  const [outer = [], ...holes] = polygon;
  if (isOnBorder(polygon, point)) return true;
  return isEncircled(outer, point) && !holes.some((hole) => isEncircled(hole, point));
}

const ON_BORDER_METRES = 1e-6;

function isOnBorder(polygon: Polygon, point: Position): boolean {
  return (nearestOn(polygon, point)?.metres ?? Infinity) < ON_BORDER_METRES;
}

/** Seen from a place inside, the ring turns once around. */
function isEncircled(ring: Line, point: Position): boolean {
  if (ring.every((place) => distance(place, point) > (EARTH_RADIUS * Math.PI) / 2)) return false;
  const directions = ring.map((place) => azimuth(point, place));
  const turned = directions.slice(1).reduce((sum, direction, index) => {
    const turn = direction - (directions[index] ?? 0);
    return sum + (turn > Math.PI ? turn - 2 * Math.PI : turn < -Math.PI ? turn + 2 * Math.PI : turn);
  }, 0);
  return Math.abs(turned) > Math.PI;
}

/** Square metres of a ring: the excess of the triangles that its sides make with its first place. */
export function ringArea(ring: Line): number {
  return Math.abs(signedTriangles(ring).reduce((sum, { excess }) => sum + excess, 0)) * EARTH_RADIUS ** 2;
}

/** The centre of mass of polygons, holes taken away. */
export function centroidOfPolygons(polygons: readonly Polygon[]): Position {
  const parts = polygons.flatMap((polygon) =>
    polygon.map((ring, index) => {
      const triangles = signedTriangles(ring);
      const total = triangles.reduce((sum, { excess }) => sum + excess, 0);
      const sum = triangles.reduce<Vector>((all, { middle, excess }) => add(all, scale(middle, excess)), [0, 0, 0]);
      return scale(sum, Math.sign(total) * (index === 0 ? 1 : -1));
    }),
  );
  return positionOf(normalize(parts.reduce(add)));
}

function signedTriangles(ring: Line): readonly { readonly excess: number; readonly middle: Vector }[] {
  const [origin, ...rest] = ring.map(vectorOf);
  if (origin === undefined) return [];
  return rest.slice(1).map((end, index) => {
    const start = rest[index] ?? end;
    return { excess: triangleExcess(origin, start, end), middle: normalize(add(add(origin, start), end)) };
  });
}

/** The signed solid angle of a triangle, after Van Oosterom and Strackee. */
function triangleExcess(a: Vector, b: Vector, c: Vector): number {
  const triple =
    a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  const sum = 1 + dotOf(a, b) + dotOf(b, c) + dotOf(c, a);
  return 2 * Math.atan2(triple, sum);
}

function dotOf(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Halves straight sides on the map until none strays further than `tolerance` metres from its great circle. */
export function densify(line: Line, tolerance: number): Line {
  const [first] = line;
  if (first === undefined) return line;
  return [first, ...line.slice(1).flatMap((end, index) => densifySide(line[index] ?? end, end, tolerance))];
}

function densifySide(start: Position, end: Position, tolerance: number): Line {
  const middle: Position = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2];
  const target = vectorOf(middle);
  const strays = angleBetween(target, closestOnArc(target, vectorOf(start), vectorOf(end))) * EARTH_RADIUS;
  if (strays <= tolerance) return [end];
  return [...densifySide(start, middle, tolerance), ...densifySide(middle, end, tolerance)];
}

/** Leaves out places that are within `tolerance` metres of the line between those that stay (Douglas and Peucker). */
export function simplify(line: Line, tolerance: number): Line {
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined || line.length < 3) return line;
  let furthest = 0;
  let split = 0;
  for (const [index, place] of line.entries()) {
    const metres = nearestOn([[first, last]], place)?.metres ?? 0;
    if (metres > furthest) [furthest, split] = [metres, index];
  }
  if (furthest <= tolerance) return [first, last];
  return [...simplify(line.slice(0, split + 1), tolerance).slice(0, -1), ...simplify(line.slice(split), tolerance)];
}
