import type { ScalarType } from '../results/scalarType';

/** What a text looks like, in words. */
export type ValueKind =
  | 'MD5 hash'
  | 'SHA-1 hash'
  | 'SHA-256 hash'
  | 'IPv4 address'
  | 'IPv6 address'
  | 'URL'
  | 'mail address'
  | 'GUID'
  | 'security identifier'
  | 'Base64';

/** Longer texts are prose or code, whatever they begin with. */
const LONGEST = 2048;
const HEX_GROUP = '[0-9A-Fa-f]{1,4}';
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const IPV6_WHOLE = new RegExp(`^(?:${HEX_GROUP}:){7}${HEX_GROUP}$`);
const IPV6_SHORT = new RegExp(`^(?:${HEX_GROUP}(?::${HEX_GROUP}){0,6})?::(?:${HEX_GROUP}(?::${HEX_GROUP}){0,6})?$`);
const IPV6_WITH_IPV4 = /^::(?:[Ff]{4}:)?(?:\d{1,3}\.){3}\d{1,3}$/;

const LOOKS: readonly (readonly [ValueKind, RegExp])[] = [
  ['MD5 hash', /^[0-9A-Fa-f]{32}$/],
  ['SHA-1 hash', /^[0-9A-Fa-f]{40}$/],
  ['SHA-256 hash', /^[0-9A-Fa-f]{64}$/],
  ['IPv4 address', IPV4],
  ['IPv6 address', IPV6_WHOLE],
  ['IPv6 address', IPV6_SHORT],
  ['IPv6 address', IPV6_WITH_IPV4],
  ['URL', /^(?:https?|ftps?|wss?):\/\/[^\s]+$/i],
  ['mail address', /^[^\s@<>"']+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/],
  ['GUID', /^\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?$/],
  ['security identifier', /^S-1-\d+(?:-\d+)+$/],
  // Words are letters, too: what is Base64 for sure has digits, both cases and the right length.
  [
    'Base64',
    /^(?=[^\d]*\d)(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])(?:[A-Za-z0-9+/]{4}){6,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  ],
];

/** Recognises what hunters look values up as; undefined for other texts and for what is no text. */
export function valueKindOf(type: ScalarType, text: string): ValueKind | undefined {
  if (type !== 'string' || text.length > LONGEST) return undefined;
  return LOOKS.find(([, look]) => look.test(text))?.[0];
}
