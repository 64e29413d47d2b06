/**
 * `tostring(real)`: the shortest digits that read back as the same number, always with a fraction or an exponent
 * (`1.0`, `0.1`, `1E+20`, `1E-05`), and `NaN`, `Infinity`, `-Infinity`.
 */
export function formatReal(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power < -5 || power >= 15) {
    return `${mantissa}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  const plain = power === -5 ? undefined : String(value);
  if (plain === undefined) return `${mantissa}E-05`;
  return plain.includes('.') ? plain : `${plain}.0`;
}
