import type { DeviceCodeRequest } from '@azure/msal-node';
import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import type { Outcome } from '../core/errors';
import { requireSignIn, type InteractiveRequest, type InteractiveSignIn } from './interactiveSignIn';
import { converse, delegatedScopes, type NetworkClient, type SignInTarget } from './msalConversation';

/** What the user types, and where. */
export interface DeviceCode {
  readonly userCode: string;
  readonly verificationUri: string;
  /** Microsoft's own sentence with both in it. */
  readonly message: string;
  readonly expiresInSeconds: number;
}

/** Shows the code to the user; `finished` aborts when it is of no more use. */
export type ShowDeviceCode = (code: DeviceCode, finished: AbortSignal) => void;

/** Signs in a person who opens Microsoft's page on any device and types a code there. */
export async function signInWithDeviceCode(
  target: SignInTarget,
  request: InteractiveRequest,
  showDeviceCode: ShowDeviceCode,
): Promise<Outcome<InteractiveSignIn>> {
  const finished = new AbortController();
  const deviceRequest: DeviceCodeRequest = {
    scopes: delegatedScopes(target),
    deviceCodeCallback: ({ userCode, verificationUri, message, expiresIn }) =>
      showDeviceCode({ userCode, verificationUri, message, expiresInSeconds: expiresIn }, finished.signal),
    ...(request.claims !== undefined && { claims: request.claims }),
  };
  try {
    const result = await converse(
      target,
      request.signal,
      (conversation) => conversation.publicApplication().acquireTokenByDeviceCode(deviceRequest),
      (client) => followPollingRules(client, (milliseconds) => pause(milliseconds, request.signal)),
    );
    return result.ok ? requireSignIn(result.value) : result;
  } finally {
    // Ends MSAL's polling, which has no other brake.
    deviceRequest.cancel = true;
    finished.abort();
  }
}

/** RFC 8628, 3.2 and 3.5, in seconds. */
const POLLING_SECONDS = 5;

const Refused = v.object({ error: v.string() });
const Granted = v.object({ device_code: v.string(), user_code: v.string() });
const PollingInterval = v.object({ interval: v.pipe(v.number(), v.gtValue(0)) });
const SlowDown = v.object({ error: v.literal('slow_down') });

/**
 * Mends three things in how MSAL polls: without an interval in the answer it polls hundreds of times a second, it
 * gives up at `slow_down`, and it goes on to poll without a code where the authority refused to give one.
 */
export function followPollingRules(
  client: NetworkClient,
  wait: (milliseconds: number) => Promise<void>,
): NetworkClient {
  return {
    sendGetRequestAsync: (url, options, timeout) => client.sendGetRequestAsync(url, options, timeout),
    async sendPostRequestAsync<T>(url: string, options?: Parameters<NetworkClient['sendPostRequestAsync']>[1]) {
      const response = await client.sendPostRequestAsync<T>(url, options);
      if (new URL(url).pathname.endsWith('/devicecode')) {
        if (v.is(Refused, response.body) || !v.is(Granted, response.body)) throw new Error('No device code was given.');
        return v.is(PollingInterval, response.body)
          ? response
          : { ...response, body: { ...response.body, interval: POLLING_SECONDS } };
      }
      if (!v.is(SlowDown, response.body)) return response;
      await wait(POLLING_SECONDS * 1000);
      return { ...response, body: { ...response.body, error: 'authorization_pending' } };
    },
  };
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal });
}
