import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeClaims } from '../../../src/auth/claims';
import { expectError, expectValue } from './signInSetup';

describe('the claims of a challenge', () => {
  test('are the same as JSON, as base64 and as URL-safe base64', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (claims) => {
        const json = JSON.stringify(claims);
        expect(expectValue(decodeClaims(json))).toBe(json);
        expect(expectValue(decodeClaims(Buffer.from(json).toString('base64')))).toBe(json);
        expect(expectValue(decodeClaims(Buffer.from(json).toString('base64url')))).toBe(json);
      }),
    );
  });

  test.each(['', '{', '[]', '"text"', 'bm8ganNvbg==', 'null'])('are unreadable as %j', (text) => {
    expect(expectError(decodeClaims(text)).code).toBe('ClaimsUnreadable');
  });
});
