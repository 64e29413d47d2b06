import type { EngineValue } from '../engineAnswer';

export type Row = readonly EngineValue[];

/** Yielded instead of a row by a procedure that is still at work, so that a cancelled query can end meanwhile. */
export const PAUSE = Symbol('pause');

/**
 * Makes rows of all rows of its inputs, in their order. Pure: what it yields depends on the inputs alone, and it keeps
 * nothing. Values have the types of `EngineValue`, in and out: long, datetime and timespan as bigint (ticks); dynamic as
 * JSON, guid and decimal as text.
 */
export type Procedure = (inputs: readonly (readonly Row[])[]) => Iterable<Row | typeof PAUSE>;
