import type { DynamicBag, DynamicValue } from './dynamicValue';
import { percentDecode } from './percentEncoding';

const URL_PARTS =
  /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d*))?)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;
const DRIVE = /^(?:[\\/]{2}[?.][\\/])?([A-Za-z]:)/;

/** The parts of a URL; what it lacks is empty. */
export function parseUrl(url: string): DynamicBag {
  const [, scheme = '', user = '', password = '', host = '', port = '', path = '', query = '', fragment = ''] =
    URL_PARTS.exec(url) ?? [];
  return new Map<string, DynamicValue>([
    ['Scheme', scheme],
    ['Host', host],
    ['Port', port],
    ['Path', path],
    ['Username', user],
    ['Password', password],
    ['Query Parameters', parseUrlQuery(query)],
    ['Fragment', fragment],
  ]);
}

/** The parameters of a URL's query, decoded; of two with one name the first stays. */
export function parseUrlQuery(query: string): DynamicBag {
  const parameters = new Map<string, DynamicValue>();
  for (const pair of query.replace(/^\?/, '').split('&')) {
    const equals = pair.indexOf('=');
    if (equals <= 0) continue;
    const name = percentDecode(pair.slice(0, equals));
    if (!parameters.has(name)) parameters.set(name, percentDecode(pair.slice(equals + 1)));
  }
  return parameters;
}

/** The parts of a file's path, Windows, Unix, UNC or with a scheme. */
export function parsePath(path: string): DynamicBag {
  const [, scheme = '', rest = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]+):\/\/)?(.*)$/s.exec(path) ?? [];
  const root = DRIVE.exec(rest)?.[1] ?? '';
  const lastSlash = Math.max(rest.lastIndexOf('/'), rest.lastIndexOf('\\'));
  const directory = lastSlash < 0 ? '' : rest.slice(0, lastSlash);
  const nameAndStream = rest.slice(lastSlash + 1);
  const colon = lastSlash < 0 && root !== '' ? nameAndStream.indexOf(':', root.length) : nameAndStream.indexOf(':');
  const filename = colon < 0 ? nameAndStream : nameAndStream.slice(0, colon);
  const dot = filename.lastIndexOf('.');
  return new Map<string, DynamicValue>([
    ['Scheme', scheme],
    ['RootPath', root],
    ['DirectoryPath', directory],
    ['DirectoryName', directory.split(/[\\/]/).at(-1) ?? ''],
    ['Filename', filename],
    ['Extension', dot < 0 ? '' : filename.slice(dot + 1)],
    ['AlternateDataStreamName', colon < 0 ? '' : nameAndStream.slice(colon + 1)],
  ]);
}

/** Splits a command line as Windows does: backslashes escape quotes only, two quotes inside quotes are one. */
export function parseCommandLine(command: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (let offset = 0; offset < command.length;) {
    const character = command.charAt(offset);
    const backslashes = /^\\*/.exec(command.slice(offset))?.[0].length ?? 0;
    if (backslashes > 0) {
      const isBeforeQuote = command[offset + backslashes] === '"';
      word = (word ?? '') + '\\'.repeat(isBeforeQuote ? Math.floor(backslashes / 2) : backslashes);
      offset += backslashes;
      if (isBeforeQuote && backslashes % 2 === 1) {
        word += '"';
        offset++;
      }
    } else if (character === '"') {
      word ??= '';
      if (isQuoted && command[offset + 1] === '"') {
        word += '"';
        offset++;
      } else isQuoted = !isQuoted;
      offset++;
    } else if (/\s/.test(character) && !isQuoted) {
      if (word !== undefined) words.push(word);
      word = undefined;
      offset++;
    } else {
      word = (word ?? '') + character;
      offset++;
    }
  }
  return word === undefined ? words : [...words, word];
}

/** The values of a text's first CSV record. */
export function parseCsvRecord(text: string): string[] {
  const values: string[] = [];
  const value = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\n|\r|$)/y;
  for (;;) {
    const match = value.exec(text);
    if (match === null) return [...values, text.slice(value.lastIndex)];
    const [, quoted, plain = '', end] = match;
    values.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') return values;
  }
}
