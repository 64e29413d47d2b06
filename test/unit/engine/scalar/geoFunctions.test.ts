import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dynamic, evaluate, long, real, text, type TypedValue } from './evaluateScalar';

const line = (coordinates: string): TypedValue => dynamic(`{"type":"LineString","coordinates":${coordinates}}`);
const polygon = (coordinates: string): TypedValue => dynamic(`{"type":"Polygon","coordinates":${coordinates}}`);
const reals = (...values: readonly number[]): readonly TypedValue[] => values.map(real);
const SQUARE = polygon('[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[6,4],[6,6],[4,6],[4,4]]]');
const places = fc.tuple(
  fc.double({ min: -179.9, max: 179.9, noNaN: true }),
  fc.double({ min: -89, max: 89, noNaN: true }),
);

describe('points', () => {
  it('measures distances, directions and angles as the documentation does', () => {
    expect(evaluate('geo_distance_2points', ...reals(-122.407628, 47.578557, -118.275287, 34.019056))).toBeCloseTo(
      1546754.35197381,
      4,
    );
    expect(evaluate('geo_azimuth', ...reals(5, 10, 10, -40))).toBeCloseTo(3.05459939796449, 12);
    expect(evaluate('geo_angle', ...reals(0, 10, 0, 5, 3, -10))).toBeCloseTo(2.94493843406882, 12);
  });

  it('gives null for one and the same point or one off the globe', () => {
    expect(evaluate('geo_azimuth', ...reals(5, 10, 5, 10))).toBeNull();
    expect(evaluate('geo_angle', ...reals(0, 10, 0, 10, 3, -10))).toBeNull();
    expect(evaluate('geo_distance_2points', ...reals(300, 1, 1, 1))).toBeNull();
    expect(evaluate('geo_point_in_circle', ...reals(1, 1, 1, 1, -1))).toBeNull();
  });

  it('geo_point_in_circle takes metres', () => {
    expect(evaluate('geo_point_in_circle', ...reals(-122.143564, 47.535677, -122.100896, 47.527351, 3500))).toBe(true);
    expect(evaluate('geo_point_in_circle', ...reals(-122.137575, 47.630683, -122.100896, 47.527351, 3500))).toBe(false);
  });
});

describe('lines', () => {
  const street = line('[[-73.95796,40.80042],[-73.97317,40.764486]]');

  it('geo_line_length, geo_line_centroid', () => {
    expect(evaluate('geo_line_length', line('[[0,0],[0,1]]'))).toBeCloseTo((6371010 * Math.PI) / 180, 6);
    expect(evaluate('geo_line_centroid', street)).toMatch(/"coordinates":\[-73\.9655670572309\d*,40\.78245324962\d*\]/);
    expect(evaluate('geo_line_length', line('[[1,1]]'))).toBeNull();
  });

  it('geo_line_locate_point and geo_line_interpolate_point are each other’s inverse', () => {
    expect(evaluate('geo_line_locate_point', street, real(-73.965), real(40.792))).toBeCloseTo(0.25560135100307552, 10);
    expect(evaluate('geo_line_interpolate_point', street, real(0.25))).toMatch(
      /\[-73\.96176404321\d*,40\.79143668725\d*\]/,
    );
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (fraction) => {
        const point = JSON.parse(String(evaluate('geo_line_interpolate_point', street, real(fraction)))) as {
          coordinates: [number, number];
        };
        expect(evaluate('geo_line_locate_point', street, ...reals(...point.coordinates))).toBeCloseTo(fraction, 6);
      }),
      { numRuns: 30 },
    );
  });

  it('geo_distance_point_to_line, geo_closest_point_on_line', () => {
    const equator = line('[[0,0],[10,0]]');
    expect(evaluate('geo_closest_point_on_line', real(5), real(1), equator)).toMatch(/"coordinates":\[5(\.0*\d)?,/);
    expect(evaluate('geo_distance_point_to_line', real(5), real(1), equator)).toBeCloseTo((6371010 * Math.PI) / 180, 3);
    expect(evaluate('geo_distance_point_to_line', real(12), real(0), equator)).toBeCloseTo((6371010 * Math.PI) / 90, 3);
    expect(evaluate('geo_distance_point_to_line', real(300), real(0), equator)).toBeNull();
  });

  it('geo_line_densify and geo_line_simplify', () => {
    const dense = evaluate('geo_line_densify', line('[[50,50],[51,51]]'));
    expect(dense).toContain('[50.125,50.125],[50.25,50.25]');
    expect(evaluate('geo_line_simplify', dynamic(String(dense)), real(1000))).toContain('[[50.0,50.0],[51.0,51.0]]');
    expect(evaluate('geo_line_densify', line('[[1,1],[2,2]]'), real(0))).toBeNull();
  });

  it('geo_intersects_2lines, geo_intersection_2lines', () => {
    const [a, b, c] = [line('[[0,-1],[0,1]]'), line('[[-1,0],[1,0]]'), line('[[3,3],[4,4]]')];
    expect([evaluate('geo_intersects_2lines', a, b), evaluate('geo_intersects_2lines', a, c)]).toEqual([true, false]);
    expect(evaluate('geo_intersection_2lines', a, b)).toBe('{"type":"Point","coordinates":[0.0,0.0]}');
    expect(evaluate('geo_intersection_2lines', a, a)).toContain('LineString');
    expect(evaluate('geo_intersection_2lines', a, c)).toBe('{"type":"GeometryCollection","geometries":[]}');
  });
});

