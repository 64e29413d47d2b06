import { describe, expect, test } from 'vitest';
import { bindQuery } from '../../../src/kusto/bindQuery';
import { createBindingScope } from '../../../src/kusto/tableSchema';

const scope = createBindingScope([
  {
    name: 'Calls',
    columns: [
      { name: 'Caller', type: 'string' },
      { name: 'Callee', type: 'string' },
      { name: 'IsShort', type: 'bool' },
    ],
  },
]);
const GRAPH = 'Calls | make-graph Caller --> Callee with_node_id=Name';

function errors(query: string): string[] {
  return bindQuery(query, scope)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ start, length }) => query.slice(start, start + length));
}

describe('findings in graph operators', () => {
  test.each([
    'graph-where-nodes Name startswith "a" | graph-to-table nodes',
    'graph-where-nodes node_degree_in() > 1 | graph-to-table nodes',
    'graph-where-edges IsShort | graph-to-table edges',
    'graph-match (a)-[x*1..3]->(b) where all(inner_nodes(x), Name != "b") project n = map(inner_nodes(x), Name)',
  ])('properties that the service knows are no errors: %s', (operators) => {
    expect(errors(`${GRAPH} | ${operators}`)).toEqual([]);
  });

  test('unknown names elsewhere stay errors', () => {
    expect(errors(`${GRAPH} | graph-match (a)-[x]->(b) where a.Nope == 1 project x.Neither`)).toEqual([
      'Nope',
      'Neither',
    ]);
    expect(errors(`${GRAPH} | graph-match (a)-[x*1..2]->(b) where all(x, Nope == 1) project a.Name`)).toEqual(['Nope']);
  });
});
