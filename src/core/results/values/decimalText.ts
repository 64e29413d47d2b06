const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Whether a text is a number in digits. */
export function isDecimalText(text: string): boolean {
  return DECIMAL.test(text);
}

/** Orders two numbers by their digits, however many; a text that is no number counts as zero. */
export function compareDecimals(textA: string, textB: string): number {
  const a = parseDecimal(textA);
  const b = parseDecimal(textB);
  if (a.sign !== b.sign) return a.sign - b.sign;
  if (a.magnitude !== b.magnitude) return a.sign * (a.magnitude - b.magnitude);
  const length = Math.max(a.digits.length, b.digits.length);
  const digitsA = a.digits.padEnd(length, '0');
  const digitsB = b.digits.padEnd(length, '0');
  if (digitsA === digitsB) return 0;
  return digitsA < digitsB ? -a.sign : a.sign;
}

/** The same text for two numbers exactly where they are equal; a text that is no number as it is. */
export function normalizeDecimal(text: string): string {
  if (!isDecimalText(text)) return text;
  const { sign, digits, magnitude } = parseDecimal(text);
  return sign === 0 ? '0' : `${sign < 0 ? '-' : ''}${digits.replace(/0+$/, '')}e${magnitude}`;
}

/** A number as ±0.digits × 10^magnitude, its first digit not zero. */
function parseDecimal(text: string): { sign: number; digits: string; magnitude: number } {
  const [, minus = '', whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  const written = whole + fraction;
  const digits = written.replace(/^0+/, '');
  if (digits === '') return { sign: 0, digits: '', magnitude: 0 };
  const magnitude = whole.length + Number(exponent) - (written.length - digits.length);
  return { sign: minus === '' ? 1 : -1, digits, magnitude };
}
