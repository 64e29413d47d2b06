import type { Line, Polygon } from './geoJson';
import { isInside, segmentsOf } from './geoShape';
import { angleBetween, crossingOf, interpolate, positionOf, type Position, type Vector } from './sphere';

type Side = readonly [Position, Position];

/** Lines without the sides that repeat, chained where no more than two sides meet. */
export function uniteLines(lines: readonly Line[]): readonly Line[] {
  const sides = distinctSides(lines);
  const sidesAt = new Map<string, Side[]>();
  for (const side of sides) {
    for (const key of side.map(keyOf)) sidesAt.set(key, [...(sidesAt.get(key) ?? []), side]);
  }
  const left = new Set(sides);
  return sides.flatMap((side) => {
    if (!left.delete(side)) return [];
    const after = follow(side[1], left, sidesAt);
    const before = follow(side[0], left, sidesAt);
    return [[...[...before].reverse(), ...side, ...after]];
  });
}

function distinctSides(lines: readonly Line[]): readonly Side[] {
  const byEnds = new Map<string, Side>();
  for (const line of lines) {
    line.slice(1).forEach((end, index) => {
      const start = line[index] ?? end;
      const key = [start, end].map(keyOf).sort().join(' ');
      if (keyOf(start) !== keyOf(end) && !byEnds.has(key)) byEnds.set(key, [start, end]);
    });
  }
  return [...byEnds.values()];
}

/** The places beyond one, as long as there is one way to go on. */
function follow(from: Position, left: Set<Side>, sidesAt: ReadonlyMap<string, readonly Side[]>): readonly Position[] {
  const places: Position[] = [];
  for (let place = from; ;) {
    const key = keyOf(place);
    const sides = sidesAt.get(key) ?? [];
    const side = sides.length === 2 ? sides.find((other) => left.has(other)) : undefined;
    if (side === undefined) return places;
    left.delete(side);
    place = keyOf(side[0]) === key ? side[1] : side[0];
    places.push(place);
  }
}

/** The parts of lines that lie in polygons. */
export function clipLines(lines: readonly Line[], polygons: readonly Polygon[]): readonly Line[] {
  const borders = polygons.flat().flatMap(segmentsOf);
  return lines.flatMap((line) => clipLine(line, borders, polygons));
}

function clipLine(
  line: Line,
  borders: readonly (readonly [Vector, Vector])[],
  polygons: readonly Polygon[],
): readonly Line[] {
  const parts: Position[][] = [];
  let current: Position[] | undefined;
  for (const [index, [start, end]] of segmentsOf(line).entries()) {
    const cuts = cutsOf(start, end, borders);
    for (const [position, cut] of cuts.slice(1).entries()) {
      const from = cuts[position] ?? start;
      const middle = positionOf(interpolate(from, cut, 0.5));
      if (!polygons.some((polygon) => isInside(polygon, middle))) {
        current = undefined;
        continue;
      }
      if (current === undefined) {
        current = [position === 0 ? (line[index] ?? positionOf(from)) : positionOf(from)];
        parts.push(current);
      }
      current.push(position === cuts.length - 2 ? (line[index + 1] ?? positionOf(cut)) : positionOf(cut));
    }
  }
  return parts;
}

/** Places on a side where it meets borders, from its start to its end. */
function cutsOf(start: Vector, end: Vector, borders: readonly (readonly [Vector, Vector])[]): readonly Vector[] {
  const places = borders.map(([a, b]) => crossingOf(start, end, a, b)).filter((place) => place !== undefined);
  const inside = places
    .map((place) => ({ place, angle: angleBetween(start, place) }))
    .filter(({ angle }) => angle > 1e-12 && angle < angleBetween(start, end) - 1e-12)
    .sort((a, b) => a.angle - b.angle)
    .filter(({ angle }, index, all) => index === 0 || angle - (all[index - 1]?.angle ?? 0) > 1e-12);
  return [start, ...inside.map(({ place }) => place), end];
}

function keyOf(place: Position): string {
  return place.join();
}
