import type { DynamicArray, DynamicBag, DynamicValue } from './dynamicValue';
import { geometry } from './geoJson';
import { isPosition } from './sphere';

/** GeoJSON's name of each kind, and how deep its coordinates are nested: a point 0, a line 1, a polygon 2. */
const KINDS: ReadonlyMap<string, readonly [name: string, depth: number]> = new Map([
  ['POINT', ['Point', 0]],
  ['LINESTRING', ['LineString', 1]],
  ['POLYGON', ['Polygon', 2]],
  ['MULTIPOINT', ['MultiPoint', 1]],
  ['MULTILINESTRING', ['MultiLineString', 2]],
  ['MULTIPOLYGON', ['MultiPolygon', 3]],
]);
const TOKEN = /\s*([(),]|[A-Za-z]+|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/y;

/** Reads a geometry in well-known text, in two dimensions; undefined where it is none. */
export function parseWellKnownText(text: string): DynamicBag | undefined {
  const reader = new Reader(text.trim());
  const value = reader.geometry();
  return reader.isAtEnd ? value : undefined;
}

class Reader {
  private token: string | undefined;
  private offset = 0;

  constructor(private readonly text: string) {
    this.advance();
  }

  get isAtEnd(): boolean {
    return this.token === undefined && this.offset === this.text.length;
  }

  geometry(): DynamicBag | undefined {
    const word = this.token?.toUpperCase() ?? '';
    this.advance();
    if (word === 'GEOMETRYCOLLECTION') return this.collection();
    const [name, depth] = KINDS.get(word) ?? [];
    if (name === undefined || depth === undefined) return undefined;
    const coordinates = depth === 0 ? this.point() : this.list(depth, word === 'MULTIPOINT');
    return coordinates === undefined ? undefined : geometry(name, coordinates);
  }

  private collection(): DynamicBag | undefined {
    const geometries = this.items(() => this.geometry());
    return (
      geometries &&
      new Map<string, DynamicValue>([
        ['type', 'GeometryCollection'],
        ['geometries', geometries],
      ])
    );
  }

  /** Points of a `MULTIPOINT` may have parentheses of their own. */
  private list(depth: number, mayHaveParentheses: boolean): DynamicArray | undefined {
    if (depth > 1) return this.items(() => this.list(depth - 1, false));
    return this.items(() => (mayHaveParentheses && this.token === '(' ? this.point() : this.position()));
  }

  private point(): DynamicArray | undefined {
    const points = this.items(() => this.position());
    const [only] = points ?? [];
    return points?.length === 1 && Array.isArray(only) ? only : undefined;
  }

  private position(): DynamicArray | undefined {
    const [longitude, latitude] = [this.number(), this.number()];
    if (longitude === undefined || latitude === undefined) return undefined;
    return isPosition(longitude, latitude) ? [longitude, latitude] : undefined;
  }

  private number(): number | undefined {
    const number = /\d/.test(this.token ?? '') ? Number(this.token) : undefined;
    this.advance();
    return number;
  }

  /** `(item, item, …)` */
  private items<T extends DynamicValue>(read: () => T | undefined): T[] | undefined {
    const items: T[] = [];
    for (let opening = '('; this.take(opening); opening = ',') {
      const item = read();
      if (item === undefined) return undefined;
      items.push(item);
      if (this.take(')')) return items;
    }
    return undefined;
  }

  private take(token: string): boolean {
    if (this.token !== token) return false;
    this.advance();
    return true;
  }

  private advance(): void {
    TOKEN.lastIndex = this.offset;
    this.token = TOKEN.exec(this.text)?.[1];
    if (this.token !== undefined) this.offset = TOKEN.lastIndex;
  }
}
