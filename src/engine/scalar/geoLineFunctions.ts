import { dynamicEquals, type DynamicValue } from './dynamicValue';
import { emptyCollection, geometry, linesJson, pointJson, readLines, readPolygons, type Line } from './geoJson';
import {
  centroidOfLines,
  densify,
  isInside,
  lineLength,
  nearestOn,
  segmentsOf,
  simplify,
  type Nearest,
} from './geoShape';
import { defineScalar, type ScalarFunction } from './scalarFunction';
import { angleBetween, crossingOf, EARTH_RADIUS, interpolate, isPosition, positionOf, type Position } from './sphere';

/** Metres. https://learn.microsoft.com/kusto/query/geo-line-length-function */
const geoLineLength = defineScalar({
  name: 'geo_line_length',
  parameters: ['dynamic'],
  returns: 'real',
  call: (value) => readLines(value)?.reduce((sum, line) => sum + lineLength(line), 0) ?? null,
});

/** https://learn.microsoft.com/kusto/query/geo-line-centroid-function */
const geoLineCentroid = defineScalar({
  name: 'geo_line_centroid',
  parameters: ['dynamic'],
  returns: 'dynamic',
  call(value) {
    const lines = readLines(value);
    return lines === undefined ? null : pointJson(centroidOfLines(lines));
  },
});

/** https://learn.microsoft.com/kusto/query/geo-distance-point-to-line-function */
const geoDistancePointToLine = defineScalar({
  name: 'geo_distance_point_to_line',
  parameters: ['real', 'real', 'dynamic'],
  returns: 'real',
  call: (longitude, latitude, value) => nearest(longitude, latitude, readLines(value))?.metres ?? null,
});

/** https://learn.microsoft.com/kusto/query/geo-closest-point-on-line-function */
const geoClosestPointOnLine = defineScalar({
  name: 'geo_closest_point_on_line',
  parameters: ['real', 'real', 'dynamic'],
  returns: 'dynamic',
  call(longitude, latitude, value) {
    const found = nearest(longitude, latitude, readLines(value));
    return found === undefined ? null : pointJson(found.place);
  },
});

/** The part of the line before the place nearest to the point. https://learn.microsoft.com/kusto/query/geo-line-locate-point-function */
const geoLineLocatePoint = defineScalar({
  name: 'geo_line_locate_point',
  parameters: ['dynamic', 'real', 'real'],
  optional: ['bool'],
  returns: 'real',
  call(value, longitude, latitude) {
    const line = onlyLine(value);
    const found = nearest(longitude, latitude, line === undefined ? undefined : [line]);
    return line === undefined || found === undefined ? null : found.metresBefore / lineLength(line);
  },
});

/** https://learn.microsoft.com/kusto/query/geo-line-interpolate-point-function */
const geoLineInterpolatePoint = defineScalar({
  name: 'geo_line_interpolate_point',
  parameters: ['dynamic', 'real'],
  returns: 'dynamic',
  call(value, fraction) {
    const line = onlyLine(value);
    if (line === undefined || !(fraction >= 0 && fraction <= 1)) return null;
    let left = lineLength(line) * fraction;
    for (const [start, end] of segmentsOf(line)) {
      const metres = angleBetween(start, end) * EARTH_RADIUS;
      if (left <= metres && metres > 0) return pointJson(positionOf(interpolate(start, end, left / metres)));
      left -= metres;
    }
    return pointJson(line.at(-1) ?? [0, 0]);
  },
});

/** https://learn.microsoft.com/kusto/query/geo-line-densify-function: the tolerance is in metres. */
const geoLineDensify = defineScalar({
  name: 'geo_line_densify',
  parameters: ['dynamic'],
  optional: ['real', 'bool'],
  returns: 'dynamic',
  call(value, tolerance = 10) {
    const lines = readLines(value);
    if (lines === undefined || !(tolerance >= 0.1 && tolerance <= 10000)) return null;
    return linesJson(lines.map((line) => densify(line, tolerance)));
  },
});

/** https://learn.microsoft.com/kusto/query/geo-line-simplify-function: the tolerance is in metres. */
const geoLineSimplify = defineScalar({
  name: 'geo_line_simplify',
  parameters: ['dynamic'],
  optional: ['real'],
  returns: 'dynamic',
  call(value, tolerance = 10) {
    const lines = readLines(value);
    if (lines === undefined || !(tolerance >= 0 && tolerance <= 100000)) return null;
    return linesJson(lines.map((line) => simplify(line, tolerance)));
  },
});

/** https://learn.microsoft.com/kusto/query/geo-intersects-2lines-function */
const geoIntersects2Lines = defineScalar({
  name: 'geo_intersects_2lines',
  parameters: ['dynamic', 'dynamic'],
  returns: 'bool',
  call(left, right) {
    const [a, b] = [readLines(left), readLines(right)];
    return a === undefined || b === undefined ? null : dynamicEquals(left, right) || crossings(a, b).length > 0;
  },
});

/** The points that two lines share; what they share in length is known only of equal lines. https://learn.microsoft.com/kusto/query/geo-intersection-2lines-function */
const geoIntersection2Lines = defineScalar({
  name: 'geo_intersection_2lines',
  parameters: ['dynamic', 'dynamic'],
  returns: 'dynamic',
  call(left, right) {
    const [a, b] = [readLines(left), readLines(right)];
    if (a === undefined || b === undefined) return null;
    if (dynamicEquals(left, right)) return left;
    const points = crossings(a, b);
    const [only] = points;
    if (only === undefined) return emptyCollection();
    return points.length === 1 ? pointJson(only) : geometry('MultiPoint', points);
  },
});

/** https://learn.microsoft.com/kusto/query/geo-intersects-line-with-polygon-function */
const geoIntersectsLineWithPolygon = defineScalar({
  name: 'geo_intersects_line_with_polygon',
  parameters: ['dynamic', 'dynamic'],
  returns: 'bool',
  call(lineValue, polygonValue) {
    const [lines, polygons] = [readLines(lineValue), readPolygons(polygonValue)];
    if (lines === undefined || polygons === undefined) return null;
    const isAnyInside = lines.some(([first]) => first !== undefined && polygons.some((area) => isInside(area, first)));
    return isAnyInside || crossings(lines, polygons.flat()).length > 0;
  },
});

export const GEO_LINE_FUNCTIONS: readonly ScalarFunction[] = [
  geoLineLength,
  geoLineCentroid,
  geoDistancePointToLine,
  geoClosestPointOnLine,
  geoLineLocatePoint,
  geoLineInterpolatePoint,
  geoLineDensify,
  geoLineSimplify,
  geoIntersects2Lines,
  geoIntersection2Lines,
  geoIntersectsLineWithPolygon,
];

/** Every place where a side of one line crosses a side of another. */
export function crossings(left: readonly Line[], right: readonly Line[]): readonly Position[] {
  const places = left.flatMap(segmentsOf).flatMap(([a, b]) =>
    right.flatMap(segmentsOf).flatMap(([c, d]) => {
      const place = crossingOf(a, b, c, d);
      return place === undefined ? [] : [positionOf(place)];
    }),
  );
  const seen = new Map(places.map((place) => [place.map((degree) => degree.toFixed(12)).join(), place]));
  return [...seen.values()];
}

function onlyLine(value: DynamicValue): Line | undefined {
  const lines = readLines(value);
  return lines?.length === 1 ? lines[0] : undefined;
}

function nearest(longitude: number, latitude: number, lines: readonly Line[] | undefined): Nearest | undefined {
  return lines === undefined || !isPosition(longitude, latitude) ? undefined : nearestOn(lines, [longitude, latitude]);
}
