const ZERO = 0x30;

/** Reads a count of decimal digits. @returns their value; negative where one of the bytes is not a digit. */
export function readDigits(bytes: Uint8Array, start: number, count: number): number {
  let value = 0;
  for (let position = start; position < start + count; position++) {
    const digit = (bytes[position] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
