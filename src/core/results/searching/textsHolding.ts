import { partitionPoint } from '../../partitionPoint';
import { FOLDED } from './textNeedle';

/** Texts one behind the other; text n ends at `ends[n]`, where the next one begins. */
interface Texts {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

/**
 * Finds the texts that hold a needle, whatever the case of ASCII letters.
 * @param needle folded, at least one byte
 * @returns 1 for each text that holds it
 */
export function textsHolding(texts: Texts, needle: Uint8Array): Uint8Array {
  const { bytes, ends } = texts;
  const found = new Uint8Array(ends.length);
  const last = needle.length - 1;
  const skips = skipTable(needle);
  const again = skips[needle[last] ?? 0] ?? 1;
  // Most bytes are passed by one look into a table of both cases, where the needle's last one has no step.
  const steps = skips.map((_, byte) => (FOLDED[byte] === needle[last] ? 0 : (skips[FOLDED[byte] ?? 0] ?? 1)));
  const finderIn = (quarter: number): Finder =>
    new Finder(texts, needle, again, textAt(ends, (bytes.length * quarter) / 4), found);
  const [first, second, third, fourth] = [finderIn(0), finderIn(1), finderIn(2), finderIn(3)];
  const [endA, endB, endC, endD] = [second.begin, third.begin, fourth.begin, bytes.length];
  let [a, b, c, d] = [first.begin, endA, endB, endC];
  // Each step waits for a byte that is far away in memory: four places are looked at while they come.
  while (a < endA && b < endB && c < endC && d < endD) {
    const stepA = steps[bytes[a] ?? 0] ?? 1;
    const stepB = steps[bytes[b] ?? 0] ?? 1;
    const stepC = steps[bytes[c] ?? 0] ?? 1;
    const stepD = steps[bytes[d] ?? 0] ?? 1;
    a = stepA > 0 ? a + stepA : first.look(a);
    b = stepB > 0 ? b + stepB : second.look(b);
    c = stepC > 0 ? c + stepC : third.look(c);
    d = stepD > 0 ? d + stepD : fourth.look(d);
  }
  search(bytes, steps, first, a, endA);
  search(bytes, steps, second, b, endB);
  search(bytes, steps, third, c, endC);
  search(bytes, steps, fourth, d, endD);
  return found;
}

/** The text in which a byte stands. */
function textAt(ends: Uint32Array, position: number): number {
  return partitionPoint(ends.length, (text) => (ends[text] ?? 0) <= position);
}

function search(bytes: Uint8Array, steps: Uint32Array, finder: Finder, from: number, to: number): void {
  let at = from;
  while (at < to) {
    const step = steps[bytes[at] ?? 0] ?? 1;
    at = step > 0 ? at + step : finder.look(at);
  }
}

/** Marks texts where the needle stands, going forward. */
class Finder {
  /** @param text the first one that it may find */
  constructor(
    private readonly texts: Texts,
    private readonly needle: Uint8Array,
    private readonly again: number,
    private text: number,
    private readonly found: Uint8Array,
  ) {
    this.begin = (text === 0 ? 0 : (texts.ends[text - 1] ?? 0)) + needle.length - 1;
  }

  /** Where the needle's last byte can first be. */
  readonly begin: number;

  /** The needle's last byte is at `at`. @returns where to look for it next */
  look(at: number): number {
    const { needle } = this;
    const { bytes, ends } = this.texts;
    const start = at + 1 - needle.length;
    if (!standsAt(bytes, start, needle)) return at + this.again;
    while ((ends[this.text] ?? 0) <= start) this.text++;
    const end = ends[this.text] ?? 0;
    // It begins in one text and ends in the next.
    if (at >= end) return at + 1;
    this.found[this.text] = 1;
    return end + needle.length - 1;
  }
}

function standsAt(bytes: Uint8Array, position: number, needle: Uint8Array): boolean {
  for (let offset = 0; offset < needle.length; offset++) {
    if (FOLDED[bytes[position + offset] ?? 0] !== needle[offset]) return false;
  }
  return true;
}

/** How far the needle's end may move when this byte stands under it (Horspool's table). */
function skipTable(needle: Uint8Array): Uint32Array {
  const skips = new Uint32Array(256).fill(needle.length);
  for (let offset = 0; offset < needle.length - 1; offset++) skips[needle[offset] ?? 0] = needle.length - 1 - offset;
  return skips;
}
