import type { SignInServices, TenantSignIn } from '../../auth/tenantSignIn';
import type { ConnectionSettings } from '../../core/connectionSettings';
import { giveWay } from '../giveWay';

/** Gives the sign-in of a tenant's connection: the same one as long as its settings stay the same. */
export type TenantSignIns = (settings: ConnectionSettings) => Promise<TenantSignIn>;

/** The code that signs in is loaded with the first one. */
export function createTenantSignIns(services: SignInServices): TenantSignIns {
  const bySettings = new Map<string, Promise<TenantSignIn>>();
  return (settings) => {
    const key = JSON.stringify(settings);
    const known = bySettings.get(key) ?? create(settings, services);
    bySettings.set(key, known);
    return known;
  };
}

async function create(settings: ConnectionSettings, services: SignInServices): Promise<TenantSignIn> {
  const { createTenantSignIn } = await import('../../auth/tenantSignIn');
  await giveWay();
  return createTenantSignIn(settings, services);
}