describe('polygons', () => {
  it('geo_point_in_polygon leaves holes out, whatever way the rings turn', () => {
    const inside = (longitude: number, latitude: number, area = SQUARE): unknown =>
      evaluate('geo_point_in_polygon', real(longitude), real(latitude), area);
    expect([inside(1, 1), inside(5, 5), inside(11, 5), inside(4, 4), inside(-170, -5)]).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
    expect(inside(5, 2, polygon('[[[0,0],[0,10],[10,10],[10,0],[0,0]]]'))).toBe(true);
    expect(inside(1, 1, polygon('[[[0,0],[10,10],[10,10],[0,0]]]'))).toBeNull();
  });

  it('geo_distance_point_to_polygon, geo_closest_point_on_polygon', () => {
    expect(evaluate('geo_distance_point_to_polygon', real(1), real(1), SQUARE)).toBe(0);
    expect(evaluate('geo_distance_point_to_polygon', real(5), real(-1), SQUARE)).toBeCloseTo(
      (6371010 * Math.PI) / 180,
      3,
    );
    expect(evaluate('geo_closest_point_on_polygon', real(1), real(2), SQUARE)).toBe(
      '{"type":"Point","coordinates":[1.0,2.0]}',
    );
  });

  it('geo_polygon_area, geo_polygon_perimeter, geo_polygon_centroid', () => {
    const octant = polygon('[[[0,0],[90,0],[0,90],[0,0]]]');
    expect(evaluate('geo_polygon_area', octant)).toBeCloseTo((Math.PI / 2) * 6371010 ** 2, -3);
    expect(evaluate('geo_polygon_perimeter', octant)).toBeCloseTo(1.5 * Math.PI * 6371010, 3);
    expect(evaluate('geo_polygon_centroid', octant)).toMatch(
      /\[45(\.0\d*)?,35\.26438968\d*\]|\[44\.9{5}\d*,35\.26438968\d*\]/,
    );
    expect(Number(evaluate('geo_polygon_area', SQUARE))).toBeLessThan(
      Number(evaluate('geo_polygon_area', polygon('[[[0,0],[10,0],[10,10],[0,10],[0,0]]]'))),
    );
  });

  it('geo_polygon_densify, geo_polygon_simplify', () => {
    const dense = evaluate('geo_polygon_densify', polygon('[[[10,10],[11,10],[11,11],[10,11],[10,10]]]'));
    expect(dense).toContain('[10.25,10.0],[10.5,10.0],[10.75,10.0],[11.0,10.0],[11.0,11.0]');
    expect(evaluate('geo_polygon_simplify', SQUARE, real(-1))).toBeNull();
    expect(evaluate('geo_polygon_simplify', SQUARE, real(1))).toContain('[0.0,10.0]');
  });

  it('geo_intersects_2polygons, geo_intersects_line_with_polygon', () => {
    const inner = polygon('[[[1,1],[2,1],[2,2],[1,1]]]');
    const apart = polygon('[[[20,20],[21,20],[21,21],[20,20]]]');
    expect([inner, apart].map((other) => evaluate('geo_intersects_2polygons', SQUARE, other))).toEqual([true, false]);
    expect(evaluate('geo_intersects_line_with_polygon', line('[[-1,5],[11,5]]'), SQUARE)).toBe(true);
    expect(evaluate('geo_intersects_line_with_polygon', line('[[4.5,5],[5.5,5]]'), SQUARE)).toBe(false);
  });
});

