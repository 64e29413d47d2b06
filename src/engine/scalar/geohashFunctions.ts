import { pointJson, polygonsJson } from './geoJson';
import { defineScalar, type ScalarFunction } from './scalarFunction';
import { isPosition, type Position } from './sphere';

const DIGITS = '0123456789bcdefghjkmnpqrstuvwxyz';
const LONGEST = 18;

/** A rectangle of degrees. */
interface Cell {
  readonly west: number;
  readonly south: number;
  readonly width: number;
  readonly height: number;
}

/** https://learn.microsoft.com/kusto/query/geo-point-to-geohash-function */
const geoPointToGeohash = defineScalar({
  name: 'geo_point_to_geohash',
  parameters: ['real', 'real'],
  optional: ['long'],
  returns: 'string',
  call: (longitude, latitude, accuracy = 5n) => encode([longitude, latitude], Number(accuracy)) ?? '',
});

/** https://learn.microsoft.com/kusto/query/geo-geohash-to-central-point-function */
const geoGeohashToCentralPoint = defineScalar({
  name: 'geo_geohash_to_central_point',
  parameters: ['string'],
  returns: 'dynamic',
  call(geohash) {
    const cell = decode(geohash);
    return cell === undefined ? null : pointJson(centerOf(cell));
  },
});

/** https://learn.microsoft.com/kusto/query/geo-geohash-to-polygon-function */
const geoGeohashToPolygon = defineScalar({
  name: 'geo_geohash_to_polygon',
  parameters: ['string'],
  returns: 'dynamic',
  call(geohash) {
    const cell = decode(geohash);
    if (cell === undefined) return null;
    const [east, north] = [cell.west + cell.width, cell.south + cell.height];
    const ring: readonly Position[] = [
      [cell.west, cell.south],
      [east, cell.south],
      [east, north],
      [cell.west, north],
      [cell.west, cell.south],
    ];
    return polygonsJson([[ring]]);
  },
});

/** https://learn.microsoft.com/kusto/query/geo-geohash-neighbors-function */
const geoGeohashNeighbors = defineScalar({
  name: 'geo_geohash_neighbors',
  parameters: ['string'],
  returns: 'dynamic',
  call(geohash) {
    const cell = decode(geohash);
    if (cell === undefined) return null;
    const [longitude, latitude] = centerOf(cell);
    return NEIGHBORS.flatMap(([right, up]) => {
      const place: Position = [wrap(longitude + right * cell.width), latitude + up * cell.height];
      return encode(place, geohash.length) ?? [];
    });
  },
});

export const GEOHASH_FUNCTIONS: readonly ScalarFunction[] = [
  geoPointToGeohash,
  geoGeohashToCentralPoint,
  geoGeohashToPolygon,
  geoGeohashNeighbors,
];

/** In the service's order: south-west, north-west, south-east, north, west, north-east, east, south. */
const NEIGHBORS: readonly (readonly [right: number, up: number])[] = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [0, 1],
  [-1, 0],
  [1, 1],
  [1, 0],
  [0, -1],
];

function wrap(longitude: number): number {
  return longitude < -180 ? longitude + 360 : longitude >= 180 ? longitude - 360 : longitude;
}

function centerOf({ west, south, width, height }: Cell): Position {
  return [west + width / 2, south + height / 2];
}

/** Bits of longitude and latitude in turn, five to a digit. */
function encode([longitude, latitude]: Position, length: number): string | undefined {
  if (!isPosition(longitude, latitude) || !(length >= 1 && length <= LONGEST)) return undefined;
  let [west, width, south, height] = [-180, 360, -90, 180];
  let hash = '';
  for (let digit = 0; digit < length; digit++) {
    let value = 0;
    for (let bit = 0; bit < 5; bit++) {
      const isLongitude = (digit * 5 + bit) % 2 === 0;
      if (isLongitude) width /= 2;
      else height /= 2;
      const isUpper = isLongitude ? longitude >= west + width : latitude >= south + height;
      if (isUpper && isLongitude) west += width;
      else if (isUpper) south += height;
      value = value * 2 + Number(isUpper);
    }
    hash += DIGITS.charAt(value);
  }
  return hash;
}

function decode(geohash: string): Cell | undefined {
  if (geohash === '' || geohash.length > LONGEST) return undefined;
  let [west, width, south, height] = [-180, 360, -90, 180];
  for (const [position, digit] of Array.from(geohash.toLowerCase()).entries()) {
    const value = DIGITS.indexOf(digit);
    if (value < 0) return undefined;
    for (let bit = 0; bit < 5; bit++) {
      const isUpper = ((value >> (4 - bit)) & 1) === 1;
      if ((position * 5 + bit) % 2 === 0) {
        width /= 2;
        if (isUpper) west += width;
      } else {
        height /= 2;
        if (isUpper) south += height;
      }
    }
  }
  return { west, south, width, height };
}
