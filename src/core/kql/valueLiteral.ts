import type { ScalarType } from '../results/scalarType';

const WHOLE_NUMBER = /^-?\d+$/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const REAL_WORDS: ReadonlyMap<string, string> = new Map([
  ['NaN', 'nan'],
  ['Infinity', '+inf'],
  ['-Infinity', '-inf'],
]);
/** Kusto has this value, but its parser takes no literal for it. */
const LEAST_TIMESPAN = '-10675199.02:48:05.4775808';
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['"', '\\"'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * Writes a value as KQL. Texts are attackers': whatever they hold stays inside the quotes, and characters that a reader
 * would not see are written as escapes.
 * @param text the exact text of a value that is not null, as `ResultTable.text` gives it
 * @returns undefined where the text is no value of its type, which KQL then cannot write
 */
export function writeLiteral(type: ScalarType, text: string): string | undefined {
  switch (type) {
    case 'string':
    case 'dynamic':
      return writeString(text);
    case 'bool':
      return text === 'true' || text === 'false' ? text : undefined;
    case 'int':
    case 'long':
      return WHOLE_NUMBER.test(text) ? `${type}(${text})` : undefined;
    case 'real':
      return NUMBER.test(text)
        ? `real(${text})`
        : REAL_WORDS.has(text)
          ? `real(${REAL_WORDS.get(text) ?? ''})`
          : undefined;
    case 'decimal':
      return NUMBER.test(text) ? `decimal(${text})` : undefined;
    case 'datetime':
      return /^[\d:.TZ-]+$/.test(text) ? `datetime(${text})` : undefined;
    case 'timespan':
      return /^-?[\d:.]+$/.test(text) && text !== LEAST_TIMESPAN ? `time(${text})` : undefined;
    case 'guid':
      return /^[\dA-Fa-f-]{36}$/.test(text) ? `guid(${text})` : undefined;
  }
}

/** Writes a text as a KQL string literal. */
export function writeString(text: string): string {
  const escaped = Array.from(text, (character) => ESCAPES.get(character) ?? escapeUnseen(character)).join('');
  return `"${escaped}"`;
}

/**
 * Writes JSON as a KQL literal. Its strings are read by KQL's rules, which have no `\/`, and what a reader would not
 * see in them is written as escapes; blanks between its parts stay.
 */
export function writeDynamic(json: string): string {
  const readable = json.replace(/\\\/|\\[^]|[^\t\n\r -~]/gu, (part) => {
    if (part === '\\/') return '/';
    return part.startsWith('\\') ? part : escapeUnseen(part);
  });
  return `dynamic(${readable})`;
}

/** Control, format, private and unassigned characters, separators other than the blank, and halves of pairs. */
const UNSEEN = /^(?:\p{C}|\p{Zl}|\p{Zp}|(?! )\p{Zs})$/u;

function escapeUnseen(character: string): string {
  if (!UNSEEN.test(character)) return character;
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
