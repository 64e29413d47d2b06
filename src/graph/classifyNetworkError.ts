import { certificateNotTrusted, connectionLost, connectionRefused, hostNotFound, proxyAsksSignIn } from './errors';
import { final, passing, type Failure } from './failure';

const CERTIFICATE_CODE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|^ERR_TLS/;
const DEEPEST_CAUSE = 5;
const CODE = /^[A-Z][A-Z0-9_]{2,60}$/;

/** What undici and Chromium say where a proxy wants a sign-in. */
const PROXY_SIGN_IN = /\bproxy authentication required\b|\bproxy response \(407\)|^ERR_PROXY_AUTH/i;

/** Tells why `fetch` or the body it gave failed. @param service who was asked @param host where */
export function classifyNetworkError(error: unknown, service: string, host: string): Failure {
  const causes = causesOf(error);
  const code = causes.map(codeOf).find((found) => found !== undefined) ?? 'the network failed';
  if ([code, ...causes.map(({ message }) => message)].some((text) => PROXY_SIGN_IN.test(text))) {
    return final(proxyAsksSignIn());
  }
  if (CERTIFICATE_CODE.test(code)) return final(certificateNotTrusted(host, code));
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ERR_NAME_NOT_RESOLVED':
      return final(hostNotFound(host));
    case 'ECONNREFUSED':
    case 'ERR_CONNECTION_REFUSED':
      return passing(connectionRefused(service, host));
    default:
      return passing(connectionLost(service, code));
  }
}

/** The error and what caused it, outermost first. */
function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = [];
  let current = error;
  while (current instanceof Error && causes.length < DEEPEST_CAUSE) {
    causes.push(current);
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return causes;
}

/** The code that Node, undici or Chromium gave a failure. */
function codeOf(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string' && CODE.test(error.code)) return error.code;
  return /\bnet::(ERR_\w+)/.exec(error.message)?.[1];
}
