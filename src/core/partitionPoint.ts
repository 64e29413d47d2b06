/** How many of the numbers from 0 on a condition holds for, which holds for the first of `count` and not behind them. */
export function partitionPoint(count: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
