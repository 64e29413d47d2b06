const ZERO = 0x30;
const MAX_INT32 = 0x7fffffff;

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

/** Reads two decimal digits. @returns their value; negative where one of the bytes is not a digit. */
export function readTwoDigits(bytes: Uint8Array, start: number): number {
  const tens = (bytes[start] ?? 0) - ZERO;
  const ones = (bytes[start + 1] ?? 0) - ZERO;
  // What is below zero is a large number without its sign.
  return tens >>> 0 > 9 || ones >>> 0 > 9 ? -1 : tens * 10 + ones;
}

/** Writes a number below 2^31 with so many digits up to `end`. @returns where they begin */
export function writeDigits(bytes: Uint8Array, end: number, value: number, count: number): number {
  let left = value | 0;
  for (let position = end - 1; position >= end - count; position--) {
    const tenth = (left / 10) | 0;
    bytes[position] = ZERO + left - tenth * 10;
    left = tenth;
  }
  return end - count;
}

/** Writes a whole number below 2^53, without leading zeros, up to `end`. @returns where it begins */
export function writeNumber(bytes: Uint8Array, end: number, value: number): number {
  let position = end;
  let large = value;
  for (; large > MAX_INT32; large = Math.floor(large / 10)) bytes[--position] = ZERO + (large % 10);
  let left = large | 0;
  do {
    const tenth = (left / 10) | 0;
    bytes[--position] = ZERO + left - tenth * 10;
    left = tenth;
  } while (left > 0);
  return position;
}
