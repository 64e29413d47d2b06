import { isArray, isBag, type DynamicArray, type DynamicBag, type DynamicValue } from './dynamicValue';
import { numberOf } from './seriesElements';
import { isPosition, type Position } from './sphere';

/** The positions of a line, at least two. */
export type Line = readonly Position[];
/** The rings of a polygon, each closed: its outer border, then its holes. */
export type Polygon = readonly Line[];

/** The lines of a `LineString` or `MultiLineString`; undefined where the value is none or breaks the rules. */
export function readLines(value: DynamicValue): readonly Line[] | undefined {
  const coordinates = coordinatesOf(value);
  switch (typeOf(value)) {
    case 'LineString':
      return readAll([coordinates ?? null], readLine);
    case 'MultiLineString':
      return coordinates === undefined ? undefined : readAll(coordinates, readLine);
    default:
      return undefined;
  }
}

/** The polygons of a `Polygon` or `MultiPolygon`; undefined where the value is none or breaks the rules. */
export function readPolygons(value: DynamicValue): readonly Polygon[] | undefined {
  const coordinates = coordinatesOf(value);
  switch (typeOf(value)) {
    case 'Polygon':
      return readAll([coordinates ?? null], readPolygon);
    case 'MultiPolygon':
      return coordinates === undefined ? undefined : readAll(coordinates, readPolygon);
    default:
      return undefined;
  }
}

export function pointJson(position: Position): DynamicBag {
  return geometry('Point', position);
}

/** One line as a `LineString`, several as a `MultiLineString`. */
export function linesJson(lines: readonly Line[]): DynamicBag {
  const [only] = lines;
  return lines.length === 1 && only !== undefined ? geometry('LineString', only) : geometry('MultiLineString', lines);
}

/** One polygon as a `Polygon`, several as a `MultiPolygon`. */
export function polygonsJson(polygons: readonly Polygon[]): DynamicBag {
  const [only] = polygons;
  return polygons.length === 1 && only !== undefined ? geometry('Polygon', only) : geometry('MultiPolygon', polygons);
}

export function geometry(type: string, coordinates: DynamicArray): DynamicBag {
  return new Map<string, DynamicValue>([
    ['type', type],
    ['coordinates', coordinates],
  ]);
}

/** What geometries have in common: nothing. */
export function emptyCollection(): DynamicBag {
  return new Map<string, DynamicValue>([
    ['type', 'GeometryCollection'],
    ['geometries', []],
  ]);
}

function typeOf(value: DynamicValue): DynamicValue | undefined {
  return isBag(value) ? value.get('type') : undefined;
}

function coordinatesOf(value: DynamicValue): DynamicArray | undefined {
  const coordinates = isBag(value) ? value.get('coordinates') : undefined;
  return coordinates !== undefined && isArray(coordinates) ? coordinates : undefined;
}

function readAll<T>(values: DynamicArray, read: (value: DynamicValue) => T | undefined): readonly T[] | undefined {
  const found = values.map(read).filter((item) => item !== undefined);
  return found.length === values.length && found.length > 0 ? found : undefined;
}

function readPosition(value: DynamicValue): Position | undefined {
  if (!isArray(value)) return undefined;
  const [longitude, latitude] = [numberOf(value[0]), numberOf(value[1])];
  if (longitude === undefined || latitude === undefined) return undefined;
  return isPosition(longitude, latitude) ? [longitude, latitude] : undefined;
}

function readLine(value: DynamicValue): Line | undefined {
  const line = isArray(value) ? readAll(value, readPosition) : undefined;
  return line === undefined || line.length < 2 ? undefined : line;
}

function readPolygon(value: DynamicValue): Polygon | undefined {
  return isArray(value) ? readAll(value, readRing) : undefined;
}

/** Closed, of at least three places, none of them twice in a row. */
function readRing(value: DynamicValue): Line | undefined {
  const ring = readLine(value);
  const [first, last] = [ring?.[0], ring?.at(-1)];
  if (ring === undefined || first === undefined || last === undefined || ring.length < 4) return undefined;
  if (!isSame(first, last)) return undefined;
  return ring.some((place, index) => index > 0 && isSame(place, ring[index - 1])) ? undefined : ring;
}

function isSame(a: Position, b: Position | undefined): boolean {
  return a[0] === b?.[0] && a[1] === b[1];
}
