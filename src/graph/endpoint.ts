import { CLOUD_ENDPOINTS } from '../core/clouds';
import type { Cloud } from '../core/connection';
import { fail, succeed, type Outcome } from '../core/errors';
import { endpointNotAllowed } from './errors';

const HUNTING_PATH = '/v1.0/security/runHuntingQuery';

/** Where hunting queries of a cloud go. Microsoft tokens are sent to these addresses alone: no setting changes them. */
export function graphEndpoint(cloud: Cloud): URL {
  return new URL(HUNTING_PATH, CLOUD_ENDPOINTS[cloud].graphOrigin);
}

/** Checks the address of a local engine: plain HTTP on 127.0.0.1 with a port, and nothing else. */
export function localEndpoint(address: string): Outcome<URL> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isLoopback = url?.protocol === 'http:' && url.hostname === '127.0.0.1' && url.port !== '';
  const isPlain = url?.username === '' && url.password === '' && url.pathname === HUNTING_PATH && url.search === '';
  return url !== undefined && isLoopback && isPlain ? succeed(url) : fail(endpointNotAllowed());
}
