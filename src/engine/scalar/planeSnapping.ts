import type { PlanePoint } from './gnomonicPlane';

/** Radians on the plane, less than a thousandth of a millimetre: what rounding moves a place by, and no more. */
const NEAR = 1e-13;

/** Rings with the corners of all rings that lie on their sides, so that borders meet at corners in spite of rounding. */
export function snapRings(rings: readonly (readonly PlanePoint[])[]): readonly PlanePoint[][] {
  const corners = [...new Map(rings.flat().map((point) => [point.join(), point])).values()];
  return rings.map((ring) =>
    ring.flatMap((start, index) => {
      const end = ring[index + 1];
      return end === undefined ? [start] : [start, ...cornersBetween(start, end, corners)];
    }),
  );
}

function cornersBetween(start: PlanePoint, end: PlanePoint, corners: readonly PlanePoint[]): readonly PlanePoint[] {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const length = Math.hypot(dx, dy);
  const [left, right] = start[0] < end[0] ? [start[0], end[0]] : [end[0], start[0]];
  const [low, high] = start[1] < end[1] ? [start[1], end[1]] : [end[1], start[1]];
  const along = ([x, y]: PlanePoint): number => ((x - start[0]) * dx + (y - start[1]) * dy) / length;
  return corners
    .filter(([x, y]) => {
      if (x < left - NEAR || x > right + NEAR || y < low - NEAR || y > high + NEAR) return false;
      const away = Math.abs((x - start[0]) * dy - (y - start[1]) * dx) / length;
      const way = along([x, y]);
      return away < NEAR && way > NEAR && way < length - NEAR;
    })
    .sort((a, b) => along(a) - along(b));
}
