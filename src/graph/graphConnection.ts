import type { AccessTokenSource } from '../core/accessToken';
import type { Cloud, StreamingConnection } from '../core/connection';
import { fail, succeed, type Outcome } from '../core/errors';
import { graphEndpoint, localEndpoint } from './endpoint';
import { AnswerParser } from './response/answerParser';
import { runHuntingQuery, type HuntingTarget } from './runHuntingQuery';
import { DEFAULT_TRANSPORT, type Transport } from './transport';

/** Source: https://learn.microsoft.com/graph/api/security-security-runhuntingquery */
const GRAPH_TIME_LIMIT_MS = 180_000;

/** A Graph tenant: its tokens go to the compiled-in address of its cloud and nowhere else. */
export interface GraphConnectionOptions {
  readonly name: string;
  readonly cloud: Cloud;
  readonly accessToken: AccessTokenSource;
}

/** A local engine: its address must be `http://127.0.0.1:PORT`, and its token is its own and no Microsoft token. */
export interface LocalConnectionOptions {
  readonly name: string;
  /** As `kql-hunt serve` prints it: `http://127.0.0.1:PORT/v1.0/security/runHuntingQuery`. */
  readonly url: string;
  readonly token: string;
}

/** @param transport for tests, which do not wait */
export function createGraphConnection(
  { name, cloud, accessToken }: GraphConnectionOptions,
  transport: Transport = DEFAULT_TRANSPORT,
): StreamingConnection {
  const target = {
    url: graphEndpoint(cloud),
    service: 'Microsoft Graph',
    timeLimitMs: GRAPH_TIME_LIMIT_MS,
    accessToken,
  };
  return connect(name, target, transport);
}

/** @returns an error where the address is not of this machine; nothing is sent then. */
export function createLocalConnection(
  { name, url, token }: LocalConnectionOptions,
  transport: Transport = DEFAULT_TRANSPORT,
): Outcome<StreamingConnection> {
  const endpoint = localEndpoint(url);
  if (!endpoint.ok) return fail(endpoint.error);
  const target = {
    url: endpoint.value,
    service: 'The local engine',
    accessToken: () => Promise.resolve(succeed(token)),
  };
  return succeed(connect(name, target, transport));
}

function connect(name: string, target: HuntingTarget, transport: Transport): StreamingConnection {
  const runInto: StreamingConnection['runInto'] = (request, options, openReader) =>
    runHuntingQuery(target, request, { ...options, openReader }, transport);
  return { name, runInto, run: (request, options) => runInto(request, options, () => new AnswerParser()) };
}
