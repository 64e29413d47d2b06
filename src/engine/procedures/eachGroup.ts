import type { EngineValue } from '../engineAnswer';
import { PAUSE, type Procedure, type Row } from './procedure';

/**
 * The procedure for groups of rows, each by itself. The first input lists the groups; the first value of every other
 * input's rows, and of every row that comes out, is the group.
 */
export function eachGroup(procedure: Procedure): Procedure {
  return function* ([groups = [], ...inputs]) {
    const grouped = inputs.map(groupRows);
    for (const [group = null] of groups) {
      for (const row of procedure(grouped.map((rows) => rows.get(group) ?? []))) {
        yield row === PAUSE ? row : [group, ...row];
      }
    }
  };
}

function groupRows(rows: readonly Row[]): ReadonlyMap<EngineValue, readonly Row[]> {
  const groups = new Map<EngineValue, Row[]>();
  for (const [group = null, ...row] of rows) {
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [row]);
    else known.push(row);
  }
  return groups;
}
