/**
 * Where texts that must stay secret are kept: VS Code's SecretStorage, or what the command line has.
 * Every method may reject; callers treat what cannot be read as absent.
 */
export interface SecretStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Reads a secret; one that is missing or cannot be decrypted is simply not there. */
export async function readSecret(secrets: SecretStore, key: string): Promise<string | undefined> {
  try {
    return await secrets.get(key);
  } catch {
    return undefined;
  }
}
