/** Bootstring with Punycode's parameters. Source: RFC 3492. */
const BASE = 36;
const SMALLEST_THRESHOLD = 1;
const LARGEST_THRESHOLD = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE_POINT = 0x80;
const DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Encodes a text, without the `xn--` of a domain's label; a text of ASCII alone stays as it is. */
export function encodePunycode(text: string): string {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < FIRST_CODE_POINT);
  if (basic.length === points.length) return text;
  let encoded = String.fromCodePoint(...basic) + (basic.length > 0 ? '-' : '');
  let bias = FIRST_BIAS;
  let current = FIRST_CODE_POINT;
  let delta = 0;
  for (let handled = basic.length; handled < points.length; delta++, current++) {
    const next = Math.min(...points.filter((point) => point >= current));
    delta += (next - current) * (handled + 1);
    current = next;
    for (const point of points) {
      if (point < current) delta++;
      if (point !== current) continue;
      encoded += encodeDelta(delta, bias);
      bias = adaptBias(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled++;
    }
  }
  return encoded;
}

/** Decodes what `encodePunycode` writes; undefined where the text is not Punycode. */
export function decodePunycode(text: string): string | undefined {
  const hyphen = text.lastIndexOf('-');
  const points = Array.from(text.slice(0, Math.max(hyphen, 0)), (character) => character.codePointAt(0) ?? 0);
  let bias = FIRST_BIAS;
  let current = FIRST_CODE_POINT;
  let index = 0;
  for (let offset = hyphen + 1; offset < text.length;) {
    const start = index;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = DIGITS.indexOf(text[offset++]?.toLowerCase() ?? '?');
      if (digit < 0) return undefined;
      index += digit * weight;
      const threshold = thresholdAt(k, bias);
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const count = points.length + 1;
    bias = adaptBias(index - start, count, start === 0);
    current += Math.floor(index / count);
    if (current > 0x10ffff) return undefined;
    index %= count;
    points.splice(index++, 0, current);
  }
  return points.map((point) => String.fromCodePoint(point)).join('');
}

function encodeDelta(delta: number, bias: number): string {
  let encoded = '';
  let rest = delta;
  for (let k = BASE; ; k += BASE) {
    const threshold = thresholdAt(k, bias);
    if (rest < threshold) return encoded + DIGITS.charAt(rest);
    encoded += DIGITS.charAt(threshold + ((rest - threshold) % (BASE - threshold)));
    rest = Math.floor((rest - threshold) / (BASE - threshold));
  }
}

function thresholdAt(k: number, bias: number): number {
  return Math.max(SMALLEST_THRESHOLD, Math.min(LARGEST_THRESHOLD, k - bias));
}

function adaptBias(delta: number, count: number, isFirst: boolean): number {
  let scaled = Math.floor(delta / (isFirst ? DAMP : 2));
  scaled += Math.floor(scaled / count);
  let k = 0;
  for (; scaled > ((BASE - SMALLEST_THRESHOLD) * LARGEST_THRESHOLD) / 2; k += BASE) {
    scaled = Math.floor(scaled / (BASE - SMALLEST_THRESHOLD));
  }
  return k + Math.floor(((BASE - SMALLEST_THRESHOLD + 1) * scaled) / (scaled + SKEW));
}
