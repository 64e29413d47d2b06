import { PAUSE, type Procedure, type Row } from './procedure';

/**
 * Lets a procedure that picks numbered rows work on rows that are not numbered: it reads what follows the first `width`
 * values, behind the row's number; what it yields behind a number comes out behind those values.
 */
export function carryRows(width: number, procedure: Procedure): Procedure {
  return function* ([rows = []]) {
    const read = rows.map((row, index): Row => [BigInt(index), ...row.slice(width)]);
    for (const picked of procedure([read])) {
      if (picked === PAUSE) {
        yield PAUSE;
        continue;
      }
      const [number, ...values] = picked;
      yield [...(rows[Number(number)] ?? []).slice(0, width), ...values];
    }
  };
}
