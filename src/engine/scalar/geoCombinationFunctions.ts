import { isArray, type DynamicBag, type DynamicValue } from './dynamicValue';
import { bufferLines, bufferPlace, bufferPolygons, bufferWidth } from './geoBuffer';
import { emptyCollection, linesJson, polygonsJson, readLines, readPolygons, type Polygon } from './geoJson';
import { simplify } from './geoShape';
import { clipLines, uniteLines } from './lineAlgebra';
import { intersectPolygons, unitePolygons } from './polygonAlgebra';
import { coverLines, coverPolygons } from './s2Cover';
import { FINEST_LEVEL } from './s2Cell';
import { defineScalar, type ScalarFunction } from './scalarFunction';
import { isPosition } from './sphere';
import { parseWellKnownText } from './wellKnownText';

const TOLERANCE = 10;
const FURTHEST_TOLERANCE = 7_800_000;
const LEVEL = 11n;

/** https://learn.microsoft.com/kusto/query/geo-from-wkt-function */
const geoFromWkt = defineScalar({
  name: 'geo_from_wkt',
  parameters: ['string'],
  returns: 'dynamic',
  call: (text) => parseWellKnownText(text) ?? null,
});

/** https://learn.microsoft.com/kusto/query/geo-union-polygons-array-function */
const geoUnionPolygonsArray = defineScalar({
  name: 'geo_union_polygons_array',
  parameters: ['dynamic'],
  returns: 'dynamic',
  call(values) {
    const polygons = readEach(values, readPolygons);
    return polygons === undefined ? null : areaJson(unitePolygons(polygons));
  },
});

/** https://learn.microsoft.com/kusto/query/geo-union-lines-array-function */
const geoUnionLinesArray = defineScalar({
  name: 'geo_union_lines_array',
  parameters: ['dynamic'],
  returns: 'dynamic',
  call(values) {
    const lines = readEach(values, readLines);
    return lines === undefined ? null : linesJson(uniteLines(lines));
  },
});

/** The area that both have; touching borders are none. https://learn.microsoft.com/kusto/query/geo-intersection-2polygons-function */
const geoIntersection2Polygons = defineScalar({
  name: 'geo_intersection_2polygons',
  parameters: ['dynamic', 'dynamic'],
  returns: 'dynamic',
  call(left, right) {
    const [a, b] = [readPolygons(left), readPolygons(right)];
    return a === undefined || b === undefined ? null : areaJson(intersectPolygons(a, b));
  },
});

/** https://learn.microsoft.com/kusto/query/geo-intersection-line-with-polygon-function */
const geoIntersectionLineWithPolygon = defineScalar({
  name: 'geo_intersection_line_with_polygon',
  parameters: ['dynamic', 'dynamic'],
  returns: 'dynamic',
  call(lineValue, polygonValue) {
    const [lines, polygons] = [readLines(lineValue), readPolygons(polygonValue)];
    if (lines === undefined || polygons === undefined) return null;
    const parts = clipLines(lines, polygons);
    return parts.length === 0 ? emptyCollection() : linesJson(parts);
  },
});

/** Borders that two polygons share go, for together they cover one area. https://learn.microsoft.com/kusto/query/geo-simplify-polygons-array-function */
const geoSimplifyPolygonsArray = defineScalar({
  name: 'geo_simplify_polygons_array',
  parameters: ['dynamic'],
  optional: ['real'],
  returns: 'dynamic',
  call(values, tolerance = TOLERANCE) {
    const polygons = readEach(values, readPolygons);
    if (polygons === undefined || !(tolerance >= 0 && tolerance <= FURTHEST_TOLERANCE)) return null;
    const simple = unitePolygons(polygons).flatMap((polygon) => simplifyPolygon(polygon, tolerance));
    return simple.length === 0 ? null : polygonsJson(simple);
  },
});

/** https://learn.microsoft.com/kusto/query/geo-point-buffer-function: metres. */
const geoPointBuffer = defineScalar({
  name: 'geo_point_buffer',
  parameters: ['real', 'real', 'real'],
  optional: ['real'],
  returns: 'dynamic',
  call(longitude, latitude, radius, tolerance = TOLERANCE) {
    const width = bufferWidth(radius, tolerance);
    if (width === undefined || !isPosition(longitude, latitude)) return null;
    return polygonsJson([bufferPlace([longitude, latitude], width)]);
  },
});

