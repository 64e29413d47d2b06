import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dynamic, evaluate, long, real, text, type TypedValue } from './evaluateScalar';

const polygon = (...rings: readonly string[]): string => `{"type":"Polygon","coordinates":[${rings.join(',')}]}`;
const line = (coordinates: string): string => `{"type":"LineString","coordinates":${coordinates}}`;
const box = (left: number, low: number, right: number, high: number): string =>
  polygon(`[[${left},${low}],[${right},${low}],[${right},${high}],[${left},${high}],[${left},${low}]]`);
const asValue = (shape: unknown): TypedValue => dynamic(String(shape));
const area = (shape: unknown): number => Number(evaluate('geo_polygon_area', asValue(shape)));
const typeOf = (shape: unknown): unknown => (JSON.parse(String(shape)) as { readonly type: unknown }).type;
const union = (...shapes: readonly string[]): unknown =>
  evaluate('geo_union_polygons_array', dynamic(`[${shapes.join(',')}]`));
const intersection = (a: string, b: string): unknown => evaluate('geo_intersection_2polygons', dynamic(a), dynamic(b));
const anyBox = fc
  .tuple(
    fc.integer({ min: -20, max: 20 }),
    fc.integer({ min: 20, max: 60 }),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 9 }),
  )
  .map(([left, low, width, height]) => box(left, low, left + width, low + height));

describe('geo_from_wkt', () => {
  test.each([
    ['POINT (1 2.5)', '{"type":"Point","coordinates":[1.0,2.5]}'],
    ['linestring(1 2, -3 4e0)', '{"type":"LineString","coordinates":[[1.0,2.0],[-3.0,4.0]]}'],
    ['MULTIPOINT (1 1, 2 2)', '{"type":"MultiPoint","coordinates":[[1.0,1.0],[2.0,2.0]]}'],
    ['MULTIPOINT ((1 1), (2 2))', '{"type":"MultiPoint","coordinates":[[1.0,1.0],[2.0,2.0]]}'],
    ['POLYGON ((0 0, 2 0, 2 2, 0 0))', '{"type":"Polygon","coordinates":[[[0.0,0.0],[2.0,0.0],[2.0,2.0],[0.0,0.0]]]}'],
    [
      'MULTILINESTRING ((1 1, 2 2), (3 3, 4 4))',
      '{"type":"MultiLineString","coordinates":[[[1.0,1.0],[2.0,2.0]],[[3.0,3.0],[4.0,4.0]]]}',
    ],
    [
      'GEOMETRYCOLLECTION (POINT (1 1))',
      '{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1.0,1.0]}]}',
    ],
  ])('reads %s', (wkt, expected) => {
    expect(evaluate('geo_from_wkt', text(wkt))).toBe(expected);
  });

  test.each([
    '',
    'POINT',
    'POINT EMPTY',
    'POINT (1)',
    'POINT (1 2, 3 4)',
    'POINT (200 1)',
    'LINESTRING (1 2, 3 4',
    'POINT (1 2) x',
    'CIRCLE (1 2)',
    'POINT Z (1 2 3)',
  ])('is null for %j', (wkt) => {
    expect(evaluate('geo_from_wkt', text(wkt))).toBeNull();
  });

  test('never fails, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (wkt) => void evaluate('geo_from_wkt', text(wkt))));
  });
});

