import type { DynamicValue } from './dynamicValue';
import { pointJson, polygonsJson, readPolygons, type Polygon } from './geoJson';
import { crossings } from './geoLineFunctions';
import { centroidOfPolygons, densify, isInside, lineLength, nearestOn, ringArea, simplify } from './geoShape';
import { defineScalar, type ScalarFunction } from './scalarFunction';
import { isPosition, type Position } from './sphere';

/** https://learn.microsoft.com/kusto/query/geo-point-in-polygon-function */
const geoPointInPolygon = defineScalar({
  name: 'geo_point_in_polygon',
  parameters: ['real', 'real', 'dynamic'],
  returns: 'bool',
  call: (longitude, latitude, value) =>
    overPoint(longitude, latitude, value, (point, polygons) => polygons.some((polygon) => isInside(polygon, point))),
});

/** Metres, 0 inside. https://learn.microsoft.com/kusto/query/geo-distance-point-to-polygon-function */
const geoDistancePointToPolygon = defineScalar({
  name: 'geo_distance_point_to_polygon',
  parameters: ['real', 'real', 'dynamic'],
  returns: 'real',
  call: (longitude, latitude, value) =>
    overPoint(longitude, latitude, value, (point, polygons) =>
      polygons.some((polygon) => isInside(polygon, point)) ? 0 : (nearestOn(polygons.flat(), point)?.metres ?? null),
    ),
});

/** The point itself where it lies inside. https://learn.microsoft.com/kusto/query/geo-closest-point-on-polygon-function */
const geoClosestPointOnPolygon = defineScalar({
  name: 'geo_closest_point_on_polygon',
  parameters: ['real', 'real', 'dynamic'],
  returns: 'dynamic',
  call: (longitude, latitude, value) =>
    overPoint(longitude, latitude, value, (point, polygons) => {
      if (polygons.some((polygon) => isInside(polygon, point))) return pointJson(point);
      const found = nearestOn(polygons.flat(), point);
      return found === undefined ? null : pointJson(found.place);
    }),
});

/** Square metres. https://learn.microsoft.com/kusto/query/geo-polygon-area-function */
const geoPolygonArea = defineScalar({
  name: 'geo_polygon_area',
  parameters: ['dynamic'],
  returns: 'real',
  call: (value) => readPolygons(value)?.reduce((sum, polygon) => sum + polygonArea(polygon), 0) ?? null,
});

/** Metres. https://learn.microsoft.com/kusto/query/geo-polygon-perimeter-function */
const geoPolygonPerimeter = defineScalar({
  name: 'geo_polygon_perimeter',
  parameters: ['dynamic'],
  returns: 'real',
  call: (value) =>
    readPolygons(value)
      ?.flat()
      .reduce((sum, ring) => sum + lineLength(ring), 0) ?? null,
});

/** https://learn.microsoft.com/kusto/query/geo-polygon-centroid-function */
const geoPolygonCentroid = defineScalar({
  name: 'geo_polygon_centroid',
  parameters: ['dynamic'],
  returns: 'dynamic',
  call(value) {
    const polygons = readPolygons(value);
    return polygons === undefined ? null : pointJson(centroidOfPolygons(polygons));
  },
});

/** https://learn.microsoft.com/kusto/query/geo-polygon-densify-function: the tolerance is in metres. */
const geoPolygonDensify = defineScalar({
  name: 'geo_polygon_densify',
  parameters: ['dynamic'],
  optional: ['real', 'bool'],
  returns: 'dynamic',
  call(value, tolerance = 10) {
    const polygons = readPolygons(value);
    if (polygons === undefined || !(tolerance >= 0.1 && tolerance <= 10000)) return null;
    return polygonsJson(polygons.map((polygon) => polygon.map((ring) => densify(ring, tolerance))));
  },
});

/** https://learn.microsoft.com/kusto/query/geo-polygon-simplify-function: the tolerance is in metres. */
const geoPolygonSimplify = defineScalar({
  name: 'geo_polygon_simplify',
  parameters: ['dynamic'],
  optional: ['real'],
  returns: 'dynamic',
  call(value, tolerance = 10) {
    const polygons = readPolygons(value);
    if (polygons === undefined || !(tolerance >= 0 && tolerance <= 100000)) return null;
    const simple = polygons.map((polygon) => polygon.map((ring) => simplify(ring, tolerance)));
    return simple.flat().some((ring) => ring.length < 4) ? null : polygonsJson(simple);
  },
});

/** https://learn.microsoft.com/kusto/query/geo-intersects-2polygons-function */
const geoIntersects2Polygons = defineScalar({
  name: 'geo_intersects_2polygons',
  parameters: ['dynamic', 'dynamic'],
  returns: 'bool',
  call(left, right) {
    const [a, b] = [readPolygons(left), readPolygons(right)];
    if (a === undefined || b === undefined) return null;
    return crossings(a.flat(), b.flat()).length > 0 || holdsCornerOf(a, b) || holdsCornerOf(b, a);
  },
});

export const GEO_POLYGON_FUNCTIONS: readonly ScalarFunction[] = [
  geoPointInPolygon,
  geoDistancePointToPolygon,
  geoClosestPointOnPolygon,
  geoPolygonArea,
  geoPolygonPerimeter,
  geoPolygonCentroid,
  geoPolygonDensify,
  geoPolygonSimplify,
  geoIntersects2Polygons,
];

function overPoint<T>(
  longitude: number,
  latitude: number,
  value: DynamicValue,
  find: (point: Position, polygons: readonly Polygon[]) => T,
): T | null {
  const polygons = readPolygons(value);
  return polygons === undefined || !isPosition(longitude, latitude) ? null : find([longitude, latitude], polygons);
}

function polygonArea([outer = [], ...holes]: Polygon): number {
  return holes.reduce((area, hole) => area - ringArea(hole), ringArea(outer));
}

function holdsCornerOf(outer: readonly Polygon[], inner: readonly Polygon[]): boolean {
  return inner.some(([ring]) => {
    const [corner] = ring ?? [];
    return corner !== undefined && outer.some((polygon) => isInside(polygon, corner));
  });
}
