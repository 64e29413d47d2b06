import { parseDynamic } from '../../scalar/dynamicJson';
import { readLines, readPolygons } from '../../scalar/geoJson';
import { isInside, nearestOn } from '../../scalar/geoShape';
import { isPosition, type Position } from '../../scalar/sphere';
import type { DynamicValue } from '../../scalar/dynamicValue';
import { PAUSE, type Procedure } from '../procedure';

type Near = (place: Position, radius: number | undefined) => boolean;

/**
 * The shapes that each place is near: inputs are longitudes with latitudes, numbers with shapes, and the radius in metres
 * (null where there is none); it yields longitude, latitude and number. A shape that breaks the rules is near nothing.
 */
export const nearLines: Procedure = nearShapes((value) => {
  const lines = readLines(value);
  return lines && ((place, radius = 0) => (nearestOn(lines, place)?.metres ?? Infinity) <= radius);
});

export const nearPolygons: Procedure = nearShapes((value) => {
  const polygons = readPolygons(value);
  return (
    polygons &&
    ((place, radius) =>
      polygons.some((polygon) => isInside(polygon, place)) ||
      (radius !== undefined && (nearestOn(polygons.flat(), place)?.metres ?? Infinity) <= radius))
  );
});

function nearShapes(read: (value: DynamicValue) => Near | undefined): Procedure {
  return function* ([places = [], shapes = [], [settings = []] = []]) {
    const radius = typeof settings[0] === 'number' ? settings[0] : undefined;
    const known = shapes.flatMap(([number = null, text]) => {
      const near = typeof text === 'string' ? read(parseDynamic(text) ?? null) : undefined;
      return near === undefined ? [] : [{ number, near }];
    });
    for (const [longitude = null, latitude = null] of places) {
      yield PAUSE;
      if (typeof longitude !== 'number' || typeof latitude !== 'number' || !isPosition(longitude, latitude)) continue;
      for (const { number, near } of known) {
        if (near([longitude, latitude], radius)) yield [longitude, latitude, number];
      }
    }
  };
}
