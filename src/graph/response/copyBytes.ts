/** From this size on, the call to `set` and the view that it needs cost less than a loop. */
const LONG = 96;

/** Copies the bytes from `start` up to `end` to `at`, where there has to be room. */
export function copyBytes(source: Uint8Array, start: number, end: number, target: Uint8Array, at: number): void {
  if (end - start >= LONG) {
    target.set(source.subarray(start, end), at);
    return;
  }
  const shift = at - start;
  for (let position = start; position < end; position++) target[position + shift] = source[position] ?? 0;
}
