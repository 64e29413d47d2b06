import { succeed } from '../core/errors';
import type { OpenConnection } from './commands/runQuery';
import type { LocalEngine } from './localEngine';
import type { TenantSignIns } from './tenantSignIns';

/** Opens connections: the local engine is started where it does not run; a tenant signs in with its first request. */
export function createOpenConnection(engine: LocalEngine, signIns: TenantSignIns): OpenConnection {
  return async (choice, { signal, report }) => {
    const { createGraphConnection, createLocalConnection } = await import('../graph/graphConnection');
    if (choice.kind === 'tenant') {
      const { name, cloud } = choice.settings;
      const { accessToken } = await signIns(choice.settings);
      return succeed(createGraphConnection({ name, cloud, accessToken }));
    }
    report('starting the local engine…');
    const address = await engine.address(signal);
    return address.ok ? createLocalConnection({ name: choice.name, ...address.value }) : address;
  };
}
