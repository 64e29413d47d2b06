import { describe, expect, test } from 'vitest';
import { authorityOf } from '../../../src/auth/authority';
import { TENANT_ID } from '../../fixtures/oidcConfiguration';

describe('the authority of a connection', () => {
  test.each([
    ['global', 'https://login.microsoftonline.com'],
    ['usGovL4', 'https://login.microsoftonline.us'],
    ['usGovL5', 'https://login.microsoftonline.us'],
    ['china', 'https://login.chinacloudapi.cn'],
  ] as const)('in the cloud %s is at %s', (cloud, origin) => {
    const authority = authorityOf({ name: 'x', cloud, tenantId: TENANT_ID, clientId: TENANT_ID, signIn: 'browser' });
    expect(authority).toMatchObject({ url: `${origin}/${TENANT_ID}`, knownHosts: [] });
  });
});
