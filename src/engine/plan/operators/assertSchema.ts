import { scalarTypeByName, type BoundNode } from '../../../kusto/boundNode';
import { QueryFault } from '../notSupported';
import type { Relation } from '../nodes';
import { findColumn } from '../relation';

/** `assert-schema (Name: type, …)`: lets the rows pass where they have these columns. */
export function planAssertSchema(node: BoundNode, input: Relation): Relation {
  for (const declared of node.child('Schema').list('Columns')) {
    const { name } = declared;
    const type = scalarTypeByName(declared.child('Type').text);
    const found = findColumn(input, name);
    if (found === undefined) throw new QueryFault(`assert-schema: there is no column '${name}'`, declared);
    if (found.type !== type) {
      throw new QueryFault(`assert-schema: the column '${name}' is a ${found.type}, not a ${type ?? '?'}`, declared);
    }
  }
  return input;
}
