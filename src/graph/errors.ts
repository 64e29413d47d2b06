import type { HuntError, QueryPosition } from '../core/errors';
import { durationInWords } from '../core/formatCount';

/** Facts for a support case, as the service's headers and body give them. */
export type FaultDetails = Readonly<Record<string, string>>;

// What the query itself, or its size, is told.

/** Kusto refused the query: its text is shown as it came. */
export function queryFault(message: string, position: QueryPosition | undefined, details: FaultDetails): HuntError {
  const isUnknownTable = /\bFailed to resolve (?:table|entity)\b/i.test(message);
  return {
    code: 'QueryFault',
    message,
    hint: isUnknownTable
      ? 'Check the name; a table that the tenant has no licence for is answered the same way.'
      : 'Correct the query and run it again.',
    ...(position !== undefined && { position }),
    details,
  };
}

export function emptyQuery(): HuntError {
  return { code: 'EmptyQuery', message: 'The query is empty.', hint: 'Write a query, or place the cursor in one.' };
}

export function resultTooLarge(details: FaultDetails): HuntError {
  return {
    code: 'ResultTooLarge',
    message: 'The result is larger than the service returns (50 MB or 100,000 rows).',
    hint: 'Keep fewer columns with project, summarize, or ask for a shorter timespan.',
    details,
  };
}

export function queryTooLarge(details: FaultDetails): HuntError {
  return {
    code: 'QueryTooLarge',
    message: 'The query needs more memory than the service allows.',
    hint: 'Filter earlier, put the smaller table first in a join, or ask for a shorter timespan.',
    details,
  };
}

export function queryPreempted(details: FaultDetails): HuntError {
  return {
    code: 'QueryPreempted',
    message: 'The service stopped the query because it used more resources than allowed.',
    hint: 'Filter earlier or ask for a shorter timespan, then run it again.',
    details,
  };
}

/** @param limitMs how long a query may take, where that is known */
export function queryTimedOut(limitMs: number | undefined, details: FaultDetails): HuntError {
  const limit = limitMs === undefined ? 'time' : durationInWords(limitMs);
  return {
    code: 'QueryTimedOut',
    message: `The query did not end within the ${limit} that it may take.`,
    hint: 'Filter earlier, ask for a shorter timespan, or split the query.',
    details,
  };
}

/** @param duration when the service takes queries again, in its own words, where it says so */
export function quotaUsedUp(duration: string | undefined, details: FaultDetails): HuntError {
  return {
    code: 'QuotaUsedUp',
    message: "The tenant's share of processing time for hunting is used up for now.",
    hint: `It is shared with the users of the portal. Run the query again ${duration === undefined ? 'in 15 minutes' : `in ${duration}`}.`,
    details,
  };
}

// What the caller may do, and how often.

export function signInRefused(service: string, details: FaultDetails): HuntError {
  return {
    code: 'SignInRefused',
    message: `${service} did not accept the sign-in.`,
    hint: 'Sign out and sign in again.',
    details,
  };
}

export function claimsRefused(service: string, details: FaultDetails): HuntError {
  return {
    code: 'ClaimsRefused',
    message: `${service} asks for a stronger sign-in than the one it was given.`,
    hint: 'Sign in again in the browser; if it goes on, ask an administrator about Conditional Access.',
    details,
  };
}

export function forbidden(details: FaultDetails): HuntError {
  return {
    code: 'Forbidden',
    message: 'The account or app may not run hunting queries in this tenant.',
    hint: 'It needs the permission ThreatHunting.Read.All with admin consent, a role that may read Defender data, and a Defender XDR licence in the tenant.',
    details,
  };
}

export function notFound(service: string, details: FaultDetails): HuntError {
  return {
    code: 'NotFound',
    message: `${service} does not offer hunting queries at this address.`,
    hint: "Check the connection's cloud: each national cloud has its own.",
    details,
  };
}

/** @param waitMs how long the service asks to wait, where it says so */
export function throttled(waitMs: number | undefined, details: FaultDetails): HuntError {
  const wait = waitMs === undefined ? 'a minute' : `${Math.max(1, Math.ceil(waitMs / 1000))} seconds`;
  return {
    code: 'Throttled',
    message: 'The service takes no more hunting queries from this tenant for now.',
    hint: `Wait ${wait} and run the query again.`,
    details,
  };
}

export function requestRefused(service: string, status: number, message: string, details: FaultDetails): HuntError {
  return {
    code: 'RequestRefused',
    message: `${service} refused the request (HTTP ${status})${message === '' ? '.' : `: ${message}`}`,
    hint: 'Run it again; if it goes on, give the details to support.',
    details,
  };
}

