import { kindAt, readBeginning, readString, type JsonKind } from '../../json/jsonText';
import { listChildren, type ChildPlace } from '../../json/listChildren';
import { measureValue, skipBlanks } from '../../json/jsonExtent';
import { PARSED, stepsTo, walkJson, type JsonStep } from '../../json/walkJson';
import { showInvisibles } from '../../visibleText';
import { foldFor } from '../searching/foldText';
import { cutText } from './displayCell';
import { hasMixedScripts } from './mixedScripts';
import { isJsonContainer } from './prettyJson';

/**
 * Where a node of a value's tree stands: an offset in the value's text. Behind the offset of a string that holds JSON
 * comes one in that JSON, and so on.
 */
export type NodePlace = readonly number[];

/** One line of a tree as it is shown; exact values and paths are asked for by the place. */
export interface TreeNode {
  readonly place: NodePlace;
  /** Its name, index or, of a match, its path; invisible characters marked. */
  readonly label: string;
  readonly kind: JsonKind;
  /** The value, or its beginning; empty for objects and arrays. */
  readonly text: string;
  /** The length in characters of what was written, where `text` is only its beginning. */
  readonly fullLength?: number;
  readonly hasMixedScripts?: true;
  /** Where its children are listed, if it has any. */
  readonly expand?: NodePlace;
  /** How many children it has. */
  readonly count?: number;
}

export interface TreeNodes {
  readonly nodes: readonly TreeNode[];
  /** Where to read on; absent behind the last node. */
  readonly next?: ChildPlace;
}

/** So many nodes are given at once. */
export const NODES_A_PIECE = 200;
const MOST_MATCHES = 500;
const NODE_CHARACTERS = 1000;
const LABEL_CHARACTERS = 300;
/** JSON is looked for in strings up to this length. */
const LONGEST_EMBEDDED = 1_000_000;
/** Paths are told down to this depth; what lies deeper is found, but told by what it is in. */
const DEEPEST_PATH = 100;

/** Where the tree of a whole value begins; undefined for one that has no parts. */
export function rootOf(text: string): { readonly place: NodePlace; readonly count: number } | undefined {
  const { expand, count } = createNode(text, [], skipBlanks(text, 0), '');
  return expand === undefined ? undefined : { place: expand, count: count ?? 0 };
}

/** The children of a node. */
export function listNodes(text: string, place: NodePlace, from?: ChildPlace): TreeNodes {
  const found = resolve(text, place);
  if (found === undefined || !'{['.includes(found.json.charAt(found.start))) return { nodes: [] };
  const { children, next } = listChildren(found.json, found.start, NODES_A_PIECE, from);
  const outer = place.slice(0, -1);
  const nodes = children.map(({ key, start }) =>
    createNode(found.json, outer, start, typeof key === 'number' ? `[${key}]` : showLabel(key)),
  );
  return { nodes, ...(next === undefined ? {} : { next }) };
}

/** The nodes below a root whose name or text holds a text, in any case, each labelled by its path. */
export function searchNodes(
  text: string,
  root: NodePlace,
  wanted: string,
): { readonly nodes: readonly TreeNode[]; readonly isMore: boolean } {
  const found = resolve(text, root);
  if (found === undefined) return { nodes: [], isMore: false };
  const { json } = found;
  const fold = foldFor(wanted);
  const needle = fold(wanted);
  const holdsWanted = (part: string): boolean => fold(part).includes(needle);
  const nodes: TreeNode[] = [];
  for (const value of walkJson(json)) {
    if (value.depth === 0 || value.depth > DEEPEST_PATH) continue;
    const name = value.name();
    const isNamed = name !== undefined && holdsWanted(name);
    if (!isNamed && !holdsWanted(scalarText(json, value.start, value.end))) continue;
    if (nodes.length === MOST_MATCHES) return { nodes, isMore: true };
    nodes.push(createNode(json, root.slice(0, -1), value.start, showPath(value.steps())));
  }
  return { nodes, isMore: false };
}

/** A node's exact value: a string's text, the JSON of all else as it is written. */
export function nodeText(text: string, place: NodePlace): string | undefined {
  const json = nodeJson(text, place);
  return json?.startsWith('"') === true ? readString(json, 0, json.length) : json;
}

/** A node's exact JSON. */
export function nodeJson(text: string, place: NodePlace): string | undefined {
  const found = resolve(text, place);
  return found?.json.slice(found.start, measureValue(found.json, found.start).end);
}

/** How to get from the whole value to a node; undefined where there is none. */
export function nodeSteps(text: string, place: NodePlace): readonly JsonStep[] | undefined {
  const steps: JsonStep[] = [];
  for (const [level, offset] of place.entries()) {
    const found = resolve(text, place.slice(0, level + 1));
    const inside = found === undefined ? undefined : stepsTo(found.json, offset);
    if (inside === undefined) return undefined;
    if (level > 0) steps.push(PARSED);
    steps.push(...inside);
  }
  return steps;
}

function resolve(text: string, place: NodePlace): { readonly json: string; readonly start: number } | undefined {
  const start = place.at(-1);
  if (start === undefined) return undefined;
  let json = text;
  for (const offset of place.slice(0, -1)) {
    if (kindAt(json, offset) !== 'string') return undefined;
    json = readString(json, offset, measureValue(json, offset).end);
  }
  return start < json.length ? { json, start } : undefined;
}

function createNode(json: string, outer: NodePlace, start: number, label: string): TreeNode {
  const kind = kindAt(json, start);
  const { end, count } = measureValue(json, start);
  const place = [...outer, start];
  if (kind === 'object' || kind === 'array')
    return { place, label, kind, text: '', count, ...(count > 0 ? { expand: place } : {}) };
  const isCut = end - start > NODE_CHARACTERS;
  const exact = isCut ? beginningOf(json, start, kind) : scalarText(json, start, end);
  return {
    place,
    label,
    kind,
    text: showInvisibles(exact),
    ...(isCut ? { fullLength: end - start } : {}),
    ...(hasMixedScripts(exact) ? { hasMixedScripts: true as const } : {}),
    ...(kind === 'string' ? embeddedIn(json, place, start, end) : {}),
  };
}

/** What a string holds where that is JSON with parts. */
function embeddedIn(json: string, place: NodePlace, start: number, end: number): Pick<TreeNode, 'expand' | 'count'> {
  if (end - start > LONGEST_EMBEDDED) return {};
  const text = readString(json, start, end);
  if (!isJsonContainer(text)) return {};
  const root = skipBlanks(text, 0);
  const { count } = measureValue(text, root);
  return count > 0 ? { expand: [...place, root], count } : {};
}

function beginningOf(json: string, start: number, kind: JsonKind): string {
  const text =
    kind === 'string' ? readBeginning(json, start, NODE_CHARACTERS) : json.slice(start, start + NODE_CHARACTERS);
  return cutText(text, text.length);
}

function scalarText(json: string, start: number, end: number): string {
  switch (kindAt(json, start)) {
    case 'object':
    case 'array':
      return '';
    case 'string':
      return readString(json, start, end);
    default:
      return json.slice(start, end);
  }
}

function showPath(steps: readonly JsonStep[]): string {
  return showLabel(steps.map(showStep).join(''));
}

function showStep(step: JsonStep, at: number): string {
  if (typeof step === 'number') return `[${step}]`;
  if (step === '') return '[""]';
  return `${at === 0 ? '' : '.'}${String(step)}`;
}

function showLabel(text: string): string {
  return showInvisibles(text.length > LABEL_CHARACTERS ? `${cutText(text, LABEL_CHARACTERS)}…` : text);
}
