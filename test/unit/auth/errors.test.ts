import { describe, expect, test } from 'vitest';
import { describeMsalError, readInteractionNeed, refusedByEntra } from '../../../src/auth/errors';

const CORRELATION_ID = '11111111-2222-3333-4444-555555555555';

function refuse(code: number, oauthError = 'invalid_grant') {
  const description = `AADSTS${code}: Words of Microsoft. Trace ID: t Correlation ID: ${CORRELATION_ID} Timestamp: now`;
  return refusedByEntra({ oauthError, description });
}

describe('a refusal of Microsoft Entra', () => {
  test.each([
    [65001, 'ConsentMissing'],
    [90094, 'ConsentMissing'],
    [53000, 'DeviceNotCompliant'],
    [530003, 'DeviceNotCompliant'],
    [53003, 'BlockedByPolicy'],
    [50076, 'StrongerSignInNeeded'],
    [50020, 'WrongTenant'],
    [90002, 'TenantNotFound'],
    [500200, 'PersonalAccount'],
    [700016, 'AppNotFound'],
    [7000215, 'SecretWrong'],
    [7000222, 'SecretExpired'],
    [700027, 'CertificateRefused'],
    [7000218, 'PublicClientNotAllowed'],
    [50011, 'RedirectNotRegistered'],
    [65002, 'ScopeNotAvailable'],
    [50105, 'UserNotAssigned'],
    [50173, 'SignInExpired'],
    [65004, 'SignInDeclined'],
  ])('with AADSTS%d is %s, with a next step and the facts for a support case', (number, code) => {
    const error = refuse(number);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/\.$/);
    expect(error.hint).toMatch(/\.$/);
    expect(error.details).toEqual({
      entraCode: `AADSTS${number}`,
      oauthError: 'invalid_grant',
      correlationId: CORRELATION_ID,
    });
  });

  test('points to the VS Code account where a device has to be managed', () => {
    expect(refuse(53000).hint).toContain('VS Code');
  });

  test('with an unknown code is told in its own words, without its trailer', () => {
    expect(refuse(123456).message).toBe('The sign-in failed: Words of Microsoft.');
  });

  test('hands on nothing that could be a token', () => {
    const token = `eyJ${'a'.repeat(60)}.${'b'.repeat(60)}`;
    const error = refusedByEntra({
      oauthError: token,
      description: `AADSTS123456: The token ${token} is bad.`,
      correlationId: token,
    });
    expect(JSON.stringify(error)).not.toMatch(/eyJ|a{20}|b{20}/);
    expect(error.message).toBe('The sign-in failed: The token … is bad.');
  });

  test('without any words is still a sentence', () => {
    expect(refusedByEntra({ oauthError: '', description: '' }).message).toBe('The sign-in failed.');
  });
});

describe('what MSAL throws', () => {
  test('is told by the AADSTS code in its text', () => {
    const thrown = {
      name: 'ServerError',
      errorCode: 'invalid_client',
      errorMessage: `Error(s): 7000222 - Timestamp: now - Description: AADSTS7000222: Expired. - Correlation ID: ${CORRELATION_ID} - Trace ID: t`,
      correlationId: CORRELATION_ID,
    };
    expect(describeMsalError(thrown)).toMatchObject({
      code: 'SecretExpired',
      details: { entraCode: 'AADSTS7000222', correlationId: CORRELATION_ID },
    });
  });

  test.each([undefined, null, 'text', 3, {}, new Error('boom'), { errorCode: 5 }])(
    'is a plain sentence for %s',
    (thrown) => {
      const error = describeMsalError(thrown);
      expect(error.message).toBe('The sign-in failed.');
      expect(error).not.toHaveProperty('cause');
    },
  );

  test('tells of an expired device code', () => {
    expect(describeMsalError({ errorCode: 'device_code_expired', errorMessage: 'See https://aka.ms/msal' }).code).toBe(
      'SignInTimedOut',
    );
  });

  test('means "sign in again" for a need of interaction and for a plain invalid_grant, and nothing else', () => {
    expect(readInteractionNeed({ name: 'InteractionRequiredAuthError', errorCode: 'no_tokens_found' })).toEqual({});
    expect(readInteractionNeed({ name: 'ServerError', errorCode: 'invalid_grant' })).toEqual({});
    expect(
      readInteractionNeed({ name: 'InteractionRequiredAuthError', errorCode: 'interaction_required', claims: '{}' }),
    ).toEqual({ claims: '{}' });
    expect(readInteractionNeed({ name: 'ServerError', errorCode: 'invalid_client' })).toBeUndefined();
    expect(readInteractionNeed(new Error('boom'))).toBeUndefined();
  });
});
