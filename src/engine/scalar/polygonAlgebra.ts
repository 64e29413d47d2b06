import { intersection, union } from 'polyclip-ts';
import type { Polygon } from './geoJson';
import { crossings } from './geoLineFunctions';
import { isInside } from './geoShape';
import { GnomonicPlane, type PlanePoint } from './gnomonicPlane';
import { snapRings } from './planeSnapping';
import { ScalarFunctionError } from './scalarFunction';
import { add, angleBetween, normalize, vectorOf, type Vector } from './sphere';

type PlanePolygon = PlanePoint[][];

/** The area that some polygons cover together. */
export function unitePolygons(polygons: readonly Polygon[]): readonly Polygon[] {
  return groupTouching(polygons).flatMap((group) => {
    const [first, ...others] = group;
    if (first === undefined || others.length === 0) return group;
    return onPlane(group, ([one = [], ...more]) => union([one], ...more.map((polygon) => [polygon])));
  });
}

/** The area that polygons of both sides cover. */
export function intersectPolygons(left: readonly Polygon[], right: readonly Polygon[]): readonly Polygon[] {
  const parts = left.flatMap((a) =>
    right
      .filter((b) => areTouching(a, b))
      .flatMap((b) => onPlane([a, b], ([one = [], other = []]) => intersection([one], [other]))),
  );
  return unitePolygons(parts);
}

/** True where two polygons have a place in common. */
export function areTouching(a: Polygon, b: Polygon): boolean {
  const [capA, capB] = [capOf(a), capOf(b)];
  if (angleBetween(capA.center, capB.center) > capA.radius + capB.radius) return false;
  if (crossings(a, b).length > 0) return true;
  const [cornerA, cornerB] = [a[0]?.[0], b[0]?.[0]];
  return (cornerA !== undefined && isInside(b, cornerA)) || (cornerB !== undefined && isInside(a, cornerB));
}

function onPlane(
  polygons: readonly Polygon[],
  combine: (polygons: readonly PlanePolygon[]) => readonly PlanePolygon[],
): readonly Polygon[] {
  const plane = GnomonicPlane.around(polygons.flat(2));
  if (plane === undefined) throw new ScalarFunctionError('polygons that span half of the earth cannot be combined');
  const rings = snapRings(
    polygons.flatMap((polygon) => polygon.map((ring) => ring.map((place) => plane.project(place)))),
  );
  let taken = 0;
  const flat = polygons.map((polygon) => rings.slice(taken, (taken += polygon.length)));
  return combine(flat).map((polygon) => polygon.map((ring) => ring.map((point) => plane.unproject(point))));
}

/** Groups of polygons that touch, directly or through others. */
function groupTouching(polygons: readonly Polygon[]): readonly (readonly Polygon[])[] {
  const groups: Polygon[][] = [];
  for (const polygon of polygons) {
    const touched = groups.filter((group) => group.some((other) => areTouching(polygon, other)));
    for (const group of touched) groups.splice(groups.indexOf(group), 1);
    groups.push([...touched.flat(), polygon]);
  }
  return groups;
}

/** A circle around a polygon, in radians. */
function capOf([outer = []]: Polygon): { readonly center: Vector; readonly radius: number } {
  const vectors = outer.map(vectorOf);
  const center = normalize(vectors.reduce<Vector>(add, [0, 0, 0]));
  return { center, radius: Math.max(...vectors.map((vector) => angleBetween(center, vector))) + 1e-9 };
}
