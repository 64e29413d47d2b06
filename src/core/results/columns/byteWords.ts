/** A view of bytes that reads four at a time, at any position. */
type Words = DataView;

const NO_BYTES: Uint8Array = new Uint8Array(0);
const NO_WORDS: Words = new DataView(NO_BYTES.buffer);

// A view costs more than a short text is worth, so those of the few arrays in turn are kept: an answer's chunk, a text
// without its escapes, and a dynamic value's JSON.
let firstBytes = NO_BYTES;
let firstWords = NO_WORDS;
let secondBytes = NO_BYTES;
let secondWords = NO_WORDS;
let thirdBytes = NO_BYTES;
let thirdWords = NO_WORDS;

/** The bytes' view. The array is held until `forgetWords`, or until three others have come. */
export function wordsOf(bytes: Uint8Array): Words {
  if (bytes === firstBytes) return firstWords;
  if (bytes === secondBytes) return secondWords;
  if (bytes === thirdBytes) return thirdWords;
  thirdBytes = secondBytes;
  thirdWords = secondWords;
  secondBytes = firstBytes;
  secondWords = firstWords;
  firstBytes = bytes;
  firstWords = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return firstWords;
}

/** Lets go of every array. */
export function forgetWords(): void {
  firstBytes = secondBytes = thirdBytes = NO_BYTES;
  firstWords = secondWords = thirdWords = NO_WORDS;
}

/**
 * A hash of the bytes from `start` up to `end`, in all of whose bits each of theirs takes part. It has a sign: half of all
 * unsigned hashes would not fit a small integer of V8, and each of those would be an object.
 */
export function hashWords(words: Words, start: number, end: number): number {
  let hash = end - start;
  const lastWord = end - 4;
  if (lastWord < start) {
    for (let position = start; position < end; position++) hash = mix(hash, words.getUint8(position));
    return scatter(hash);
  }
  // Two hashes side by side: the processor need not wait for one product to begin the next.
  let other = 0;
  let position = start;
  for (; position < lastWord - 4; position += 8) {
    hash = mix(hash, words.getInt32(position, true));
    other = mix(other, words.getInt32(position + 4, true));
  }
  // The last words may overlap those before them.
  if (position < lastWord) other = mix(other, words.getInt32(position, true));
  hash = mix(hash, words.getInt32(lastWord, true));
  return scatter(mix(hash, other));
}

/** Whether the bytes of `a` from `startA` up to `endA` are those of `b` from `startB` on. */
export function equalWords(a: Words, startA: number, endA: number, b: Words, startB: number): boolean {
  const shift = startB - startA;
  const lastWord = endA - 4;
  let position = startA;
  if (lastWord < startA) {
    for (; position < endA; position++) {
      if (a.getUint8(position) !== b.getUint8(position + shift)) return false;
    }
    return true;
  }
  for (; position < lastWord - 4; position += 8) {
    const first = a.getInt32(position, true) ^ b.getInt32(position + shift, true);
    const second = a.getInt32(position + 4, true) ^ b.getInt32(position + 4 + shift, true);
    if ((first | second) !== 0) return false;
  }
  if (position < lastWord && a.getInt32(position, true) !== b.getInt32(position + shift, true)) return false;
  return a.getInt32(lastWord, true) === b.getInt32(lastWord + shift, true);
}

/** Copies the bytes from `start` up to `end` to `at`, where there has to be room. */
export function copyWords(source: Words, start: number, end: number, target: Words, at: number): void {
  const shift = at - start;
  const lastWord = end - 4;
  let position = start;
  for (; position <= lastWord; position += 4) target.setInt32(position + shift, source.getInt32(position, true), true);
  for (; position < end; position++) target.setUint8(position + shift, source.getUint8(position));
}

/** Has each bit take part in all others. */
function scatter(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function mix(hash: number, word: number): number {
  return Math.imul(((hash << 5) | (hash >>> 27)) ^ word, 0x9e3779b1);
}
