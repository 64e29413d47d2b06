import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import {
  browserRefused,
  unknownPath,
  wrongContentType,
  wrongHost,
  wrongMethod,
  wrongToken,
  type Refusal,
} from './refusal';

const PATH = /^\/(?:v1\.0|beta)\/security\/(?:microsoft\.graph\.security\.)?runHuntingQuery$/;
const JSON_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?(?:;\s*odata[^;]*)*$/i;

/** The address and the secret that a request must name. */
export interface Guarded {
  /** `127.0.0.1:<port>`: any other `Host` means that a name was pointed at this machine (DNS rebinding). */
  readonly host: string;
  readonly token: string;
}

/**
 * Decides by its head alone whether a request may be answered: from this machine, from no web page, with the token,
 * for the one thing that is served. What a stranger may learn comes last.
 */
export function guardRequest(request: IncomingMessage, guarded: Guarded): Refusal | undefined {
  const { headers } = request;
  if (headers.host !== guarded.host) return wrongHost();
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) return browserRefused();
  if (!isSameSecret(headers.authorization ?? '', `Bearer ${guarded.token}`)) return wrongToken();
  if (!PATH.test(request.url ?? '')) return unknownPath();
  if (request.method !== 'POST') return wrongMethod();
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) return wrongContentType();
  return undefined;
}

/** Compares in a time that tells nothing of where, or by how many characters, two texts differ. */
function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
