import { createHash } from 'node:crypto';
import { characterCount } from '../../scalar/characters';
import { defineScalar, type ScalarFunction } from '../../scalar/scalarFunction';
import { foldCase } from '../../scalar/foldCase';

/** Functions over text for which the database has words of its own. */
export const TEXTS: readonly ScalarFunction[] = [
  defineScalar({
    name: 'strlen',
    parameters: ['string'],
    returns: 'long',
    call: (text) => BigInt(characterCount(text)),
  }),
  ofText('tolower', foldCase),
  ofText('toupper', (text) => Array.from(text, raise).join('')),
  ofText('hash_md5', (text) => digest('md5', text)),
  ofText('hash_sha1', (text) => digest('sha1', text)),
  ofText('hash_sha256', (text) => digest('sha256', text)),
  defineScalar({
    name: 'strcat',
    parameters: [],
    rest: 'string',
    returns: 'string',
    call: (...texts: readonly string[]) => texts.join(''),
  }),
  defineScalar({
    name: 'substring',
    parameters: ['string', 'long'],
    optional: ['long'],
    returns: 'string',
    call: (text, start, length) => substring(Array.from(text), start, length),
  }),
  defineScalar({
    name: 'replace_string',
    parameters: ['string', 'string', 'string'],
    returns: 'string',
    call: (text, lookup, rewrite) => (lookup === '' ? text : text.replaceAll(lookup, () => rewrite)),
  }),
];

function ofText(name: string, call: (text: string) => string): ScalarFunction {
  return defineScalar({ name, parameters: ['string'], returns: 'string', call: (text) => call(text) });
}

function raise(character: string): string {
  const raised = character.toUpperCase();
  return Array.from(raised).length === 1 ? raised : character;
}

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text, 'utf8').digest('hex');
}

/** A negative start counts from the end; what would lie before the begin is cut off. */
function substring(characters: readonly string[], start: bigint, length?: bigint): string {
  const from = start < 0n ? BigInt(characters.length) + start : start;
  const to = length === undefined ? BigInt(characters.length) : from + length;
  const [first, last] = [from, to].map((at) => Number(at < 0n ? 0n : at));
  return characters.slice(first, last).join('');
}
