import { defineScalar, type ScalarFunction } from './scalarFunction';
import { azimuth, distance, isPosition, type Position } from './sphere';

const TWO_POINTS = ['real', 'real', 'real', 'real'] as const;

/** Metres. https://learn.microsoft.com/kusto/query/geo-distance-2points-function */
const geoDistance = defineScalar({
  name: 'geo_distance_2points',
  parameters: TWO_POINTS,
  optional: ['bool'],
  returns: 'real',
  call: (...[longitude1, latitude1, longitude2, latitude2]) =>
    measure([longitude1, latitude1], [longitude2, latitude2], distance),
});

/** https://learn.microsoft.com/kusto/query/geo-azimuth-function: clockwise from north; null for one and the same point. */
const geoAzimuth = defineScalar({
  name: 'geo_azimuth',
  parameters: TWO_POINTS,
  returns: 'real',
  call: (longitude1, latitude1, longitude2, latitude2) =>
    measure([longitude1, latitude1], [longitude2, latitude2], (from, to) =>
      isSame(from, to) ? null : azimuth(from, to),
    ),
});

/** The angle at the second point, clockwise. https://learn.microsoft.com/kusto/query/geo-angle-function */
const geoAngle = defineScalar({
  name: 'geo_angle',
  parameters: ['real', 'real', 'real', 'real', 'real', 'real'],
  returns: 'real',
  call(longitude1, latitude1, longitude2, latitude2, longitude3, latitude3) {
    const [from, at, to]: Position[] = [
      [longitude1, latitude1],
      [longitude2, latitude2],
      [longitude3, latitude3],
    ];
    if (from === undefined || at === undefined || to === undefined) return null;
    if (![from, at, to].every((place) => isPosition(...place)) || isSame(from, at) || isSame(at, to)) return null;
    return (azimuth(at, to) - azimuth(at, from) + 2 * Math.PI) % (2 * Math.PI);
  },
});

/** https://learn.microsoft.com/kusto/query/geo-point-in-circle-function */
const geoPointInCircle = defineScalar({
  name: 'geo_point_in_circle',
  parameters: ['real', 'real', 'real', 'real', 'real'],
  returns: 'bool',
  call(longitude, latitude, centerLongitude, centerLatitude, radius) {
    const apart = measure([longitude, latitude], [centerLongitude, centerLatitude], distance);
    return apart === null || !(radius >= 0) ? null : apart <= radius;
  },
});

export const GEO_POINT_FUNCTIONS: readonly ScalarFunction[] = [geoDistance, geoAzimuth, geoAngle, geoPointInCircle];

function measure<T>(from: Position, to: Position, by: (from: Position, to: Position) => T): T | null {
  return isPosition(...from) && isPosition(...to) ? by(from, to) : null;
}

function isSame(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
