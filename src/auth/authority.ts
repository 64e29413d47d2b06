import { CLOUD_ENDPOINTS } from '../core/clouds';
import type { ConnectionSettings } from '../core/connectionSettings';

/** Where a tenant's users and apps sign in, and how it is spoken to. */
export interface Authority {
  /** `https://host/tenant`, without a slash at its end. */
  readonly url: string;
  /** Hosts that MSAL need not look up at Microsoft; empty for Microsoft's own. */
  readonly knownHosts: readonly string[];
  readonly fetch: typeof globalThis.fetch;
}

/**
 * The authority of a connection. Its origin comes from the compiled-in clouds alone, never from a setting.
 * `fetch` is looked up at each call: VS Code replaces the global one for proxies and company certificates.
 */
export function authorityOf(settings: ConnectionSettings): Authority {
  return {
    url: `${CLOUD_ENDPOINTS[settings.cloud].authorityOrigin}/${settings.tenantId}`,
    knownHosts: [],
    fetch: (input, init) => globalThis.fetch(input, init),
  };
}
