import { repairSurrogates } from './wellFormed';
import { FORMAT_INFO, type Format } from './format';

/** Leaves room for an ending and a counter under the 255 bytes of common file systems. */
const MAX_BYTES = 120;
const FALLBACK = 'results';
/** Not allowed on Windows, or not to be seen. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}<>:"/\\|?*]/gu;
const OUTER_DOTS_AND_BLANKS = /^[.\s]+|[.\s]+$/g;
/** Names that Windows gives to devices, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?$/i;

/**
 * A name that is a plain file in the folder the user chose, on every system: no path, no device, no hidden character,
 * at most 120 bytes. What cannot be a name at all becomes `results`.
 */
export function safeFileName(text: string): string {
  const cleaned = repairSurrogates(text).normalize('NFC').replace(FORBIDDEN, '_').replace(OUTER_DOTS_AND_BLANKS, '');
  const harmless = DEVICE.test(cleaned) ? `_${cleaned}` : cleaned;
  return cutToBytes(harmless, MAX_BYTES).replace(OUTER_DOTS_AND_BLANKS, '') || FALLBACK;
}

/** The name proposed for saving a result in a format, such as `powershell downloads.csv`. */
export function proposeFileName(title: string, format: Format): string {
  return `${safeFileName(title)}.${FORMAT_INFO[format].extension}`;
}

function cutToBytes(text: string, limit: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += utf8Length(character.codePointAt(0) ?? 0);
    if (bytes > limit) break;
    kept += character;
  }
  return kept;
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