describe('areas of polygons', () => {
  test('what two cover together and what both cover add up to what each covers', () => {
    fc.assert(
      fc.property(anyBox, anyBox, (a, b) => {
        const both = intersection(a, b);
        const shared = typeOf(both) === 'GeometryCollection' ? 0 : area(both);
        const sum = area(a) + area(b);
        expect(Math.abs(area(union(a, b)) + shared - sum) / sum).toBeLessThan(1e-9);
      }),
      { numRuns: 200 },
    );
  });

  test('borders that are shared in part go', () => {
    const joined = union(box(0.1, 0.1, 1.1, 1.1), polygon('[[1.1,0.3],[2,0],[2,1],[1.1,0.7],[1.1,0.3]]'));
    expect(typeOf(joined)).toBe('Polygon');
  });

  test('polygons that lie apart stay as they are, even on the other side of the earth', () => {
    const far = polygon('[[179,-1],[179.5,-1],[179.5,1],[179,-1]]');
    const both = union(box(0, 0, 1, 1), far);
    expect(typeOf(both)).toBe('MultiPolygon');
    expect(area(both)).toBeCloseTo(area(box(0, 0, 1, 1)) + area(far), 0);
    expect(intersection(box(0, 0, 1, 1), far)).toBe('{"type":"GeometryCollection","geometries":[]}');
  });

  test('a hole stays a hole; a polygon in it is seen by itself', () => {
    const ring = polygon('[[0,0],[9,0],[9,9],[0,9],[0,0]]', '[[3,3],[3,6],[6,6],[6,3],[3,3]]');
    expect(area(union(ring, box(8, 8, 10, 10)))).toBeLessThan(area(union(box(0, 0, 9, 9), box(8, 8, 10, 10))));
    expect(typeOf(union(ring, box(4, 4, 5, 5)))).toBe('MultiPolygon');
  });

  test('are null where one of them is none', () => {
    expect(union(box(0, 0, 1, 1), '{"type":"Polygon","coordinates":[]}')).toBeNull();
    expect(union()).toBeNull();
    expect(intersection(box(0, 0, 1, 1), '1')).toBeNull();
  });

  test('geo_simplify_polygons_array simplifies what they cover together', () => {
    const bent = polygon('[[0,0],[1,0.0001],[2,0],[2,2],[0,2],[0,0]]');
    const simple = (tolerance: number) =>
      evaluate('geo_simplify_polygons_array', dynamic(`[${bent},${box(2, 0, 3, 2)}]`), real(tolerance));
    expect(JSON.stringify(JSON.parse(String(simple(100))))).not.toContain('[1,0.0001]');
    expect(typeOf(simple(100))).toBe('Polygon');
    expect(simple(1e6)).toBeNull();
    expect(simple(-1)).toBeNull();
  });
});

describe('lines', () => {
  test('geo_union_lines_array leaves out what repeats and chains the rest', () => {
    const unite = (...lines: readonly string[]) =>
      evaluate('geo_union_lines_array', dynamic(`[${lines.map(line).join(',')}]`));
    expect(unite('[[0,0],[1,1],[2,1]]', '[[2,1],[1,1]]', '[[2,1],[3,0]]')).toBe(
      '{"type":"LineString","coordinates":[[0.0,0.0],[1.0,1.0],[2.0,1.0],[3.0,0.0]]}',
    );
    expect(unite('[[0,0],[1,1]]', '[[1,1],[2,0]]', '[[1,1],[1,2]]')).toMatch(/^\{"type":"MultiLineString"/);
    expect(unite('[[0,0],[1,1]]', '[[1,1]]')).toBeNull();
  });

  test('geo_intersection_line_with_polygon keeps the parts inside', () => {
    const clip = (coordinates: string) =>
      evaluate(
        'geo_intersection_line_with_polygon',
        dynamic(line(coordinates)),
        dynamic(polygon('[[0,0],[9,0],[9,9],[0,9],[0,0]]', '[[3,3],[3,6],[6,6],[6,3],[3,3]]')),
      );
    expect(clip('[[1,1],[2,1],[2,2]]')).toBe('{"type":"LineString","coordinates":[[1.0,1.0],[2.0,1.0],[2.0,2.0]]}');
    expect(clip('[[20,20],[30,30]]')).toBe('{"type":"GeometryCollection","geometries":[]}');
    const through = String(clip('[[-1,4],[10,4]]'));
    expect(typeOf(through)).toBe('MultiLineString');
    const [first, second] = (JSON.parse(through) as { readonly coordinates: readonly (readonly number[][])[] })
      .coordinates;
    expect(
      [first?.[0]?.[0], first?.at(-1)?.[0], second?.[0]?.[0], second?.at(-1)?.[0]].map((x) => Math.round(x ?? NaN)),
    ).toEqual([0, 3, 6, 9]);
  });
});

describe('buffers', () => {
  const places = fc.tuple(fc.integer({ min: -170, max: 170 }), fc.integer({ min: -80, max: 80 }));

  test('hold every place within the radius, and none further than the tolerance beyond', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 100, max: 100_000 }), ([longitude, latitude], radius) => {
        const buffer = evaluate('geo_point_buffer', ...[longitude, latitude, radius, 50].map(real));
        const [ring = []] = (JSON.parse(String(buffer)) as { readonly coordinates: readonly (readonly number[][])[] })
          .coordinates;
        for (const [x = 0, y = 0] of ring) {
          const metres = Number(evaluate('geo_distance_2points', ...[longitude, latitude, x, y].map(real)));
          expect(metres).toBeGreaterThanOrEqual(radius);
          expect(metres).toBeLessThan(radius * 1.09);
        }
        const circle = 2 * Math.PI * 6371010 ** 2 * (1 - Math.cos(radius / 6371010));
        expect(area(buffer)).toBeGreaterThan(circle * 0.9999);
      }),
      { numRuns: 50 },
    );
  });

  test('of a line are as wide on both sides; of a polygon they hold it and go around it', () => {
    const along = area(evaluate('geo_line_buffer', dynamic(line('[[0,0],[1,0]]')), real(1000)));
    const expected = 2000 * 6371010 * (Math.PI / 180) + Math.PI * 1000 ** 2;
    expect(along).toBeGreaterThan(expected);
    // Ten metres of tolerance on both sides of a kilometre.
    expect(along / expected).toBeLessThan(1.02);
    const around = evaluate('geo_polygon_buffer', dynamic(box(0, 0, 1, 1)), real(1000));
    expect(area(around) - area(box(0, 0, 1, 1))).toBeGreaterThan(4 * 1000 * 110_000);
    expect(typeOf(around)).toBe('Polygon');
  });

  test('are null for no radius, too fine a tolerance or no shape', () => {
    expect(evaluate('geo_point_buffer', ...[10, 10, -1].map(real))).toBeNull();
    expect(evaluate('geo_point_buffer', ...[200, 1, 1].map(real))).toBeNull();
    expect(evaluate('geo_point_buffer', ...[1, 1, 1e6, 0.5].map(real))).toBeNull();
    expect(evaluate('geo_line_buffer', dynamic('1'), real(1))).toBeNull();
    expect(evaluate('geo_polygon_buffer', dynamic(box(0, 0, 1, 1)), real(0))).toBeNull();
  });
});

