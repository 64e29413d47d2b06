import { describe, expect, it } from 'vitest';
import {
  completenessOf,
  describeRowCount,
  missingIn,
  missingInComparison,
  missingRows,
} from '../../../src/core/completeness';

const WHOLE = { rowCount: 12, mayBeIncomplete: false };
const CANCELLED = { rowCount: 12_000, mayBeIncomplete: false, wasCancelled: true } as const;
const CAPPED = { rowCount: 100_000, mayBeIncomplete: true };
const REFINED = { ...WHOLE, madeOfIncomplete: missingIn('results1', CANCELLED) };

describe('an answer that may lack rows', () => {
  it('says why, and what to do', () => {
    expect(missingRows(CANCELLED)).toEqual([
      'The run was cancelled after 12,000 rows: there may be more. Run the query again for all of them.',
    ]);
    expect(missingRows(CAPPED)).toEqual([
      'These may not be all rows: the service stops at 100,000 rows. Narrow the query or the timespan.',
    ]);
    expect(missingRows(WHOLE)).toEqual([]);
  });

  it('says so in what is made of it, and in what is made of that', () => {
    expect(missingRows(REFINED)).toEqual([
      'The rows of results1 are incomplete: its run was cancelled after 12,000 rows.',
    ]);
    expect(missingIn('results2', REFINED)).toEqual(['The rows of results2 were made of incomplete ones.']);
    expect(missingIn('results3', CAPPED)).toEqual([
      'The rows of results3 may be incomplete: the service stops at 100,000 rows.',
    ]);
    expect(missingIn('results4', WHOLE)).toEqual([]);
  });

  it('says nothing of it in what is made of whole answers', () => {
    const madeOfWhole = { ...WHOLE, madeOfIncomplete: [] };
    expect(missingIn('results2', madeOfWhole)).toEqual([]);
    expect(describeRowCount(madeOfWhole)).toBe('12 rows');
  });

  it('says of a comparison what cannot be told apart', () => {
    expect(missingInComparison({ ...CANCELLED, name: 'result 1' }, { ...CAPPED, name: 'result 2' })).toEqual([
      'The rows of result 1 are incomplete: its run was cancelled after 12,000 rows. Rows told as new may be among those that did not come.',
      'The rows of result 2 may be incomplete: the service stops at 100,000 rows. Rows told as gone may be among those that did not come.',
    ]);
  });

  it('says so beside its count where that is certain', () => {
    expect([WHOLE, CANCELLED, CAPPED, REFINED].map(describeRowCount)).toEqual([
      '12 rows',
      '12,000 rows, incomplete',
      '100,000 rows',
      '12 rows, of incomplete ones',
    ]);
  });

  it('hands on nothing else of itself, and nothing that does not hold', () => {
    expect(completenessOf({ ...REFINED, ...CANCELLED })).toEqual({
      mayBeIncomplete: false,
      wasCancelled: true,
      madeOfIncomplete: REFINED.madeOfIncomplete,
    });
    expect(completenessOf({ ...WHOLE, madeOfIncomplete: [] })).toEqual({ mayBeIncomplete: false });
  });
});
