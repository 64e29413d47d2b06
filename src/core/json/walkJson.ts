import { endOfString, measureValue, skipBlanks } from './jsonExtent';
import { readString } from './jsonText';

/** One step from a value to one inside it: a member by its name, an element by its index, or the JSON that a string holds. */
export type JsonStep = string | number | typeof PARSED;
export const PARSED = null;

interface Level {
  readonly isArray: boolean;
  /** Of the value under way: its index, or where its name stands. */
  index: number;
  nameStart: number;
  nameEnd: number;
}

/** A value met on the way; it is only good until the next one is asked for. */
export interface WalkedValue {
  readonly start: number;
  /** Its end; of an object or array, the place behind its opening bracket. */
  readonly end: number;
  readonly depth: number;
  /** The member's name, undefined for an element and for the whole value. */
  readonly name: () => string | undefined;
  /** How to get there from the whole value. */
  readonly steps: () => readonly JsonStep[];
}

/** Goes through all values of a JSON text in the order written, however deep they lie. */
export function* walkJson(json: string): Generator<WalkedValue, void, undefined> {
  const levels: Level[] = [];
  let at = skipBlanks(json, 0);
  while (at < json.length) {
    const character = json.charAt(at);
    if (character === '}' || character === ']') {
      levels.pop();
      at += 1;
    } else if (character === ',') {
      const level = levels.at(-1);
      if (level !== undefined) level.index += 1;
      at += 1;
    } else {
      const level = levels.at(-1);
      if (level !== undefined && !level.isArray) at = readName(json, at, level);
      const isContainer = json.charAt(at) === '{' || json.charAt(at) === '[';
      // A character that begins no value is passed over, so that no text holds this up.
      const end = isContainer ? at + 1 : Math.max(at + 1, measureValue(json, at).end);
      yield visit(json, at, end, levels);
      if (isContainer) levels.push({ isArray: json.charAt(at) === '[', index: 0, nameStart: 0, nameEnd: 0 });
      at = end;
    }
    at = skipBlanks(json, at);
  }
}

/** How to get to the value that begins at an offset; undefined where none does. */
export function stepsTo(json: string, offset: number): readonly JsonStep[] | undefined {
  for (const value of walkJson(json)) {
    if (value.start === offset) return value.steps();
    if (value.start > offset) return undefined;
  }
  return undefined;
}

/** @returns where the value begins to which the name belongs */
function readName(json: string, at: number, level: Level): number {
  level.nameStart = at;
  level.nameEnd = endOfString(json, at);
  return skipBlanks(json, skipBlanks(json, level.nameEnd) + 1);
}

function visit(json: string, start: number, end: number, levels: readonly Level[]): WalkedValue {
  return {
    start,
    end,
    depth: levels.length,
    name: () => {
      const level = levels.at(-1);
      return level === undefined || level.isArray ? undefined : readString(json, level.nameStart, level.nameEnd);
    },
    steps: () =>
      levels.map(({ isArray, index, nameStart, nameEnd }) => (isArray ? index : readString(json, nameStart, nameEnd))),
  };
}