describe('cells', () => {
  it('geo_point_to_geohash and its kin', () => {
    expect(evaluate('geo_point_to_geohash', real(-80.195829), real(25.802215), long(8))).toBe('dhwfz15h');
    expect(evaluate('geo_geohash_neighbors', text('sunny'))).toBe(
      '["sunnt","sunpj","sunnx","sunpn","sunnv","sunpp","sunnz","sunnw"]',
    );
    expect(evaluate('geo_geohash_to_polygon', text('sunny'))).toContain('[42.451171875,23.6865234375]');
    expect(evaluate('geo_geohash_neighbors', text('a'))).toBeNull();
  });

  it('geo_point_to_h3cell and its kin', () => {
    expect(evaluate('geo_point_to_h3cell', real(-74.04450446039874), real(40.689250859314974), long(6))).toBe(
      '862a1072fffffff',
    );
    expect(evaluate('geo_h3cell_parent', text('862a1072fffffff'))).toBe('852a1073fffffff');
    expect(evaluate('geo_h3cell_parent', text('862a1072fffffff'), long(15))).toBe('');
    expect(evaluate('geo_h3cell_level', text('862a1072fffffff'))).toBe(6);
    expect(JSON.parse(String(evaluate('geo_h3cell_children', text('862a1072fffffff'))))).toHaveLength(7);
    expect(JSON.parse(String(evaluate('geo_h3cell_neighbors', text('862a1072fffffff'))))).toHaveLength(6);
    expect(evaluate('geo_h3cell_rings', text('861f8894fffffff'), long(1))).toMatch(
      /^\[\["861f8894fffffff"\],\["861f88947ffffff",/,
    );
    expect(evaluate('geo_h3cell_to_polygon', text('nothing'))).toBeNull();
    expect(evaluate('geo_h3cell_to_central_point', text('862a1072fffffff'))).toMatch(
      /\[-74\.0160084797924\d*,40\.704167908350\d*\]/,
    );
    expect(JSON.parse(String(evaluate('geo_polygon_to_h3cells', SQUARE, long(2))))).not.toHaveLength(0);
  });

  it('geo_point_to_s2cell and its kin', () => {
    expect(evaluate('geo_point_to_s2cell', real(-80.195829), real(25.802215), long(8))).toBe('88d9b');
    expect(evaluate('geo_s2cell_neighbors', text('89c259'))).toBe(
      '["89c25d","89c2f9","89c251","89c257","89c25f","89c25b","89c2f7","89c2f5"]',
    );
    expect(evaluate('geo_s2cell_to_polygon', text('89c259'))).toContain('[-74.03001224983');
    expect(evaluate('geo_point_to_s2cell', real(1), real(1), long(35))).toBe('');
  });

  it('holds every place in its own cell, and each cell is among its neighbours’ neighbours', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 30 }), ([longitude, latitude], level) => {
        const at = (name: string, by: number): string =>
          String(evaluate(name, real(longitude), real(latitude), long(by)));
        const s2 = at('geo_point_to_s2cell', level);
        const center = JSON.parse(String(evaluate('geo_s2cell_to_central_point', text(s2)))) as {
          coordinates: [number, number];
        };
        expect(evaluate('geo_point_to_s2cell', ...reals(...center.coordinates), long(level))).toBe(s2);
        for (const neighbor of JSON.parse(String(evaluate('geo_s2cell_neighbors', text(s2)))) as string[]) {
          expect(evaluate('geo_s2cell_neighbors', text(neighbor))).toContain(`"${s2}"`);
        }
        const geohash = at('geo_point_to_geohash', (level % 18) + 1);
        const middle = JSON.parse(String(evaluate('geo_geohash_to_central_point', text(geohash)))) as {
          coordinates: [number, number];
        };
        expect(evaluate('geo_point_to_geohash', ...reals(...middle.coordinates), long((level % 18) + 1))).toBe(geohash);
      }),
    );
  });
});
