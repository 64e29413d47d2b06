import { isArray, isBag, type DynamicValue } from './dynamicValue';

const LONGEST = 1_048_576;
const DEEPEST = 200;
const NAME = String.raw`[A-Za-z_:][\w:.\-]*`;
const ATTRIBUTE = String.raw`\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*')`;
const TOKEN = new RegExp(
  [
    String.raw`<!--[\s\S]*?-->`,
    String.raw`<\?[\s\S]*?\?>`,
    String.raw`<!DOCTYPE[^>[]*(?:\[[\s\S]*?\])?[^>]*>`,
    String.raw`<!\[CDATA\[(?<cdata>[\s\S]*?)\]\]>`,
    String.raw`</(?<close>${NAME})\s*>`,
    String.raw`<(?<open>${NAME})(?<attributes>(?:${ATTRIBUTE})*)\s*(?<empty>/)?>`,
    String.raw`(?<text>[^<]+)`,
  ].join('|'),
  'y',
);
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

interface Element {
  readonly name: string;
  readonly members: Map<string, DynamicValue>;
  text: string;
}

/**
 * Converts XML to a dynamic: attributes are `@name`, text beside them is `#text`, elements of one name an array.
 * @returns undefined where the text is not well-formed or longer than 1 MB.
 */
export function parseXml(text: string): DynamicValue | undefined {
  if (text.length > LONGEST) return undefined;
  const root: Element = { name: '', members: new Map(), text: '' };
  const open: Element[] = [root];
  for (let offset = 0; offset < text.length;) {
    TOKEN.lastIndex = offset;
    const groups = TOKEN.exec(text)?.groups;
    const parent = open.at(-1);
    if (parent === undefined || open.length > DEEPEST || TOKEN.lastIndex === 0) return undefined;
    offset = TOKEN.lastIndex;
    if (groups?.['open'] !== undefined) {
      const element: Element = { name: groups['open'], members: readAttributes(groups['attributes'] ?? ''), text: '' };
      if (groups['empty'] === undefined) open.push(element);
      else addMember(parent, element);
    } else if (groups?.['close'] !== undefined) {
      const element = open.pop();
      const outer = open.at(-1);
      if (element?.name !== groups['close'] || outer === undefined) return undefined;
      addMember(outer, element);
    } else {
      parent.text += groups?.['cdata'] ?? decodeEntities(groups?.['text'] ?? '');
    }
  }
  return open.length === 1 && root.members.size === 1 && root.text.trim() === '' ? root.members : undefined;
}

function addMember(parent: Element, element: Element): void {
  const value = elementValue(element);
  const present = parent.members.get(element.name);
  if (!parent.members.has(element.name)) parent.members.set(element.name, value);
  else
    parent.members.set(
      element.name,
      isArray(present ?? null) ? [...arrayOf(present), value] : [present ?? null, value],
    );
}

function arrayOf(value: DynamicValue | undefined): readonly DynamicValue[] {
  return value !== undefined && isArray(value) ? value : [];
}

function elementValue({ members, text }: Element): DynamicValue {
  const trimmed = text.trim();
  if (members.size === 0) return trimmed === '' ? null : trimmed;
  if (trimmed !== '') members.set('#text', trimmed);
  return isBag(members) ? members : null;
}

function readAttributes(text: string): Map<string, DynamicValue> {
  const attributes = new Map<string, DynamicValue>();
  for (const [, name = '', double, single = ''] of text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes.set(`@${name}`, decodeEntities(double ?? single));
  }
  return attributes;
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g,
    (entity, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES.get(name) ?? entity;
      const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return point <= 0x10ffff ? String.fromCodePoint(point) : entity;
    },
  );
}
