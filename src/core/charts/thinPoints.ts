import type { PlacedPoint } from './placeSeries';

/**
 * Leaves of a line what a screen can show: the first, the least, the greatest and the last value of each stretch of the
 * axis, every gap and every anomaly. No peak is lost.
 * @param points in the order of x
 */
export function thinLine(points: readonly PlacedPoint[], most: number): readonly PlacedPoint[] {
  const stretches = Math.max(1, Math.floor(most / 4));
  const stretchOf = stretchFinder(points, stretches);
  if (points.length <= most) return points;
  const kept: PlacedPoint[] = [];
  for (let start = 0; start < points.length;) {
    let end = start;
    const stretch = stretchOf(points[start]);
    while (end < points.length && stretchOf(points[end]) === stretch) end++;
    kept.push(...outlineOf(points.slice(start, end)));
    start = end;
  }
  return kept;
}

function outlineOf(points: readonly PlacedPoint[]): readonly PlacedPoint[] {
  const outline = new Set<PlacedPoint | undefined>([points[0], points.at(-1)]);
  let least: PlacedPoint | undefined;
  let greatest: PlacedPoint | undefined;
  let gap: PlacedPoint | undefined;
  for (const point of points) {
    if (point.isAnomaly) outline.add(point);
    if (point.y === null) {
      gap ??= point;
      continue;
    }
    if (least?.y === undefined || least.y === null || point.y < least.y) least = point;
    if (greatest?.y === undefined || greatest.y === null || point.y > greatest.y) greatest = point;
  }
  for (const point of [least, greatest, gap]) outline.add(point);
  return points.filter((point) => outline.has(point));
}

/** Leaves of a cloud one point for each cell of a net, twice as wide as high, and every anomaly. */
export function thinCloud(points: readonly PlacedPoint[], most: number): readonly PlacedPoint[] {
  if (points.length <= most) return points;
  const rowCount = Math.max(1, Math.floor(Math.sqrt(most / 2)));
  const columnOf = cellFinder(
    points.map(({ x }) => x),
    2 * rowCount,
  );
  const rowOf = cellFinder(
    points.map(({ y }) => y ?? 0),
    rowCount,
  );
  const taken = new Set<number>();
  return points.filter(({ x, y, isAnomaly }) => {
    if (y === null) return false;
    const cell = columnOf(x) * rowCount + rowOf(y);
    if (taken.has(cell) && !isAnomaly) return false;
    taken.add(cell);
    return true;
  });
}

/**
 * Leaves of series that are put on one another the same places: of each stretch of the axis the one where the pile is
 * highest.
 */
export function thinStack(
  series: readonly (readonly PlacedPoint[])[],
  most: number,
): readonly (readonly PlacedPoint[])[] {
  const heights = new Map<number, number>();
  for (const points of series) {
    for (const { x, y } of points) heights.set(x, (heights.get(x) ?? 0) + Math.abs(y ?? 0));
  }
  const stretches = Math.max(1, Math.floor(most / Math.max(1, series.length)));
  if (heights.size <= stretches) return series;
  const stretchOf = cellFinder([...heights.keys()], stretches);
  const best = new Map<number, number>();
  for (const [x, height] of heights) {
    const stretch = stretchOf(x);
    const other = best.get(stretch);
    if (other === undefined || height > (heights.get(other) ?? 0)) best.set(stretch, x);
  }
  const kept = new Set(best.values());
  return series.map((points) => points.filter(({ x }) => kept.has(x)));
}

function stretchFinder(points: readonly PlacedPoint[], stretches: number): (point: PlacedPoint | undefined) => number {
  const find = cellFinder(
    points.map(({ x }) => x),
    stretches,
  );
  return (point) => (point === undefined ? 0 : find(point.x));
}

/** Finds in which of equally wide cells a number lies. */
function cellFinder(numbers: readonly number[], count: number): (number: number) => number {
  let least = Infinity;
  let greatest = -Infinity;
  for (const number of numbers) {
    least = Math.min(least, number);
    greatest = Math.max(greatest, number);
  }
  const width = greatest > least ? (greatest - least) / count : 1;
  return (number) => Math.min(count - 1, Math.floor((number - least) / width));
}
