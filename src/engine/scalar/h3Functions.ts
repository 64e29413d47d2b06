import {
  cellToBoundary,
  cellToChildren,
  cellToLatLng,
  cellToParent,
  getResolution,
  gridDisk,
  gridDiskDistances,
  isValidCell,
  latLngToCell,
  polygonToCells,
} from 'h3-js';
import type { DynamicValue } from './dynamicValue';
import { pointJson, polygonsJson, readPolygons } from './geoJson';
import { defineScalar, type ScalarFunction } from './scalarFunction';
import { isPosition, type Position } from './sphere';

const FINEST = 15;
const FURTHEST_RING = 142;

/** https://learn.microsoft.com/kusto/query/geo-point-to-h3cell-function */
const geoPointToH3Cell = defineScalar({
  name: 'geo_point_to_h3cell',
  parameters: ['real', 'real'],
  optional: ['long'],
  returns: 'string',
  call: (longitude, latitude, resolution = 6n) =>
    isPosition(longitude, latitude) && isResolution(resolution)
      ? latLngToCell(latitude, longitude, Number(resolution))
      : '',
});

/** Functions that take a cell and give null for what is none. */
const cellFunctions = Object.entries<(cell: string) => DynamicValue>({
  // https://learn.microsoft.com/kusto/query/geo-h3cell-to-central-point-function
  geo_h3cell_to_central_point(cell) {
    const [latitude, longitude] = cellToLatLng(cell);
    return pointJson([longitude, latitude]);
  },
  // https://learn.microsoft.com/kusto/query/geo-h3cell-to-polygon-function
  geo_h3cell_to_polygon(cell) {
    const ring = cellToBoundary(cell).map(([latitude, longitude]): Position => [longitude, latitude]);
    return polygonsJson([[[...ring, ...ring.slice(0, 1)]]]);
  },
  // https://learn.microsoft.com/kusto/query/geo-h3cell-neighbors-function
  geo_h3cell_neighbors: (cell) => gridDisk(cell, 1).filter((other) => other !== cell),
}).map(([name, find]) =>
  defineScalar({
    name,
    parameters: ['string'],
    returns: 'dynamic',
    call: (cell) => (isValidCell(cell) ? find(cell) : null),
  }),
);

/** https://learn.microsoft.com/kusto/query/geo-h3cell-level-function */
const geoH3CellLevel = defineScalar({
  name: 'geo_h3cell_level',
  parameters: ['string'],
  returns: 'int',
  call: (cell) => (isValidCell(cell) ? getResolution(cell) : null),
});

/** https://learn.microsoft.com/kusto/query/geo-h3cell-rings-function: the cells by their distance. */
const geoH3CellRings = defineScalar({
  name: 'geo_h3cell_rings',
  parameters: ['string', 'long'],
  returns: 'dynamic',
  call: (cell, furthest) =>
    isValidCell(cell) && furthest >= 0n && furthest <= FURTHEST_RING ? gridDiskDistances(cell, Number(furthest)) : null,
});

/** The next coarser cell, or that of a coarser resolution. https://learn.microsoft.com/kusto/query/geo-h3cell-parent-function */
const geoH3CellParent = defineScalar({
  name: 'geo_h3cell_parent',
  parameters: ['string'],
  optional: ['long'],
  returns: 'string',
  call(cell, resolution) {
    if (!isValidCell(cell)) return '';
    const level = getResolution(cell);
    const asked = resolution === undefined ? level - 1 : Number(resolution);
    return asked >= 0 && asked < level ? cellToParent(cell, asked) : '';
  },
});

/** The cells of the next finer resolution, or of a finer one. https://learn.microsoft.com/kusto/query/geo-h3cell-children-function */
const geoH3CellChildren = defineScalar({
  name: 'geo_h3cell_children',
  parameters: ['string'],
  optional: ['long'],
  returns: 'dynamic',
  call(cell, resolution) {
    if (!isValidCell(cell)) return null;
    const level = getResolution(cell);
    const asked = resolution === undefined ? level + 1 : Number(resolution);
    return asked > level && asked <= FINEST && asked - level <= MOST_LEVELS_DOWN ? cellToChildren(cell, asked) : null;
  },
});

/** 7 to the power of 7 cells are fewer than a million. */
const MOST_LEVELS_DOWN = 7;

/** Cells whose centre is inside. https://learn.microsoft.com/kusto/query/geo-polygon-to-h3cells-function */
const geoPolygonToH3Cells = defineScalar({
  name: 'geo_polygon_to_h3cells',
  parameters: ['dynamic'],
  optional: ['long'],
  returns: 'dynamic',
  call(value, resolution = 6n) {
    const polygons = readPolygons(value);
    if (polygons === undefined || !isResolution(resolution)) return null;
    const rings = polygons.map((polygon) =>
      polygon.map((ring) => ring.map(([longitude, latitude]) => [longitude, latitude])),
    );
    return rings.flatMap((polygon) => polygonToCells(polygon, Number(resolution), true));
  },
});

export const H3_FUNCTIONS: readonly ScalarFunction[] = [
  geoPointToH3Cell,
  ...cellFunctions,
  geoH3CellLevel,
  geoH3CellRings,
  geoH3CellParent,
  geoH3CellChildren,
  geoPolygonToH3Cells,
];

function isResolution(resolution: bigint): boolean {
  return resolution >= 0n && resolution <= FINEST;
}
