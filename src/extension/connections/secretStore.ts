import type { SecretStorage } from 'vscode';
import type { SecretStore } from '../../auth/secretStore';

/** Keeps secrets in VS Code's SecretStorage, which the system's key store encrypts. */
export function secretStoreOf(storage: SecretStorage): SecretStore {
  return {
    get: async (key) => storage.get(key),
    set: async (key, value) => storage.store(key, value),
    delete: async (key) => storage.delete(key),
  };
}
