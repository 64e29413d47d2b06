import {
  add,
  cross,
  dot,
  lengthOf,
  normalize,
  positionOf,
  scale,
  vectorOf,
  type Position,
  type Vector,
} from './sphere';

export type PlanePoint = [x: number, y: number];

/** How far from its centre a plane reaches: its points run away towards 90 degrees. */
const FURTHEST_COSINE = 0.05;

/**
 * A plane that touches the sphere and is seen from its centre: great circles are straight lines on it, so that what is
 * found on the plane holds on the sphere.
 */
export class GnomonicPlane {
  private readonly east: Vector;
  private readonly north: Vector;
  /** Places come back as they were given. */
  private readonly given = new Map<string, Position>();

  private constructor(private readonly center: Vector) {
    const pole: Vector = Math.abs(center[2]) > 0.9 ? [1, 0, 0] : [0, 0, 1];
    this.east = normalize(cross(pole, center));
    this.north = cross(center, this.east);
  }

  /** Undefined where some places are so far apart that no plane holds them all. */
  static around(places: readonly Position[]): GnomonicPlane | undefined {
    const vectors = places.map(vectorOf);
    const sum = vectors.reduce<Vector>(add, [0, 0, 0]);
    if (lengthOf(sum) < 1e-9) return undefined;
    const center = normalize(sum);
    return vectors.every((vector) => dot(vector, center) > FURTHEST_COSINE) ? new GnomonicPlane(center) : undefined;
  }

  project(place: Position): PlanePoint {
    const vector = vectorOf(place);
    const seen = scale(vector, 1 / dot(vector, this.center));
    const point: PlanePoint = [dot(seen, this.east), dot(seen, this.north)];
    this.given.set(point.join(), place);
    return point;
  }

  unproject([x, y]: readonly [x: number, y: number]): Position {
    const given = this.given.get([x, y].join());
    return given ?? positionOf(normalize(add(this.center, add(scale(this.east, x), scale(this.north, y)))));
  }
}
