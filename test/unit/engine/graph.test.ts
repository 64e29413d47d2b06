import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../fixtures/bareEngine';

const TABLES = `
  let Calls = datatable(Caller:string, Callee:string, Line:string, Seconds:long)
    ["A","B","red",1, "B","C","red",2, "C","A","blue",3, "C","D","blue",4, "D","D","red",5, "E","A","green",6];
  let People = datatable(Name:string, Age:long)["A",10, "B",20, "C",30, "Z",99];
  let Machines = datatable(Id:string, Model:string, Age:long)["D","x",40, "A","y",11];
  `;
const GRAPH = 'Calls | make-graph Caller --> Callee with People on Name';

describe('graphs', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  const ask = async (query: string) => {
    const { columns, rows } = await readAnswer(engine, TABLES + query);
    return { names: columns.map(({ name, type }) => `${name}:${type}`).join(' '), rows };
  };
  const rowsOf = async (query: string) => (await ask(query)).rows;

  describe('make-graph', () => {
    test('makes nodes of tables and of the ends of edges, which have an id and nothing else', async () => {
      expect(await ask(`${GRAPH} | graph-to-table nodes`)).toEqual({
        names: 'Name:string Age:long',
        rows: [
          ['A', 10n],
          ['B', 20n],
          ['C', 30n],
          ['D', null],
          ['E', null],
          ['Z', 99n],
        ],
      });
    });

    test('merges the properties of nodes that several tables have', async () => {
      expect(await ask(`${GRAPH}, Machines on Id | graph-to-table nodes`)).toEqual({
        names: 'Name:string Age:long Id:string Model:string',
        rows: [
          ['A', 10n, 'A', 'y'],
          ['B', 20n, '', ''],
          ['C', 30n, '', ''],
          ['', 40n, 'D', 'x'],
          ['E', null, 'E', ''],
          ['Z', 99n, '', ''],
        ],
      });
    });

    test('names nodes after the ends of edges where there is no table', async () => {
      const { names, rows } = await ask('Calls | make-graph Caller --> Callee with_node_id=Who | graph-to-table nodes');
      expect([names, rows.flat()]).toEqual(['Who:string', ['A', 'B', 'C', 'D', 'E']]);
    });

    test('takes ids of numbers, and can be given a name or returned by a function', async () => {
      const edges = 'datatable(x:int, y:long)[1, 2, 2, 3]';
      const query = `let G = () { ${edges} | make-graph x --> y with_node_id=n };
        let H = G(); H | graph-match (a)-->(b)-->(c) project a.n, c.n`;
      expect(await ask(query)).toEqual({ names: 'a_n:long c_n:long', rows: [[1n, 3n]] });
    });

    test('makes a graph of its own for each part', async () => {
      const query = `Calls | make-graph Caller --> Callee with_node_id=N partitioned-by Line
        (graph-match (a)-->(b)-->(c) project a.N, b.N, c.N)`;
      expect(await rowsOf(query)).toEqual([['A', 'B', 'C']]);
    });
  });

  describe('graph-to-table', () => {
    test('gives ids of nodes that both tables agree on', async () => {
      const ids = await rowsOf(`${GRAPH} | graph-to-table nodes with_node_id=Node | where Name in ("C", "D")`);
      const edges = await ask(
        `${GRAPH} | graph-to-table edges with_source_id=From with_target_id=To | where Seconds == 4`,
      );
      expect(edges.names).toBe('From:long To:long Caller:string Callee:string Line:string Seconds:long');
      expect(edges.rows[0]?.slice(0, 2)).toEqual(ids.map(([id]) => id));
    });

    test('names both tables for later statements', async () => {
      const query = `${GRAPH} | graph-to-table nodes as N, edges as E; N | count | extend e = toscalar(E | count)`;
      expect(await rowsOf(query)).toEqual([[6n, 6n]]);
    });
  });

  describe('graph-match', () => {
    test('follows edges in and against their direction, and in any', async () => {
      const to = (pattern: string) => rowsOf(`${GRAPH} | graph-match ${pattern} where a.Name == "C" project b.Name`);
      expect(await to('(a)-->(b)')).toEqual([['A'], ['D']]);
      expect(await to('(a)<--(b)')).toEqual([['B']]);
      expect(await to('(a)--(b)')).toEqual([['A'], ['D'], ['B']]);
    });

    test('the same name is the same node, also in another sequence', async () => {
      expect(await rowsOf(`${GRAPH} | graph-match (a)-[x]->(b)-[y]->(c)-[z]->(a) project a.Name, b.Name`)).toEqual([
        ['A', 'B'],
        ['B', 'C'],
        ['C', 'A'],
      ]);
      const star = `${GRAPH} | graph-match (a)-->(n), (c)-->(n) where a.Name == "C" and c.Name == "E" project n.Name`;
      expect(await rowsOf(star)).toEqual([['A']]);
    });

    test('ways do not take an edge twice unless cycles may be all', async () => {
      const ways = async (cycles: string) => {
        const where = 'where a.Name == "A" project strcat_array(map(x, Callee), "")';
        return (await rowsOf(`${GRAPH} | graph-match ${cycles} (a)-[x*1..4]->(b) ${where}`)).flat();
      };
      expect(await ways('')).toEqual(['B', 'BC', 'BCA', 'BCD', 'BCDD']);
      expect(await ways('cycles=unique_edges')).toEqual(await ways(''));
      expect(await ways('cycles=none')).toEqual(['B', 'BC', 'BCD']);
      expect(await ways('cycles=all')).toEqual(['B', 'BC', 'BCA', 'BCAB', 'BCD', 'BCDD']);
    });

    test('all, any and map look at the edges of a way, or at the nodes between its ends', async () => {
      const query = `${GRAPH} | graph-match (a)-[x*1..3]->(b)
        where all(x, Seconds between (1 .. 3)) and any(inner_nodes(x), Age > 25)
        project a.Name, b.Name, map(x, Seconds * 2), map(inner_nodes(x), strcat(Name, node_degree_in()))`;
      expect(await ask(query)).toEqual({
        names: 'a_Name:string b_Name:string Column1:dynamic Column2:dynamic',
        rows: [
          ['A', 'A', '[2,4,6]', '["B1","C1"]'],
          ['B', 'A', '[4,6]', '["C1"]'],
          ['B', 'B', '[4,6,2]', '["C1","A2"]'],
        ],
      });
    });

    test('a property of a way is a list to show and a condition on each edge', async () => {
      const query = `${GRAPH} | graph-match (a)-[x*2..3]->(b) where x.Seconds > 1 and b.Name == "A" project x.Seconds`;
      expect(await ask(query)).toEqual({ names: 'x_Seconds:dynamic', rows: [['[2,3]']] });
    });

    test('a way may have no edge', async () => {
      const query = `${GRAPH} | graph-match (a)-[x*0..1]->(b) where a.Name == "C" project b.Name, map(x, Line)`;
      expect(await rowsOf(query)).toEqual([
        ['C', '[]'],
        ['A', '["blue"]'],
        ['D', '["blue"]'],
      ]);
    });

    test('conditions may speak of several elements, and of what is missing', async () => {
      const query = `${GRAPH} | graph-match (a)-[x]->(b)
        where (a.Age < b.Age or isnull(b.Age)) and a.Name != b.Name and x.Seconds < 5 project a.Name, b.Name`;
      expect(await rowsOf(query)).toEqual([
        ['A', 'B'],
        ['B', 'C'],
        ['C', 'D'],
      ]);
    });

    test('shows whole elements, ids and degrees', async () => {
      const query = `${GRAPH} | graph-match (a)-[x]->(b) where x.Seconds == 4
        project a, x, node_id(b), node_degree_in(b), node_degree_out(b), x.Seconds + 1`;
      expect(await ask(query)).toEqual({
        names: 'a:dynamic x:dynamic Column1:string Column2:long Column3:long Column4:long',
        rows: [
          ['{"Name":"C","Age":30}', '{"Caller":"C","Callee":"D","Line":"blue","Seconds":4}', ...['D', 2n, 1n, 5n]],
        ],
      });
    });

    test('without project it gives the part of the graph that matches', async () => {
      const query = `${GRAPH} | graph-match (a)-[x]->(b)-[y]->(b) | graph-to-table`;
      expect(await rowsOf(`${query} nodes`)).toEqual([
        ['C', 30n],
        ['D', null],
      ]);
      expect((await rowsOf(`${query} edges`)).map((row) => row.at(-1))).toEqual([4n, 5n]);
    });

    test('keeps times, decimals and guids as they are', async () => {
      const query = `datatable(a:string, b:string, t:datetime, d:decimal, g:guid, s:timespan)
        ["x", "y", datetime(2020-01-02 03:04:05.1234567), decimal(1.25), guid(74be27de-1e4e-49d9-b579-fe0b331d3642), 1.5d]
        | make-graph a --> b with_node_id=n | graph-match ()-[e]->() project e.t, e.d, e.g, e.s, l = map(e, s)`;
      const { names, rows } = await ask(query);
      expect(names).toBe('e_t:datetime e_d:decimal e_g:guid e_s:timespan l:dynamic');
      expect(rows).toEqual([
        [637135310451234567n, '1.25', '74be27de-1e4e-49d9-b579-fe0b331d3642', 1296000000000n, '["1.12:00:00"]'],
      ]);
    });
  });

  describe('graph-shortest-paths', () => {
    test('gives one path for each pair of ends, or all of that length', async () => {
      const paths = async (output: string, target: string) => {
        const query = `let D = datatable(f:string, t:string)["S","a", "S","b", "a","T", "b","T", "S","c", "c","d", "d","T"];
          D | make-graph f --> t with_node_id=n | graph-shortest-paths ${output} (x)-[p*1..5]->(y)
          where x.n == "S" and y.n == "${target}" project strcat_array(map(inner_nodes(p), n), "-")`;
        return (await rowsOf(query)).flat().sort();
      };
      expect(await paths('', 'T')).toHaveLength(1);
      expect(await paths('output=all', 'T')).toEqual(['a', 'b']);
      expect(await paths('', 'd')).toEqual(['c']);
      expect(await paths('', 'S')).toEqual([]);
    });

    test('conditions on all edges and inner nodes lead around', async () => {
      const path = async (condition: string) => {
        const query = `${GRAPH} | graph-shortest-paths (a)-[p*1..6]-(b)
          where a.Name == "A" and b.Name == "D" and ${condition} project map(p, Seconds)`;
        return (await rowsOf(query)).flat();
      };
      expect(await path('all(p, Seconds > 0)')).toEqual(['[3,4]']);
      expect(await path('all(p, Seconds != 3)')).toEqual(['[1,2,4]']);
      expect(await path('all(inner_nodes(p), Name != "C")')).toEqual([]);
    });

    test('conditions on both ends hold', async () => {
      const query = `${GRAPH} | graph-shortest-paths (a)-[p*1..9]->(b) where a.Name != b.Name project a.Name, b.Name`;
      expect((await rowsOf(query)).map((pair) => pair.join(''))).toEqual([
        ...['AB', 'AC', 'AD', 'BC', 'BA', 'BD', 'CA', 'CD', 'CB', 'EA', 'EB', 'EC', 'ED'],
      ]);
    });
  });

  describe('operators between', () => {
    test('graph-where-nodes takes the edges of a node along', async () => {
      expect(await rowsOf(`${GRAPH} | graph-where-nodes Age >= 20 | graph-to-table edges`)).toEqual([
        ['B', 'C', 'red', 2n],
      ]);
      expect(await rowsOf(`${GRAPH} | graph-where-nodes node_degree_in() > 1 | graph-to-table nodes`)).toEqual([
        ['A', 10n],
        ['D', null],
      ]);
    });

    test('graph-where-edges leaves nodes', async () => {
      const query = `${GRAPH} | graph-where-edges Seconds > 2 and Line != "red" | graph-to-table`;
      expect((await rowsOf(`${query} edges`)).map((row) => row.at(-1))).toEqual([3n, 4n, 6n]);
      expect(await rowsOf(`${query} nodes`)).toHaveLength(6);
    });

    test('graph-mark-components adds a property', async () => {
      const query = `${GRAPH} | graph-mark-components kind=strong with_component_id=Group | graph-to-table nodes`;
      expect((await ask(query)).names).toBe('Name:string Age:long Group:long');
      expect((await rowsOf(query)).map((row) => row[2])).toEqual([0n, 0n, 0n, 1n, 2n, 3n]);
      const match = `${GRAPH} | graph-mark-components | graph-match (a)-[x]->(b) project a.ComponentId`;
      expect(new Set((await rowsOf(match)).flat())).toEqual(new Set([0n]));
    });
  });

  test.each([
    ['graph-where-nodes Nope > 1 | graph-to-table nodes', "Failed to resolve scalar expression named 'Nope'"],
    ['graph-match (a)-[x*1..2]->(b) where all(inner_nodes(x), Nope) project a.Name', "named 'Nope'"],
    ['graph-match (a)-[x]->(b) project labels(a)', 'only stored graph models have labels'],
    ['graph-match (a)-[x*1..2]->(b) where all(x, Seconds > a.Age) project a.Name', "'a', another element"],
    ['graph-shortest-paths (a)-[x*1..2]->(b) where array_length(map(x, Line)) > 1 project a.Name', 'on a whole path'],
    ['graph-shortest-paths (a)-[x]->(b) project a.Name', 'an edge of variable length'],
    ['graph-shortest-paths (a)-[x*1..2]->(a) project a.Name', 'one sequence without a node twice'],
    ['graph-match cycles=some (a)-->(b) project a.Name', 'cycles=some is none of all, unique_edges, none at line 8'],
    ['graph-where-nodes Age > 1', 'only graph operators can follow'],
  ])('refuses %s', async (operators, reason) => {
    await expect(ask(`\n  ${GRAPH}\n  | ${operators}`)).rejects.toThrow(reason);
  });
});
