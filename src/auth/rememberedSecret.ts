import { settleOrAbort } from './abort';
import { readSecret, type SecretStore } from './secretStore';

/** Which secret is asked for. */
export interface SecretQuestion {
  readonly kind: 'clientSecret' | 'keyPassphrase';
  readonly connectionName: string;
}

export interface SecretAnswer {
  readonly value: string;
  /** Whether it may be kept in the secret store; false for one that comes from the environment. */
  readonly mayBeKept: boolean;
}

/** Asks the user, or the environment, for a secret; undefined where there is none. */
export type AskSecret = (question: SecretQuestion) => Promise<SecretAnswer | undefined>;

/** A secret that is asked for once and kept after it has worked. */
export interface RememberedSecret {
  /** The kept secret, else the answer to the question. Undefined where there is none or `signal` aborts. */
  read(signal: AbortSignal): Promise<string | undefined>;
  /** Keeps the last answer. */
  remember(): Promise<void>;
  forget(): Promise<void>;
}

export function createRememberedSecret(
  secrets: SecretStore,
  key: string,
  question: SecretQuestion,
  askSecret: AskSecret,
): RememberedSecret {
  let answer: SecretAnswer | undefined;
  return {
    async read(signal) {
      const kept = await readSecret(secrets, key);
      if (kept !== undefined && kept !== '') return kept;
      answer ??= await ask(askSecret, question, signal);
      return answer?.value;
    },
    async remember() {
      if (answer?.mayBeKept !== true) return;
      try {
        await secrets.set(key, answer.value);
        answer = undefined;
      } catch {
        // It is used from memory for as long as this object lives.
      }
    },
    async forget() {
      answer = undefined;
      try {
        await secrets.delete(key);
      } catch {
        // A store that cannot be written has not kept it.
      }
    },
  };
}

async function ask(
  askSecret: AskSecret,
  question: SecretQuestion,
  signal: AbortSignal,
): Promise<SecretAnswer | undefined> {
  try {
    const answer = await settleOrAbort(askSecret(question), signal);
    return answer === undefined || answer.value === '' ? undefined : answer;
  } catch {
    return undefined;
  }
}
