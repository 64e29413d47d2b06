import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CERTIFICATE_CLIENT_ID } from '../../fixtures/oidcConfiguration';
import { createOidcServer, type OidcServer } from '../../fixtures/oidcServer';
import { createAppCertificate } from '../../fixtures/testCertificates';
import { expectError, expectValue, never, setUpSignIn, type SignInSetup } from './signInSetup';

let server: OidcServer;
let folder: string;
let setup: SignInSetup;
beforeAll(async () => {
  server = await createOidcServer();
  folder = await mkdtemp(join(tmpdir(), 'kql-hunt-certificate-'));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => setup.close());

async function save(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

const app = { signIn: 'clientCertificate', clientId: CERTIFICATE_CLIENT_ID } as const;

async function refuse(files: { certificatePath: string; privateKeyPath?: string }) {
  setup = await setUpSignIn(server, { ...app, ...files });
  const before = server.tokenRequests.length;
  const error = expectError(await setup.signIn.accessToken({ signal: never }));
  expect(server.tokenRequests).toHaveLength(before);
  return error;
}

describe('signing in with a client certificate', () => {
  test('ends with a token of the app itself', async () => {
    setup = await setUpSignIn(server, {
      ...app,
      certificatePath: await save('app.pem', server.appCertificate.cert),
      privateKeyPath: await save('app.key', server.appCertificate.key),
    });
    const token = server.readToken(expectValue(await setup.signIn.accessToken({ signal: never })));
    expect(token).toMatchObject({ sub: CERTIFICATE_CLIENT_ID, aud: 'https://graph.microsoft.com' });
  });

  test('reads certificate and key from one file, and takes later tokens from the cache', async () => {
    const { cert, key } = server.appCertificate;
    setup = await setUpSignIn(server, { ...app, certificatePath: await save('both.pem', `${cert}\n${key}`) });
    const token = expectValue(await setup.signIn.accessToken({ signal: never }));
    expect(expectValue(await setup.signIn.accessToken({ signal: never }))).toBe(token);
  });

  test('asks for the passphrase of a locked key, and keeps it once it has worked', async () => {
    const locked = await createAppCertificate({ passphrase: 'open sesame' });
    const answers = ['wrong', 'open sesame'];
    let asked = 0;
    setup = await setUpSignIn(
      server,
      {
        ...app,
        certificatePath: await save('locked.pem', locked.cert),
        privateKeyPath: await save('locked.key', locked.key),
      },
      { askSecret: () => Promise.resolve({ value: answers[asked++] ?? '', mayBeKept: true }) },
    );
    expect(expectError(await setup.signIn.accessToken({ signal: never })).code).toBe('KeyPassphraseWrong');
    // This certificate is none of the app's, but its key is open now: the server says so.
    expect(expectError(await setup.signIn.accessToken({ signal: never })).code).toBe('CredentialRefused');
    await setup.openWindow().accessToken({ signal: never });
    expect(asked).toBe(2);
  });

  test('says that a certificate has expired before anything is sent', async () => {
    const old = await createAppCertificate({ hasExpired: true });
    const error = await refuse({ certificatePath: await save('old.pem', `${old.cert}\n${old.key}`) });
    expect(error.code).toBe('CertificateExpired');
  });

  test('says which file cannot be used, and why', async () => {
    const { cert, key } = server.appCertificate;
    const other = await createAppCertificate();
    const certificatePath = await save('good.pem', cert);
    expect((await refuse({ certificatePath: join(folder, 'missing.pem') })).message).toContain('there is no such file');
    expect((await refuse({ certificatePath: await save('text.pem', 'hello') })).message).toContain('no certificate');
    expect((await refuse({ certificatePath })).message).toContain('no private key');
    const foreignKey = await save('other.key', other.key);
    expect((await refuse({ certificatePath, privateKeyPath: foreignKey })).message).toContain('does not belong');
    expect(JSON.stringify(await refuse({ certificatePath: await save('key.pem', key) }))).not.toContain(
      'PRIVATE KEY---',
    );
  });
});
