import type { AccountInfo } from '@azure/msal-node';
import * as v from 'valibot';
import { succeed, type Outcome } from '../core/errors';
import { converse, type SignInTarget } from './msalConversation';
import { readSecret, type SecretStore } from './secretStore';

/** Somebody who is signed in. */
export interface SignedInAccount {
  readonly id: string;
  /** Such as `alice@contoso.com`. */
  readonly username: string;
  readonly name?: string;
  readonly tenantId: string;
}

export function describeAccount(account: AccountInfo): SignedInAccount {
  return {
    id: account.homeAccountId,
    username: account.username,
    tenantId: account.tenantId,
    ...(account.name !== undefined && { name: account.name }),
  };
}

/** The accounts in the cache; none where it is missing or cannot be read. */
export function readAccounts(target: SignInTarget, signal: AbortSignal): Promise<Outcome<readonly AccountInfo[]>> {
  return converse(target, signal, (conversation) => conversation.publicApplication().getAllAccounts());
}

/** Takes an account and its tokens out of the cache. What Microsoft keeps of the session in the browser stays. */
export function removeAccount(
  target: SignInTarget,
  account: AccountInfo,
  signal: AbortSignal,
): Promise<Outcome<undefined>> {
  return converse(target, signal, async (conversation) => {
    await conversation.publicApplication().signOut({ account });
    return undefined;
  });
}

/** Which of several accounts a connection uses; shared by all windows. */
export interface AccountChoice {
  read(): Promise<string | undefined>;
  write(id: string): Promise<void>;
  forget(): Promise<void>;
}

const AccountId = v.pipe(v.string(), v.nonEmpty());

/** Remembers the choice as a secret of its own; where secrets cannot be written, for as long as this object lives. */
export function createAccountChoice(secrets: SecretStore, key: string): AccountChoice {
  let unsaved: string | undefined;
  return {
    async read() {
      const id = unsaved ?? (await readSecret(secrets, key));
      return v.is(AccountId, id) ? id : undefined;
    },
    async write(id) {
      try {
        await secrets.set(key, id);
        unsaved = undefined;
      } catch {
        unsaved = id;
      }
    },
    async forget() {
      unsaved = undefined;
      try {
        await secrets.delete(key);
      } catch {
        // A choice without an account means nothing.
      }
    },
  };
}

/** The account that a connection uses: the chosen one, or the only one. */
export async function findChosenAccount(
  target: SignInTarget,
  choice: AccountChoice,
  signal: AbortSignal,
): Promise<Outcome<AccountInfo | undefined>> {
  const accounts = await readAccounts(target, signal);
  if (!accounts.ok) return accounts;
  const chosenId = await choice.read();
  const chosen = accounts.value.find((account) => account.homeAccountId === chosenId);
  return succeed(chosen ?? (accounts.value.length === 1 ? accounts.value[0] : undefined));
}
