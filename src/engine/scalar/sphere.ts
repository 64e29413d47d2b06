/** A unit vector: a place on the sphere. */
export type Vector = readonly [x: number, y: number, z: number];

/** Degrees of longitude and latitude, in GeoJSON's order. */
export type Position = readonly [longitude: number, latitude: number];

/** Metres; the mean radius that Kusto's geometry (S2) has. */
export const EARTH_RADIUS = 6371010;

const RADIANS = Math.PI / 180;

export function vectorOf([longitude, latitude]: Position): Vector {
  const [lambda, phi] = [longitude * RADIANS, latitude * RADIANS];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

export function positionOf([x, y, z]: Vector): Position {
  // Adding 0 makes -0 plain.
  return [Math.atan2(y, x) / RADIANS + 0, Math.atan2(z, Math.hypot(x, y)) / RADIANS + 0];
}

export function isPosition(longitude: number, latitude: number): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function add(a: Vector, b: Vector): Vector {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

export function scale(a: Vector, factor: number): Vector {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}

export function lengthOf(a: Vector): number {
  return Math.hypot(...a);
}

export function normalize(a: Vector): Vector {
  return scale(a, 1 / lengthOf(a));
}

/** The angle between two vectors in radians, exact for small ones too. */
export function angleBetween(a: Vector, b: Vector): number {
  return Math.atan2(lengthOf(cross(a, b)), dot(a, b));
}

/** Metres along the great circle. */
export function distance(a: Position, b: Position): number {
  return angleBetween(vectorOf(a), vectorOf(b)) * EARTH_RADIUS;
}

/** The direction from one place to another, clockwise from north, from 0 to 2π. */
export function azimuth(from: Position, to: Position): number {
  const [phi1, phi2] = [from[1] * RADIANS, to[1] * RADIANS];
  const turn = (to[0] - from[0]) * RADIANS;
  const angle = Math.atan2(
    Math.sin(turn) * Math.cos(phi2),
    Math.cos(phi1) * Math.sin(phi2) - Math.sin(phi1) * Math.cos(phi2) * Math.cos(turn),
  );
  return (angle + 2 * Math.PI) % (2 * Math.PI);
}

/** The place at a part (0 to 1) of the way from one place to another. */
export function interpolate(a: Vector, b: Vector, fraction: number): Vector {
  const angle = angleBetween(a, b);
  if (angle === 0) return a;
  return normalize(add(scale(a, Math.sin((1 - fraction) * angle)), scale(b, Math.sin(fraction * angle))));
}

/** The place on the arc from `a` to `b` that is nearest to `point`. */
export function closestOnArc(point: Vector, a: Vector, b: Vector): Vector {
  const normal = cross(a, b);
  const size = lengthOf(normal);
  if (size > 0) {
    const unit = scale(normal, 1 / size);
    const foot = add(point, scale(unit, -dot(point, unit)));
    if (lengthOf(foot) > 0 && dot(cross(a, foot), unit) >= 0 && dot(cross(foot, b), unit) >= 0) return normalize(foot);
  }
  return angleBetween(point, a) <= angleBetween(point, b) ? a : b;
}

/** Where two arcs cross inside each other; undefined where they do not. */
export function crossingOf(a: Vector, b: Vector, c: Vector, d: Vector): Vector | undefined {
  const first = cross(a, b);
  const second = cross(c, d);
  const line = cross(first, second);
  if (lengthOf(line) < 1e-15) return undefined;
  const unit = normalize(line);
  return [unit, scale(unit, -1)].find((place) => isWithin(place, a, b, first) && isWithin(place, c, d, second));
}

function isWithin(place: Vector, a: Vector, b: Vector, normal: Vector): boolean {
  const tolerance = -1e-15;
  return (
    dot(cross(a, place), normal) >= tolerance && dot(cross(place, b), normal) >= tolerance && dot(place, add(a, b)) > 0
  );
}