export function serviceFault(service: string, status: number, message: string, details: FaultDetails): HuntError {
  return {
    code: 'ServiceFault',
    message: `${service} failed (HTTP ${status})${message === '' ? ' and gave no reason.' : `: ${message}`}`,
    hint: 'Run the query again later; if it goes on, give the details to support.',
    details,
  };
}

// What came back is no answer.

export function notJson(service: string): HuntError {
  return {
    code: 'NotJson',
    message: `Something other than ${service} answered, with a web page.`,
    hint: 'A proxy or the sign-in page of a network is likely in between: open a browser, sign in to the network, and try again.',
  };
}

export function redirected(service: string, status: number): HuntError {
  return {
    code: 'Redirected',
    message: `The request to ${service} was redirected (HTTP ${status}) and stopped, so that the token goes nowhere else.`,
    hint: 'Check the network for a proxy or a sign-in page.',
  };
}

export function proxyAsksSignIn(): HuntError {
  return {
    code: 'ProxyAsksSignIn',
    message: 'The proxy asks for a sign-in.',
    hint: 'Set up the proxy in the settings (http.proxy) or in the system, and try again.',
  };
}

export function malformedAnswer(what: string): HuntError {
  return {
    code: 'MalformedAnswer',
    message: `The answer cannot be read: it has ${what}. No rows are shown, because some could be missing.`,
    hint: 'Run the query again.',
  };
}

export function truncatedAnswer(): HuntError {
  return {
    code: 'TruncatedAnswer',
    message: 'The answer broke off before its end. No rows are shown, because some would be missing.',
    hint: 'Run the query again; ask for fewer rows if it goes on.',
  };
}

export function notAHuntingAnswer(): HuntError {
  return {
    code: 'NotAHuntingAnswer',
    message: 'The answer is not a hunting result: its columns or rows are missing or have another shape.',
    hint: 'Run the query again; if it goes on, check that the connection leads to Microsoft Graph or the local engine.',
  };
}

export function answerTooLarge(capBytes: number): HuntError {
  return {
    code: 'AnswerTooLarge',
    message: `The answer is larger than ${Math.floor(capBytes / 1_048_576)} MB and was not read to its end.`,
    hint: 'Keep fewer columns with project, or take fewer rows.',
  };
}

// The way to the service.

export function hostNotFound(host: string): HuntError {
  return {
    code: 'HostNotFound',
    message: `The address ${host} was not found.`,
    hint: 'Check the network connection, the VPN and the DNS settings.',
  };
}

export function connectionRefused(service: string, host: string): HuntError {
  return {
    code: 'ConnectionRefused',
    message: `${service} takes no connections at ${host}.`,
    hint: 'Check the network connection and the proxy, then run the query again.',
  };
}

export function certificateNotTrusted(host: string, reason: string): HuntError {
  return {
    code: 'CertificateNotTrusted',
    message: `The certificate of ${host} is not trusted (${reason}).`,
    hint: "If your company inspects traffic, install its root certificate in the system's trust store.",
  };
}

export function connectionLost(service: string, reason: string): HuntError {
  return {
    code: 'ConnectionLost',
    message: `The connection to ${service} was lost (${reason}).`,
    hint: 'Check the network connection and run the query again.',
  };
}

export function noAnswerInTime(service: string, seconds: number): HuntError {
  return {
    code: 'NoAnswerInTime',
    message: `${service} did not answer within ${seconds} seconds.`,
    hint: 'Filter earlier or ask for a shorter timespan, then run the query again.',
  };
}

export function answerStalled(service: string, seconds: number): HuntError {
  return {
    code: 'AnswerStalled',
    message: `${service} began to answer and then sent nothing for ${seconds} seconds.`,
    hint: 'Check the network connection and run the query again.',
  };
}

export function runTookTooLong(seconds: number): HuntError {
  return {
    code: 'RunTookTooLong',
    message: `The run was stopped after ${seconds} seconds.`,
    hint: 'Filter earlier or ask for a shorter timespan.',
  };
}

// Where requests may go.

export function endpointNotAllowed(): HuntError {
  return {
    code: 'EndpointNotAllowed',
    message: 'The local engine is only used at http://127.0.0.1: no token is sent anywhere else.',
    hint: 'Start it with kql-hunt serve and use the address that it prints.',
  };
}

export function noAccessToken(): HuntError {
  return {
    code: 'NoAccessToken',
    message: 'The sign-in gave no access token.',
    hint: 'Sign out and sign in again.',
  };
}
