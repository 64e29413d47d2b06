import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { cancelled, fail, succeed, type Outcome } from '../core/errors';
import { certificateExpired, certificateUnreadable, keyPassphraseWrong } from './errors';
import { appScopes, converse, requireToken, type SignInRequest, type SignInTarget } from './msalConversation';
import type { RememberedSecret } from './rememberedSecret';

/** Where an app's certificate is on disk. */
export interface CertificateFiles {
  /** PEM with the certificate, and its chain where it has one. */
  readonly certificatePath: string;
  /** PEM with the private key; the certificate's file where left out. */
  readonly privateKeyPath?: string;
}

/** Signs in as the app itself with a certificate, whose chain is sent along (`x5c`). */
export async function signInWithClientCertificate(
  target: SignInTarget,
  request: SignInRequest,
  files: CertificateFiles,
  passphrase: RememberedSecret,
): Promise<Outcome<string>> {
  const credential = await readCredential(files, passphrase, request.signal);
  if (request.signal.aborted) return fail(cancelled());
  if (!credential.ok) return credential;
  const result = await converse(target, request.signal, (conversation) =>
    conversation.confidentialApplication({ clientCertificate: credential.value }).acquireTokenByClientCredential({
      scopes: appScopes(target),
      ...(request.claims !== undefined && { claims: request.claims }),
    }),
  );
  if (!result.ok) return result;
  const token = requireToken(result.value);
  return token.ok ? succeed(token.value.accessToken) : token;
}

interface CertificateCredential {
  readonly thumbprintSha256: string;
  readonly privateKey: string;
  readonly x5c: string;
}

async function readCredential(
  files: CertificateFiles,
  passphrase: RememberedSecret,
  signal: AbortSignal,
): Promise<Outcome<CertificateCredential>> {
  const certificateFile = await readPem(files.certificatePath);
  if (!certificateFile.ok) return certificateFile;
  const certificate = parseCertificate(files.certificatePath, certificateFile.value);
  if (!certificate.ok) return certificate;

  const keyPath = files.privateKeyPath ?? files.certificatePath;
  const keyFile = keyPath === files.certificatePath ? certificateFile : await readPem(keyPath);
  if (!keyFile.ok) return keyFile;
  const key = await parsePrivateKey(keyPath, keyFile.value, passphrase, signal);
  if (!key.ok) return key;
  if (!certificate.value.checkPrivateKey(key.value)) {
    return fail(certificateUnreadable(keyPath, 'the private key does not belong to the certificate'));
  }
  return succeed({
    thumbprintSha256: certificate.value.fingerprint256.replaceAll(':', ''),
    privateKey: key.value.export({ type: 'pkcs8', format: 'pem' }).toString(),
    x5c: certificateFile.value,
  });
}

const SystemError = v.object({ code: v.string() });

async function readPem(file: string): Promise<Outcome<string>> {
  try {
    return succeed(await readFile(file, 'utf8'));
  } catch (error) {
    const code = v.is(SystemError, error) ? error.code : 'unknown';
    return fail(
      certificateUnreadable(file, code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`),
    );
  }
}

function parseCertificate(file: string, pem: string): Outcome<X509Certificate> {
  try {
    const certificate = new X509Certificate(pem);
    return new Date(certificate.validTo) < new Date()
      ? fail(certificateExpired(file, certificate.validTo))
      : succeed(certificate);
  } catch {
    return fail(certificateUnreadable(file, 'it holds no certificate in PEM form'));
  }
}

async function parsePrivateKey(
  file: string,
  pem: string,
  passphrase: RememberedSecret,
  signal: AbortSignal,
): Promise<Outcome<KeyObject>> {
  const isEncrypted = /-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/.test(pem);
  const secret = isEncrypted ? await passphrase.read(signal) : undefined;
  if (isEncrypted && secret === undefined) return fail(keyPassphraseWrong(file));
  try {
    const key = createPrivateKey({ key: pem, ...(secret !== undefined && { passphrase: secret }) });
    if (isEncrypted) await passphrase.remember();
    return succeed(key);
  } catch {
    if (!isEncrypted) return fail(certificateUnreadable(file, 'it holds no private key in PEM form'));
    await passphrase.forget();
    return fail(keyPassphraseWrong(file));
  }
}
