import { describe, expect, it } from 'vitest';
import { describeSchemaAge } from '../../../src/core/schemaAge';

const NOW = new Date('2026-03-31T12:00:00Z');

describe('the age of a tenant’s tables', () => {
  it.each([
    ['2026-03-31T11:59:00Z', 'Tables of today', false],
    ['2026-03-30T11:59:00Z', 'Tables of 1 day ago', false],
    ['2026-03-02T12:00:00Z', 'Tables of 29 days ago', false],
    ['2026-03-01T12:00:00Z', 'Tables of 30 days ago', true],
    // A clock that was put back.
    ['2026-04-02T12:00:00Z', 'Tables of today', false],
  ])('asked at %s: %s', (askedAt, text, isOld) => {
    expect(describeSchemaAge(new Date(askedAt), NOW, 30)).toMatchObject({ text, isOld });
  });

  it('is never too old where no limit is set', () => {
    expect(describeSchemaAge(new Date('2020-01-01'), NOW, 0).isOld).toBe(false);
  });

  it('speaks of the documented tables before the tenant was asked', () => {
    expect(describeSchemaAge(undefined, NOW, 30)).toMatchObject({ text: 'Documented tables', isOld: false });
  });
});
