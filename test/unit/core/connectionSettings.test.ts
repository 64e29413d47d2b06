import { describe, expect, test } from 'vitest';
import {
  findConnection,
  isReservedName,
  parseConnectionList,
  parseConnectionSettings,
} from '../../../src/core/connectionSettings';

const contoso = {
  name: 'Contoso',
  tenantId: '11111111-2222-3333-4444-555555555555',
  clientId: '66666666-7777-8888-9999-aaaaaaaaaaaa',
};

function messageFor(value: unknown): string {
  const parsed = parseConnectionSettings(value);
  return parsed.ok ? 'accepted' : parsed.error.message;
}

describe('a connection', () => {
  test('defaults to the global cloud and the browser', () => {
    expect(parseConnectionSettings(contoso)).toEqual({
      ok: true,
      value: { ...contoso, cloud: 'global', signIn: 'browser' },
    });
  });

  test('takes a domain as its tenant', () => {
    expect(messageFor({ ...contoso, tenantId: 'contoso.onmicrosoft.com' })).toBe('accepted');
  });

  test('is trimmed', () => {
    const parsed = parseConnectionSettings({ ...contoso, name: ' Contoso ' });
    expect(parsed.ok && parsed.value.name).toBe('Contoso');
  });

  test.each<[unknown, string]>([
    [{ ...contoso, name: '  ' }, 'A connection without a name cannot be used: name must not be empty.'],
    [
      { ...contoso, name: 'LOCAL' },
      'The connection "LOCAL" cannot be used: name must not be "Local sample data" or "local".',
    ],
    [
      { ...contoso, tenantId: '../x' },
      'The connection "Contoso" cannot be used: tenantId is a GUID or a domain such as contoso.onmicrosoft.com.',
    ],
    [
      { ...contoso, clientId: '7' },
      'The connection "Contoso" cannot be used: clientId is a GUID such as 11111111-2222-3333-4444-555555555555.',
    ],
    [
      { ...contoso, cloud: 'mars' },
      'The connection "Contoso" cannot be used: cloud is one of global, usGovL4, usGovL5, china.',
    ],
    [
      { ...contoso, signIn: 'magic' },
      'The connection "Contoso" cannot be used: signIn is one of browser, deviceCode, clientSecret, clientCertificate.',
    ],
    [{ name: 'X' }, 'The connection "X" cannot be used: tenantId is missing.'],
    [{ ...contoso, clientSecret: 's' }, 'The connection "Contoso" cannot be used: clientSecret is not a known field.'],
    [
      { ...contoso, signIn: 'clientCertificate' },
      'The connection "Contoso" cannot be used: signIn "clientCertificate" needs certificatePath.',
    ],
    ['text', 'A connection without a name cannot be used: it is not an object.'],
  ])('%j is told what is wrong', (value, message) => {
    expect(messageFor(value)).toBe(message);
  });

  test('is found by its name in any case', () => {
    const { connections } = parseConnectionList([contoso]);
    expect(findConnection(connections, 'contoso')?.name).toBe('Contoso');
    expect(findConnection(connections, 'fabrikam')).toBeUndefined();
  });
});

describe('a list of connections', () => {
  test('is empty where nothing is set', () => {
    expect(parseConnectionList(undefined)).toEqual({ connections: [], errors: [] });
  });

  test('keeps its good entries beside wrong ones', () => {
    const { connections, errors } = parseConnectionList([{ name: 'bad' }, contoso, { ...contoso, name: 'CONTOSO' }]);
    expect(connections.map(({ name }) => name)).toEqual(['Contoso']);
    expect(errors.map(({ code }) => code)).toEqual(['WrongConnection', 'RepeatedConnectionName']);
  });

  test('that is no list is an error', () => {
    expect(parseConnectionList({}).errors.map(({ code }) => code)).toEqual(['WrongConnections']);
  });
});

test('the local connection has two reserved names', () => {
  expect(['local', 'Local sample data', 'local sample DATA', 'locale'].map(isReservedName)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
