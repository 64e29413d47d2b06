import { endOfString, measureValue, skipBlanks } from './jsonExtent';
import { readString } from './jsonText';

/** A member or an element. */
export interface JsonChild {
  /** A member's name, an element's index. */
  readonly key: string | number;
  readonly start: number;
  readonly end: number;
  /** How many members or elements it has itself. */
  readonly count: number;
}

/** Where the next child of a value is read on. */
export interface ChildPlace {
  readonly offset: number;
  readonly index: number;
}

export interface JsonChildren {
  readonly children: readonly JsonChild[];
  /** Absent behind the last one. */
  readonly next?: ChildPlace;
}

/**
 * Reads some children of the object or array that begins at an offset. The work grows with what is read, not with how
 * many children come before or behind.
 * @param from as an earlier answer gave it in `next`; left out for the first ones
 */
export function listChildren(json: string, start: number, most: number, from?: ChildPlace): JsonChildren {
  const isArray = json.charAt(start) === '[';
  const children: JsonChild[] = [];
  let at = from?.offset ?? skipBlanks(json, start + 1);
  let index = from?.index ?? 0;
  while (at < json.length && json.charAt(at) !== '}' && json.charAt(at) !== ']') {
    if (children.length === most) return { children, next: { offset: at, index } };
    const nameEnd = endOfString(json, at);
    const valueStart = isArray ? at : skipBlanks(json, skipBlanks(json, nameEnd) + 1);
    const { end, count } = measureValue(json, valueStart);
    children.push({ key: isArray ? index : readString(json, at, nameEnd), start: valueStart, end, count });
    at = skipBlanks(json, end);
    if (json.charAt(at) === ',') at = skipBlanks(json, at + 1);
    index += 1;
  }
  return { children };
}