/** https://learn.microsoft.com/kusto/query/geo-line-buffer-function: metres. */
const geoLineBuffer = defineScalar({
  name: 'geo_line_buffer',
  parameters: ['dynamic', 'real'],
  optional: ['real'],
  returns: 'dynamic',
  call(value, radius, tolerance = TOLERANCE) {
    const [lines, width] = [readLines(value), bufferWidth(radius, tolerance)];
    return lines === undefined || width === undefined ? null : areaJson(bufferLines(lines, width));
  },
});

/** https://learn.microsoft.com/kusto/query/geo-polygon-buffer-function: metres. */
const geoPolygonBuffer = defineScalar({
  name: 'geo_polygon_buffer',
  parameters: ['dynamic', 'real'],
  optional: ['real'],
  returns: 'dynamic',
  call(value, radius, tolerance = TOLERANCE) {
    const [polygons, width] = [readPolygons(value), bufferWidth(radius, tolerance)];
    return polygons === undefined || width === undefined ? null : areaJson(bufferPolygons(polygons, width));
  },
});

/** https://learn.microsoft.com/kusto/query/geo-line-to-s2cells-function */
const geoLineToS2Cells = defineScalar({
  name: 'geo_line_to_s2cells',
  parameters: ['dynamic'],
  optional: ['long', 'real'],
  returns: 'dynamic',
  call(value, level = LEVEL, radius = 0) {
    const lines = readLines(value);
    if (lines === undefined || !isLevel(level) || !(radius >= 0)) return null;
    if (radius === 0) return coverLines(lines, Number(level)) ?? null;
    const width = bufferWidth(radius, TOLERANCE);
    return width === undefined ? null : (coverPolygons(bufferLines(lines, width), Number(level)) ?? null);
  },
});

/** https://learn.microsoft.com/kusto/query/geo-polygon-to-s2cells-function */
const geoPolygonToS2Cells = defineScalar({
  name: 'geo_polygon_to_s2cells',
  parameters: ['dynamic'],
  optional: ['long', 'real'],
  returns: 'dynamic',
  call(value, level = LEVEL, radius = 0) {
    const polygons = readPolygons(value);
    if (polygons === undefined || !isLevel(level) || !(radius >= 0)) return null;
    if (radius === 0) return coverPolygons(polygons, Number(level)) ?? null;
    const width = bufferWidth(radius, TOLERANCE);
    return width === undefined ? null : (coverPolygons(bufferPolygons(polygons, width), Number(level)) ?? null);
  },
});

export const GEO_COMBINATION_FUNCTIONS: readonly ScalarFunction[] = [
  geoFromWkt,
  geoUnionPolygonsArray,
  geoUnionLinesArray,
  geoIntersection2Polygons,
  geoIntersectionLineWithPolygon,
  geoSimplifyPolygonsArray,
  geoPointBuffer,
  geoLineBuffer,
  geoPolygonBuffer,
  geoLineToS2Cells,
  geoPolygonToS2Cells,
];

/** What all items of an array hold; undefined where one of them is invalid or there is none. */
function readEach<T>(
  values: DynamicValue,
  read: (value: DynamicValue) => readonly T[] | undefined,
): readonly T[] | undefined {
  if (!isArray(values) || values.length === 0) return undefined;
  const shapes = values.map(read);
  return shapes.every((shape) => shape !== undefined) ? shapes.flat() : undefined;
}

function areaJson(polygons: readonly Polygon[]): DynamicBag {
  return polygons.length === 0 ? emptyCollection() : polygonsJson(polygons);
}

/** Nothing where the outer ring has become a line; holes that have go. */
function simplifyPolygon(polygon: Polygon, tolerance: number): readonly Polygon[] {
  const [outer = [], ...holes] = polygon.map((ring) => simplify(ring, tolerance));
  return outer.length < 4 ? [] : [[outer, ...holes.filter(({ length }) => length >= 4)]];
}

function isLevel(level: bigint): boolean {
  return level >= 0n && level <= FINEST_LEVEL;
}
