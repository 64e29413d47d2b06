import { copyWords, equalWords, hashWords } from './byteWords';
import { groupTexts } from './groupTexts';
import type { Breathe } from '../longWork';
import { rankTexts } from './rankTexts';
import { resizeBuffer, trimBuffer } from './resizeBuffer';
import { markTexts, type TextNeedle } from '../searching/textNeedle';
import { textsHolding } from '../searching/textsHolding';

/** Entries after which a dictionary that finds few repeats stops looking for them. */
const TRIAL_ENTRIES = 4096;
/** Slots looked at before an entry is stored again: bounds the time that colliding texts can cost. */
const MAX_PROBES = 32;
const FIRST_SLOTS = 128;
/** From this size on, the call to `set` and the view that it needs cost less than a loop. */
const LONG = 256;
/** How much larger a full buffer gets: less than twice, for what is not filled in the end is memory held for nothing. */
const GROWTH = 1.5;

// A cell may begin with U+FEFF: it belongs to the text and is not a byte order mark.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Texts as UTF-8 in one buffer, each known by its number. Repeated texts share a number while repeats are common;
 * where nearly all differ, looking for repeats costs more than it saves and stops. No string is made until one is asked.
 */
export class ByteDictionary {
  private bytes = new Uint8Array(1024);
  private words = new DataView(this.bytes.buffer);
  private byteCount = 0;
  /** The end of entry n in `bytes`; its start is the end of the entry before. */
  private ends = new Uint32Array(64);
  private count = 0;
  private added = 0;
  /** The entry of the text added last. */
  private latest = 0;
  /**
   * Open addressing; undefined once repeats are not looked for. A slot is an entry's number + 1, or 0 where it is free,
   * and its hash beside it: most entries that are not meant are passed without looking at anything else.
   */
  private slots: Int32Array | undefined = new Int32Array(2 * FIRST_SLOTS);
  private strings: (string | undefined)[] | undefined;
  private entryRanks: Uint32Array | undefined;

