/** A request that is not answered with rows: the status, and what stands in the error's body. */
export interface Refusal {
  readonly status: number;
  /** Graph's error code, such as `BadRequest`. */
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The rest of the request is not read: the connection closes after the answer. */
  readonly closesConnection?: boolean;
}

export function badRequest(message: string): Refusal {
  return { status: 400, code: 'BadRequest', message };
}

/** Worded as the service words it, which its clients wait for. */
export function tooManyQueries(): Refusal {
  return {
    status: 429,
    code: 'TooManyRequests',
    message: 'Too many queries run at the same time. You can send requests again in 1 seconds.',
    headers: { 'Retry-After': '1' },
  };
}

export function wrongHost(): Refusal {
  return refuseConnection(421, 'MisdirectedRequest', 'The Host header must be the address of this server.');
}

export function browserRefused(): Refusal {
  return refuseConnection(403, 'Forbidden', 'Requests from web pages are refused.');
}

export function wrongToken(): Refusal {
  return {
    ...refuseConnection(
      401,
      'InvalidAuthenticationToken',
      'The bearer token is missing or is not the token of this server.',
    ),
    headers: { 'WWW-Authenticate': 'Bearer' },
  };
}

export function unknownPath(): Refusal {
  return refuseConnection(404, 'ResourceNotFound', 'This server answers POST /v1.0/security/runHuntingQuery only.');
}

export function wrongMethod(): Refusal {
  return {
    ...refuseConnection(405, 'MethodNotAllowed', 'Hunting queries are sent with POST.'),
    headers: { Allow: 'POST' },
  };
}

export function wrongContentType(): Refusal {
  return refuseConnection(415, 'UnsupportedMediaType', 'The Content-Type must be application/json in UTF-8.');
}

export function bodyTooLarge(): Refusal {
  return refuseConnection(413, 'RequestEntityTooLarge', 'The request is larger than 1 MiB.');
}

function refuseConnection(status: number, code: string, message: string): Refusal {
  return { status, code, message, closesConnection: true };
}
