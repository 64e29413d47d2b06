import { breathless, ROWS_A_BREATH, type Breathe } from '../longWork';

/** Ranges of this length are sorted by insertion. */
const SHORT = 24;
const KEY_BYTES = 4;

/**
 * Where a byte stands among the bytes of UTF-8, counted from 1: as UTF-16 code units order, in which U+E000 to U+FFFF
 * (first bytes 0xEE and 0xEF) come after the surrogates of higher code points. 0 is left for the end of a text.
 */
const PLACES = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0xf0 && byte <= 0xf4) return byte - 1;
  if (byte === 0xee || byte === 0xef) return byte + 6;
  return Math.min(byte + 1, 255);
});

/** Texts as UTF-8 in one buffer: text n begins where text n - 1 ends. */
export interface PackedTexts {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

/** @returns for each text its place among all, from 0; equal texts share one. Ordered by UTF-16 code unit. */
export function rankTexts(texts: PackedTexts, breathe: Breathe = breathless): Uint32Array {
  const sorter = new TextSorter(texts, breathe);
  sorter.sort();
  return sorter.ranks();
}

/**
 * Quicksort over keys of four bytes: texts whose keys are equal are sorted by the next four bytes, so that no byte of a
 * common beginning is read more often than once for each text.
 */
class TextSorter {
  private readonly order: Uint32Array;
  private readonly keys: Uint32Array;
  /** 1 where the text at a place equals the one before it. */
  private readonly repeats: Uint8Array;
  /** Ranges still to sort, three numbers each: first place, place behind the last, bytes that are known to be equal. */
  private readonly waiting: number[] = [];
  private seed = 1;

  constructor(
    private readonly texts: PackedTexts,
    private readonly breathe: Breathe,
  ) {
    this.order = Uint32Array.from(texts.ends, (_, index) => index);
    this.keys = new Uint32Array(texts.ends.length);
    this.repeats = new Uint8Array(texts.ends.length);
  }

  sort(): void {
    const { waiting } = this;
    waiting.push(0, this.order.length, 0);
    for (let ranges = 0; waiting.length > 0; ranges++) {
      if (ranges % ROWS_A_BREATH === 0) this.breathe();
      const known = waiting.pop() ?? 0;
      const end = waiting.pop() ?? 0;
      const start = waiting.pop() ?? 0;
      const depth = this.commonEnd(start, end, known);
      this.loadKeys(start, end, depth);
      this.sortByKeys(start, end);
      this.sortEqualKeys(start, end, depth);
    }
  }

  /** Behind how many bytes the texts of a range begin to differ: to go on in one text costs less than to come back to it. */
  private commonEnd(start: number, end: number, known: number): number {
    const { bytes, ends } = this.texts;
    const first = this.order[start] ?? 0;
    const firstStart = this.startOf(first);
    let common = (ends[first] ?? 0) - firstStart;
    for (let place = start + 1; place < end && common > known; place++) {
      if (place % ROWS_A_BREATH === 0) this.breathe();
      const text = this.order[place] ?? 0;
      const textStart = this.startOf(text);
      const most = Math.min(common, (ends[text] ?? 0) - textStart);
      let depth = known;
      while (depth < most && bytes[textStart + depth] === bytes[firstStart + depth]) depth++;
      common = depth;
    }
    return common;
  }

  ranks(): Uint32Array {
    const ranks = new Uint32Array(this.order.length);
    let rank = 0;
    this.order.forEach((text, place) => {
      if (place > 0 && this.repeats[place] === 0) rank++;
      ranks[text] = rank;
    });
    return ranks;
  }

  private startOf(text: number): number {
    return text === 0 ? 0 : (this.texts.ends[text - 1] ?? 0);
  }

  private loadKeys(start: number, end: number, depth: number): void {
    const { bytes, ends } = this.texts;
    for (let place = start; place < end; place++) {
      const text = this.order[place] ?? 0;
      const textEnd = ends[text] ?? 0;
      let position = this.startOf(text) + depth;
      let key = 0;
      for (let count = 0; count < KEY_BYTES; count++, position++) {
        key = (key << 8) | (position < textEnd ? (PLACES[bytes[position] ?? 0] ?? 0) : 0);
      }
      this.keys[place] = key;
    }
  }

  /** Each loop splits off the smaller side, so that what is recursed into halves. */
  private sortByKeys(start: number, end: number): void {
    const { keys } = this;
    let first = start;
    let last = end;
    while (last - first > SHORT) {
      if (last - first > ROWS_A_BREATH) this.breathe();
      const pivot = keys[this.choosePivot(first, last)] ?? 0;
      let below = first;
      let above = last;
      for (let place = first; place < above;) {
        const key = keys[place] ?? 0;
        if (key < pivot) this.swap(below++, place++);
        else if (key > pivot) this.swap(--above, place);
        else place++;
      }
      if (below - first < last - above) {
        this.sortByKeys(first, below);
        first = above;
      } else {
        this.sortByKeys(above, last);
        last = below;
      }
    }
    this.insertionSort(first, last);
  }

  /** A place that nobody who writes the texts can foresee well enough to make sorting slow. */
  private choosePivot(start: number, end: number): number {
    this.seed = (Math.imul(this.seed, 1_664_525) + 1_013_904_223) >>> 0;
    return start + (this.seed % (end - start));
  }

  private insertionSort(start: number, end: number): void {
    const { keys, order } = this;
    for (let next = start + 1; next < end; next++) {
      const key = keys[next] ?? 0;
      const text = order[next] ?? 0;
      let hole = next;
      while (hole > start && (keys[hole - 1] ?? 0) > key) {
        keys[hole] = keys[hole - 1] ?? 0;
        order[hole] = order[hole - 1] ?? 0;
        hole--;
      }
      keys[hole] = key;
      order[hole] = text;
    }
  }

  private sortEqualKeys(start: number, end: number, depth: number): void {
    const { keys, repeats } = this;
    let first = start;
    while (first < end) {
      const key = keys[first] ?? 0;
      let behind = first + 1;
      while (behind < end && keys[behind] === key) behind++;
      const haveEnded = (key & 0xff) === 0;
      if (haveEnded) repeats.fill(1, first + 1, behind);
      else if (behind - first > 1) this.waiting.push(first, behind, depth + KEY_BYTES);
      first = behind;
    }
  }

  private swap(placeA: number, placeB: number): void {
    const { keys, order } = this;
    const key = keys[placeA] ?? 0;
    const text = order[placeA] ?? 0;
    keys[placeA] = keys[placeB] ?? 0;
    order[placeA] = order[placeB] ?? 0;
    keys[placeB] = key;
    order[placeB] = text;
  }
}
