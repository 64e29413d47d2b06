import * as v from 'valibot';
import { fail, succeed, type Outcome } from '../core/errors';
import { claimsUnreadable } from './errors';

const ClaimsText = v.pipe(v.string(), v.startsWith('{'), v.parseJson());

/** Reads the `claims` of a challenge, as JSON or as the base64 (plain or URL-safe) that Graph sends, into JSON. */
export function decodeClaims(challenge: string): Outcome<string> {
  const text = challenge.trim();
  const candidates = [text, Buffer.from(text, 'base64').toString('utf8')];
  const json = candidates.find((candidate) => v.is(ClaimsText, candidate));
  return json === undefined ? fail(claimsUnreadable()) : succeed(json);
}
