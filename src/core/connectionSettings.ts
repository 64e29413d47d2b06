import * as v from 'valibot';
import { CLOUDS } from './connection';
import { fail, succeed, type HuntError, type Outcome } from './errors';

/** How a connection signs in: the first two as a person, the last two as an app of its own. */
export const SIGN_IN_METHODS = ['browser', 'deviceCode', 'clientSecret', 'clientCertificate'] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

/** What the connection that is always there is called, in the status bar and on the command line. */
export const LOCAL_CONNECTION_NAME = 'Local sample data';
/** The short name of the local connection, for the command line. */
export const LOCAL_CONNECTION_ALIAS = 'local';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

const Guid = (what: string) =>
  v.pipe(v.string(), v.trim(), v.regex(GUID, `${what} is a GUID such as 11111111-2222-3333-4444-555555555555.`));

const Name = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('name must not be empty.'),
  v.check(
    (name) => !isReservedName(name),
    `name must not be "${LOCAL_CONNECTION_NAME}" or "${LOCAL_CONNECTION_ALIAS}".`,
  ),
);

const TenantId = v.pipe(
  v.string(),
  v.trim(),
  v.check(
    (text) => GUID.test(text) || DOMAIN.test(text),
    'tenantId is a GUID or a domain such as contoso.onmicrosoft.com.',
  ),
);

/**
 * One Graph tenant as the user describes it, in VS Code's `kqlHunting.connections` or in the command line's
 * `connections.json`. It never holds a secret: those come from SecretStorage or the environment.
 */
const ConnectionSettingsSchema = v.pipe(
  v.strictObject({
    name: Name,
    cloud: v.optional(v.picklist(CLOUDS, `cloud is one of ${CLOUDS.join(', ')}.`), 'global'),
    tenantId: TenantId,
    clientId: Guid('clientId'),
    signIn: v.optional(v.picklist(SIGN_IN_METHODS, `signIn is one of ${SIGN_IN_METHODS.join(', ')}.`), 'browser'),
    /** Absolute path of the certificate in PEM; for `clientCertificate` alone. */
    certificatePath: v.exactOptional(v.pipe(v.string(), v.nonEmpty('certificatePath must not be empty.'))),
    /** Absolute path of its private key in PEM, where the certificate's file does not hold it. */
    privateKeyPath: v.exactOptional(v.pipe(v.string(), v.nonEmpty('privateKeyPath must not be empty.'))),
    /** The Microsoft Sentinel workspace that queries run in; the tenant's primary one where left out. */
    workspaceId: v.exactOptional(Guid('workspaceId')),
  }),
  v.check(
    (settings) => settings.signIn !== 'clientCertificate' || settings.certificatePath !== undefined,
    'signIn "clientCertificate" needs certificatePath.',
  ),
);

export type ConnectionSettings = Readonly<v.InferOutput<typeof ConnectionSettingsSchema>>;

/** The usable connections of a settings value, and one error for each entry that cannot be used. */
export interface ParsedConnections {
  readonly connections: readonly ConnectionSettings[];
  readonly errors: readonly HuntError[];
}

/** Parses one connection; the error names the field at fault and what is allowed there. */
export function parseConnectionSettings(value: unknown): Outcome<ConnectionSettings> {
  const parsed = v.safeParse(ConnectionSettingsSchema, value);
  return parsed.success
    ? succeed(parsed.output)
    : fail(wrongConnection(labelOf(value), describeIssue(parsed.issues[0])));
}

/** Parses the whole list; a wrong entry or a repeated name is an error of its own and does not spoil the others. */
export function parseConnectionList(value: unknown): ParsedConnections {
  if (value === undefined || value === null) return { connections: [], errors: [] };
  if (!Array.isArray(value)) return { connections: [], errors: [notAList()] };
  const connections: ConnectionSettings[] = [];
  const errors: HuntError[] = [];
  for (const entry of value) {
    const parsed = parseConnectionSettings(entry);
    if (!parsed.ok) errors.push(parsed.error);
    else if (findConnection(connections, parsed.value.name) !== undefined) errors.push(repeatedName(parsed.value.name));
    else connections.push(parsed.value);
  }
  return { connections, errors };
}

/** The connection of that name, in any case. */
export function findConnection(
  connections: readonly ConnectionSettings[],
  name: string,
): ConnectionSettings | undefined {
  return connections.find((connection) => isSameName(connection.name, name));
}

/** True for the names of the connection that is always there. */
export function isReservedName(name: string): boolean {
  return isSameName(name, LOCAL_CONNECTION_NAME) || isSameName(name, LOCAL_CONNECTION_ALIAS);
}

/** True for a tenant's GUID or domain. */
export function isTenantId(text: string): boolean {
  return v.is(TenantId, text);
}

/** True for an app registration's client id. */
export function isClientId(text: string): boolean {
  return v.is(Guid('clientId'), text);
}

function isSameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function labelOf(value: unknown): string {
  const named = v.safeParse(v.object({ name: v.pipe(v.string(), v.trim(), v.nonEmpty()) }), value);
  return named.success ? `The connection "${named.output.name}"` : 'A connection without a name';
}

function describeIssue(issue: v.InferIssue<typeof ConnectionSettingsSchema>): string {
  const field = issue.path?.map((part) => String(part.key)).join('.') ?? '';
  if (issue.kind === 'validation' || issue.type === 'picklist') return issue.message;
  if (field === '') return 'it is not an object.';
  if (issue.expected === 'never') return `${field} is not a known field.`;
  return issue.received === 'undefined' ? `${field} is missing.` : `${field} is not a text.`;
}

function wrongConnection(label: string, problem: string): HuntError {
  return {
    code: 'WrongConnection',
    message: `${label} cannot be used: ${problem}`,
    hint: 'Correct it in your connections and try again.',
  };
}

function repeatedName(name: string): HuntError {
  return {
    code: 'RepeatedConnectionName',
    message: `There is more than one connection called "${name}"; the first is used.`,
    hint: 'Give every connection a name of its own.',
  };
}

function notAList(): HuntError {
  return {
    code: 'WrongConnections',
    message: 'The connections are not a list.',
    hint: 'Write [ { "name": …, "tenantId": …, "clientId": … } ].',
  };
}
