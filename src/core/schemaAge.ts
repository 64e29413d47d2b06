import { countOf } from './formatCount';

const DAY_MS = 86_400_000;

/** What there is to say about the tables of a tenant: how old they are, and whether to ask the tenant anew. */
export interface SchemaAge {
  readonly text: string;
  readonly detail: string;
  readonly isOld: boolean;
}

/**
 * @param askedAt when the tenant was last asked for its tables; undefined where it never was
 * @param oldAfterDays from this age on they are old; 0 where they never are
 */
export function describeSchemaAge(askedAt: Date | undefined, now: Date, oldAfterDays: number): SchemaAge {
  if (askedAt === undefined) {
    return { text: 'Documented tables', detail: 'The tenant has not been asked for its own', isOld: false };
  }
  const days = Math.max(0, Math.floor((now.getTime() - askedAt.getTime()) / DAY_MS));
  const isOld = oldAfterDays > 0 && days >= oldAfterDays;
  return {
    text: days === 0 ? 'Tables of today' : `Tables of ${countOf(days, 'day')} ago`,
    detail: isOld ? 'The tenant may have others by now' : 'As the tenant named them',
    isOld,
  };
}