describe('S2 cells', () => {
  const cells = (name: string, shape: string, ...more: readonly TypedValue[]): readonly string[] =>
    JSON.parse(String(evaluate(name, dynamic(shape), ...more))) as readonly string[];

  test('cover every place of a line', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 })),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ([x, y], part) => {
          const shape = line(`[[${x},${y}],[${x + 0.3},${y + 0.2}]]`);
          const place = JSON.parse(String(evaluate('geo_line_interpolate_point', dynamic(shape), real(part)))) as {
            readonly coordinates: readonly number[];
          };
          const cell = evaluate('geo_point_to_s2cell', ...place.coordinates.map(real), long(11));
          expect(cells('geo_line_to_s2cells', shape)).toContain(cell);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('cover polygons inside and at their borders, of one level and in order', () => {
    const found = cells('geo_polygon_to_s2cells', box(10, 10, 11, 11), long(9));
    expect(found).toContain(evaluate('geo_point_to_s2cell', real(10.5), real(10.5), long(9)));
    expect(found).toContain(evaluate('geo_point_to_s2cell', real(10), real(11), long(9)));
    expect(found).not.toContain(evaluate('geo_point_to_s2cell', real(12), real(10.5), long(9)));
    const padded = found.map((token) => token.padEnd(16, '0'));
    expect(padded).toEqual([...padded].sort());
    expect(new Set(found).size).toBe(found.length);
    const wider = cells('geo_polygon_to_s2cells', box(10, 10, 11, 11), long(9), real(50_000));
    expect(wider).toEqual(expect.arrayContaining([...found]));
    expect(wider.length).toBeGreaterThan(found.length);
  });

  test('are null where there are too many, or no such level', () => {
    expect(evaluate('geo_polygon_to_s2cells', dynamic(box(10, 10, 11, 11)), long(20))).toBeNull();
    expect(evaluate('geo_line_to_s2cells', dynamic(line('[[0,0],[1,1]]')), long(31))).toBeNull();
    expect(evaluate('geo_line_to_s2cells', dynamic(line('[[0,0],[1,1]]')), long(5), real(-1))).toBeNull();
  });
});
