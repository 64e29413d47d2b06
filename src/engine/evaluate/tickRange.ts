/** True for what fits into a 64-bit integer. */
export function isWholeTicks(value: bigint): boolean {
  return value === BigInt.asIntN(64, value);
}

/** The nearest whole number, halves away from zero; undefined for what 64 bits cannot hold. */
export function roundToTicks(value: number): bigint | undefined {
  if (!Number.isFinite(value)) return undefined;
  const whole = Math.trunc(value);
  const rest = Math.abs(value - whole);
  const ticks = BigInt(rest >= 0.5 ? whole + Math.sign(value) : whole);
  return isWholeTicks(ticks) ? ticks : undefined;
}