  /** Takes over the bytes from `start` up to `end`. @returns the entry's number. */
  add(source: DataView, start: number, end: number): number {
    this.added++;
    if (this.slots === undefined) return this.append(source, start, end);
    // Neighbouring rows often hold the same.
    if (this.count > 0 && this.holds(this.latest, source, start, end)) return this.latest;
    const hash = hashWords(source, start, end);
    const { slots } = this;
    const last = slots.length - 1;
    let slot = (hash << 1) & last;
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const entry = (slots[slot] ?? 0) - 1;
      if (entry < 0) return this.addNew(source, start, end, hash, slot);
      if (slots[slot + 1] === hash && this.holds(entry, source, start, end)) return (this.latest = entry);
      slot = (slot + 2) & last;
    }
    return this.append(source, start, end);
  }

  text(entry: number): string {
    const known = this.strings?.[entry];
    if (known !== undefined) return known;
    const text = decoder.decode(this.bytes.subarray(this.startOf(entry), this.ends[entry]));
    if (this.strings !== undefined) this.strings[entry] = text;
    return text;
  }

  /** Orders two entries as JavaScript orders their texts: by UTF-16 code unit. */
  compare(entryA: number, entryB: number): number {
    if (entryA === entryB) return 0;
    const { bytes } = this;
    let a = this.startOf(entryA);
    let b = this.startOf(entryB);
    const endA = this.ends[entryA] ?? 0;
    const endB = this.ends[entryB] ?? 0;
    while (a < endA && b < endB) {
      const byteA = bytes[a++] ?? 0;
      const byteB = bytes[b++] ?? 0;
      if (byteA !== byteB) return compareUnequalBytes(byteA, byteB);
    }
    return endA - a - (endB - b);
  }

  /** For each entry its place in the order that `compare` tells; to be asked once nothing is added any more. */
  ranks(breathe: Breathe): Uint32Array {
    this.entryRanks ??= rankTexts({ bytes: this.bytes, ends: this.ends }, breathe);
    return this.entryRanks;
  }

  /** For each entry a number below the count of entries that equal texts share; to be asked as `ranks` is. */
  groups(breathe: Breathe): Uint32Array {
    return this.entryRanks ?? groupTexts({ bytes: this.bytes, ends: this.ends }, breathe) ?? this.ranks(breathe);
  }

  /** 1 for each entry whose text holds the needle; to be asked once nothing is added any more. */
  findEntries(needle: TextNeedle, breathe: Breathe): Uint8Array {
    if (needle.bytes !== undefined) {
      const { bytes, ends, byteCount, count } = this;
      return textsHolding({ bytes: bytes.subarray(0, byteCount), ends: ends.subarray(0, count) }, needle.bytes);
    }
    const found = new Uint8Array(this.count);
    markTexts((entry) => this.text(entry), needle, found, breathe);
    return found;
  }

  /** Gives back spare memory; nothing is added afterwards. */
  finish(): void {
    this.bytes = new Uint8Array(trimBuffer(this.bytes.buffer, this.byteCount), 0, this.byteCount);
    this.words = new DataView(this.bytes.buffer);
    this.ends = new Uint32Array(trimBuffer(this.ends.buffer, 4 * this.count), 0, this.count);
    this.slots = undefined;
    if (this.count * 4 <= this.added) this.strings = [];
  }

  private addNew(source: DataView, start: number, end: number, hash: number, slot: number): number {
    const entry = this.append(source, start, end);
    this.latest = entry;
    const { slots } = this;
    if (slots === undefined) return entry;
    slots[slot] = entry + 1;
    slots[slot + 1] = hash;
    if (this.count >= TRIAL_ENTRIES && this.count * 4 > this.added * 3) this.slots = undefined;
    else if (this.count * 4 > slots.length) this.slots = grown(slots);
    return entry;
  }

  private append(source: DataView, start: number, end: number): number {
    const entry = this.count++;
    const size = end - start;
    if (this.byteCount + size > this.bytes.length) {
      const room = Math.max(Math.floor(this.bytes.length * GROWTH), this.byteCount + size);
      this.bytes = new Uint8Array(resizeBuffer(this.bytes.buffer, room));
      this.words = new DataView(this.bytes.buffer);
    }
    if (entry >= this.ends.length) {
      const room = Math.floor(entry * GROWTH);
      this.ends = resized(this.ends, room);
    }
    if (size < LONG) copyWords(source, start, end, this.words, this.byteCount);
    else this.bytes.set(new Uint8Array(source.buffer, source.byteOffset + start, size), this.byteCount);
    this.byteCount += size;
    this.ends[entry] = this.byteCount;
    return entry;
  }

  private holds(entry: number, source: DataView, start: number, end: number): boolean {
    const from = this.startOf(entry);
    if ((this.ends[entry] ?? 0) - from !== end - start) return false;
    return equalWords(source, start, end, this.words, from);
  }

  private startOf(entry: number): number {
    return entry === 0 ? 0 : (this.ends[entry - 1] ?? 0);
  }
}

function grown(slots: Int32Array): Int32Array {
  const larger = new Int32Array(4 * slots.length);
  const last = larger.length - 1;
  for (let from = 0; from < slots.length; from += 2) {
    if (slots[from] === 0) continue;
    const hash = slots[from + 1] ?? 0;
    let to = (hash << 1) & last;
    while (larger[to] !== 0) to = (to + 2) & last;
    larger[to] = slots[from] ?? 0;
    larger[to + 1] = hash;
  }
  return larger;
}

/** UTF-8 orders by code point; only U+E000 to U+FFFF stand elsewhere in UTF-16: after the surrogates of higher ones. */
function compareUnequalBytes(byteA: number, byteB: number): number {
  const isHighA = byteA >= 0xf0;
  if (isHighA !== byteB >= 0xf0 && byteA >= 0xee && byteB >= 0xee) return isHighA ? -1 : 1;
  return byteA - byteB;
}

function resized(values: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  return new Uint32Array(resizeBuffer(values.buffer, 4 * length));
}
