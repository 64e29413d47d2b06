import { equalWords, hashWords } from './byteWords';
import { breathless, ROWS_A_BREATH, type Breathe } from '../longWork';
import type { PackedTexts } from './rankTexts';

/** Slots looked at before grouping is given up: bounds the time that colliding texts can cost. */
const MAX_PROBES = 64;

/** @returns for each text the number of the first that equals it, or undefined where too many texts share a hash. */
export function groupTexts({ bytes, ends }: PackedTexts, breathe: Breathe = breathless): Uint32Array | undefined {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const groups = new Uint32Array(ends.length);
  const hashes = new Int32Array(ends.length);
  const mask = 2 ** Math.ceil(Math.log2(2 * ends.length + 1)) - 1;
  // A text's number + 1, or 0 for a free slot.
  const slots = new Uint32Array(mask + 1);
  let start = 0;
  for (let text = 0; text < ends.length; text++) {
    if (text % ROWS_A_BREATH === 0) breathe();
    const end = ends[text] ?? 0;
    const hash = hashWords(words, start, end);
    const length = end - start;
    let slot = hash & mask;
    let group = -1;
    for (let probe = 0; group < 0; probe++) {
      if (probe === MAX_PROBES) return undefined;
      const other = (slots[slot] ?? 0) - 1;
      if (other < 0) {
        slots[slot] = text + 1;
        group = text;
      } else if (hashes[other] === hash) {
        const from = other === 0 ? 0 : (ends[other - 1] ?? 0);
        const isSame = (ends[other] ?? 0) - from === length && equalWords(words, start, end, words, from);
        if (isSame) group = other;
      }
      slot = (slot + 1) & mask;
    }
    groups[text] = group;
    hashes[text] = hash;
    start = end;
  }
  return groups;
}
