import type { DynamicValue } from './dynamicValue';
import { pointJson, polygonsJson } from './geoJson';
import { cellAt, centerOf, cornersOf, FINEST_LEVEL, neighborsOf, parseToken, tokenOf, type S2Cell } from './s2Cell';
import { defineScalar, type ScalarFunction } from './scalarFunction';
import { isPosition, positionOf, vectorOf } from './sphere';

/** https://learn.microsoft.com/kusto/query/geo-point-to-s2cell-function */
const geoPointToS2Cell = defineScalar({
  name: 'geo_point_to_s2cell',
  parameters: ['real', 'real'],
  optional: ['long'],
  returns: 'string',
  call(longitude, latitude, level = 11n) {
    if (!isPosition(longitude, latitude) || level < 0n || level > FINEST_LEVEL) return '';
    return tokenOf(cellAt(vectorOf([longitude, latitude]), Number(level)));
  },
});

/** Functions that take a cell's token and give null for what is none. */
const cellFunctions = Object.entries<(cell: S2Cell) => DynamicValue>({
  // https://learn.microsoft.com/kusto/query/geo-s2cell-to-central-point-function
  geo_s2cell_to_central_point: (cell) => pointJson(positionOf(centerOf(cell))),
  // https://learn.microsoft.com/kusto/query/geo-s2cell-to-polygon-function
  geo_s2cell_to_polygon(cell) {
    const corners = cornersOf(cell).map(positionOf);
    return polygonsJson([[[...corners, ...corners.slice(0, 1)]]]);
  },
  // https://learn.microsoft.com/kusto/query/geo-s2cell-neighbors-function
  geo_s2cell_neighbors: (cell) => neighborsOf(cell).map(tokenOf),
}).map(([name, find]) =>
  defineScalar({
    name,
    parameters: ['string'],
    returns: 'dynamic',
    call(token) {
      const cell = parseToken(token);
      return cell === undefined ? null : find(cell);
    },
  }),
);

export const S2_FUNCTIONS: readonly ScalarFunction[] = [geoPointToS2Cell, ...cellFunctions];
