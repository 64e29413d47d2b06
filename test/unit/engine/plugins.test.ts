import { beforeAll, describe, expect, test } from 'vitest';
import { formatDateTime } from '../../../src/core/results/values/ticks';
import type { EngineValue } from '../../../src/engine/engineAnswer';
import type { QueryEngine } from '../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../fixtures/bareEngine';

describe('plugins of evaluate', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  const rowsOf = async (query: string) => (await readAnswer(engine, query)).rows;
  const namesOf = async (query: string) =>
    (await readAnswer(engine, query)).columns.map(({ name, type }) => `${name}:${type}`).join(' ');

  describe('ipv4_lookup and ipv6_lookup', () => {
    const TABLES = `
      let Seen = datatable(Ip:string, Kind:string)
        ["10.1.2.3","A", "10.9.9.9","B", "192.168.1.7","A", "no address","A"];
      let Networks = datatable(Network:string, Name:string, Kind:string)
        ["10.0.0.0/8","all","A", "10.1.0.0/16","some","A", "10.1.2.3","one","B", "192.168.0.0/16","home","A"];
      `;

    test('give every network that an address is in, with both tables’ columns', async () => {
      const query = `${TABLES} Seen | evaluate ipv4_lookup(Networks, Ip, Network)`;
      expect(await namesOf(query)).toBe('Ip:string Kind:string Network:string Name:string Kind1:string');
      expect((await rowsOf(query)).map(([ip, , , name]) => [ip, name]).sort()).toEqual([
        ['10.1.2.3', 'all'],
        ['10.1.2.3', 'one'],
        ['10.1.2.3', 'some'],
        ['10.9.9.9', 'all'],
        ['192.168.1.7', 'home'],
      ]);
    });

    test('further keys have to be equal; rows without a network stay where asked for', async () => {
      const query = `${TABLES} Seen | evaluate ipv4_lookup(Networks, Ip, Network, Kind, return_unmatched = true)`;
      expect(await namesOf(query)).toBe('Ip:string Kind:string Network:string Name:string');
      expect((await rowsOf(`${query} | project Ip, Name`)).map((row) => row.join(' ')).sort()).toEqual([
        '10.1.2.3 all',
        '10.1.2.3 some',
        '10.9.9.9 ',
        '192.168.1.7 home',
        'no address ',
      ]);
    });

    test('a range matches where the shorter prefix is equal', async () => {
      const query = `datatable(r:string)["10.1.0.0/16"] | evaluate ipv4_lookup((datatable(n:string)
        ["10.0.0.0/8", "10.1.2.3", "10.2.0.0/16"]), r, n) | project n`;
      expect((await rowsOf(query)).flat().sort()).toEqual(['10.0.0.0/8', '10.1.2.3']);
    });

    test('IPv4 addresses are found among IPv6 ones', async () => {
      const query = `datatable(a:string)["2001:db8::5", "::1", "1.2.3.4"]
        | evaluate ipv6_lookup(datatable(b:string, x:long)["2001:db8::/32", 1, "1.2.0.0/16", 2], a, b, true) | sort by x asc`;
      expect(await rowsOf(query)).toEqual([
        ['::1', '', null],
        ['2001:db8::5', '2001:db8::/32', 1n],
        ['1.2.3.4', '1.2.0.0/16', 2n],
      ]);
    });
  });

  describe('lookups of shapes', () => {
    const TABLES = `
      let Places = datatable(P:string, Lon:real, Lat:real)["in",0.5,0.5, "near",1.0005,0.5, "far",5.0,5.0];
      let Areas = datatable(Area:string, Shape:dynamic)
        ["square", dynamic({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]})];
      let Roads = datatable(Road:string, Shape:dynamic)
        ["side", dynamic({"type":"LineString","coordinates":[[1,0],[1,1]]}), "point", dynamic({"type":"Point"})];
      `;
    const found = async (call: string) =>
      (await rowsOf(`${TABLES} Places | evaluate ${call} | sort by P asc`)).map((row) => row[0]);

    test('places are in polygons or within a radius of them', async () => {
      expect(await found('geo_polygon_lookup(Areas, Shape, Lon, Lat)')).toEqual(['in']);
      expect(await found('geo_polygon_lookup(Areas, Shape, Lon, Lat, 100)')).toEqual(['in', 'near']);
      expect(await found('geo_polygon_lookup(Areas, Lon, Lat, Shape, radius = 100)')).toEqual(['in', 'near']);
      expect(await found('geo_polygon_lookup(Areas, Shape, Lon, Lat, return_unmatched = true)')).toHaveLength(3);
    });

    test('the shape comes out where it is asked for', async () => {
      const query = `${TABLES} Places | evaluate geo_line_lookup(Roads, Shape, Lon, Lat, 100`;
      expect(await namesOf(`${query})`)).toBe('P:string Lon:real Lat:real Road:string');
      expect(await namesOf(`${query}, return_lookup_key = true)`)).toMatch(/ Shape:dynamic$/);
      expect(await found('geo_line_lookup(Roads, Shape, Lon, Lat, 100)')).toEqual(['near']);
    });
  });

  describe('rows_near', () => {
    const near = async (order: string, call: string) =>
      (await rowsOf(`range i from 1 to 10 step 1 | ${order} | evaluate rows_near(${call})`)).flat().map(Number);

    test('keeps rows before and after, in the order of the rows', async () => {
      expect(await near('serialize', 'i == 5, 1')).toEqual([4, 5, 6]);
      expect(await near('sort by i asc', 'i == 5 or i == 9, 0, 2')).toEqual([5, 6, 7, 9, 10]);
      expect(await near('sort by i desc', 'i == 5, 1, 2')).toEqual([6, 5, 4, 3]);
      expect(await near('sort by i asc', 'i == 11, 3')).toEqual([]);
    });
  });

  test('dcount_intersect counts what the first sketches have in common', async () => {
    const query = `range i from 1 to 30 step 1
      | summarize two = hll(iff(i % 2 == 0, i, 0)), three = hll(iff(i % 3 == 0, i, 0)), five = hll(iff(i % 5 == 0, i, 0))
      | evaluate dcount_intersect(two, three, five) | project s0, s1, s2`;
    expect(await rowsOf(query)).toEqual([[16n, 6n, 2n]]);
  });

  test('preview gives the first rows, estimate_rows_count their number', async () => {
    expect(await rowsOf('range i from 1 to 9 step 1 | evaluate preview(2)')).toEqual([[1n], [2n]]);
    expect(await rowsOf('range i from 1 to 9 step 1 | evaluate estimate_rows_count()')).toEqual([[9n]]);
  });

  describe('ids on a timeline', () => {
    const VISITS = `let Visits = datatable(Who:string, Day:int, Shop:string)
      ["a",1,"x", "b",1,"x", "b",1,"y", "a",2,"x", "c",2,"x", "c",3,"y", "d",5,"x"] | extend T = datetime(2020-01-01) + (Day - 1) * 1d;
      `;
    const SPAN = 'datetime(2020-01-01), datetime(2020-01-07)';
    const ask = async (call: string) => (await rowsOf(`${VISITS} Visits | evaluate ${call}`)).map(withDays);

    test('activity_counts_metrics compares each bin with all before it', async () => {
      expect(await ask(`activity_counts_metrics(Who, T, ${SPAN}, 1d)`)).toEqual([
        ['01', 3n, 2n, 2n, 2n],
        ['02', 2n, 2n, 1n, 3n],
        ['03', 1n, 1n, 0n, 3n],
        ['05', 1n, 1n, 1n, 4n],
      ]);
      expect(await ask(`activity_counts_metrics(Who, T, ${SPAN}, 7d, Shop)`)).toEqual([
        ['01', 'x', 5n, 4n, 4n, 4n],
        ['01', 'y', 2n, 2n, 2n, 2n],
      ]);
    });

    test('activity_metrics compares each bin with the one before it', async () => {
      expect(await ask(`activity_metrics(Who, T, ${SPAN}, 1d)`)).toEqual([
        ['01', 2n, 2n, NaN, NaN],
        ['02', 2n, 1n, 0.5, 0.5],
        ['03', 1n, 0n, 0.5, 0.5],
        ['05', 1n, 1n, NaN, NaN],
      ]);
      expect(await ask('activity_metrics(Who, T, 1d)')).toHaveLength(4);
      expect(await ask(`activity_metrics(Who, T, ${SPAN}, "month")`)).toEqual([['01', 4n, 4n, NaN, NaN]]);
    });

    test('activity_engagement compares an inner window with the outer one that ends with it', async () => {
      expect(await ask(`activity_engagement(Who, T, datetime(2020-01-02), datetime(2020-01-07), 1d, 2d)`)).toEqual([
        ['02', 2n, 3n, 2 / 3],
        ['03', 1n, 2n, 0.5],
        ['05', 1n, 1n, 1],
      ]);
    });

    test('sliding_window_counts counts each bin with those of the window before it', async () => {
      const span = 'datetime(2020-01-02), datetime(2020-01-06)';
      expect(await ask(`sliding_window_counts(Who, T, ${span}, 2d, 1d)`)).toEqual([
        ['02', 5n, 3n],
        ['03', 3n, 2n],
        ['04', 1n, 1n],
        ['05', 1n, 1n],
        ['06', 1n, 1n],
      ]);
    });

    test('active_users_count counts ids with enough periods before an event', async () => {
      expect(await ask(`active_users_count(Who, T, ${SPAN}, 3d, 1d, 2, 1d)`)).toEqual([
        ['02', 1n],
        ['03', 1n],
      ]);
      expect(await ask(`active_users_count(Who, T, ${SPAN}, 1d, 1d, 2, 7d)`)).toEqual([]);
    });

    test('session_count lets a session go on within the window, on any timeline', async () => {
      const query = (window: number) => `datatable(Id:string, t:long)["a",1, "a",3, "a",9, "b",2, "b",14]
        | evaluate session_count(Id, t, 0, 20, 10, ${window})`;
      expect(await rowsOf(query(5))).toEqual([
        [0n, 3n],
        [10n, 1n],
      ]);
      expect(await rowsOf(query(20))).toEqual([
        [0n, 2n],
        [10n, 1n],
      ]);
    });

    test('new_activity_metrics follows those who are new in a bin', async () => {
      const span = 'datetime(2020-01-01), datetime(2020-01-03)';
      const all = await ask(`new_activity_metrics(Who, T, ${span}, 1d)`);
      expect(all).toEqual([
        ['01', '01', 2n, 2n, 0n, 1, 0],
        ['01', '02', 1n, 1n, 1n, 0.5, 0.5],
        ['01', '03', 1n, 0n, 2n, 0, 1],
        ['02', '02', 1n, 1n, 0n, 1, 0],
        ['02', '03', 0n, 1n, 0n, 1, 0],
      ]);
      const cohort = await ask(`new_activity_metrics(Who, T, ${span}, 1d, datetime(2020-01-02))`);
      expect(cohort).toEqual(all.slice(3));
      const known = await ask(`new_activity_metrics(Who, T, ${span}, 1d, datetime(2020-01-01), (print Who = "a"))`);
      expect(known[0]).toEqual(['01', '01', 1n, 1n, 0n, 1, 0]);
    });

    test('what no timeline can be is refused', async () => {
      await expect(ask(`activity_metrics(Who, Shop, ${SPAN}, 1d)`)).rejects.toThrow();
      await expect(rowsOf('print Id = 1, t = 1.5 | evaluate session_count(Id, t, 0, 9, 1, 1)')).rejects.toThrow(
        'a timeline of type real',
      );
    });
  });

  describe('sequences', () => {
    const STEPS = `let Steps = datatable(Id:string, Hour:int, State:string)
      ["1",0,"a", "1",1,"b", "1",3,"c", "2",5,"a", "2",9,"b", "3",26,"a", "3",27,"c"]
      | extend T = datetime(2020-01-01) + Hour * 1h;
      `;

    test('funnel_sequence_completion counts ids by how far they come within each period', async () => {
      const query = `${STEPS} Steps | evaluate funnel_sequence_completion(Id, T, datetime(2020-01-01), datetime(2020-01-03),
        1d, State, dynamic(["a","b","c"]), dynamic([1h, 12h])) | where startofday(T) == datetime(2020-01-01)`;
      expect(await namesOf(query)).toBe('T:datetime State:string Period:timespan dcount:long');
      expect((await rowsOf(query)).map((row) => row[3])).toEqual([2n, 1n, 0n, 2n, 2n, 1n]);
    });

    test('sequence_detect gives every sequence in time, for each dimension by itself', async () => {
      const detect = async (step: string, span: string) => {
        const query = `${STEPS} Steps | evaluate sequence_detect(T, ${step}, ${span},
          one = (State == "a"), two = (State in ("b", "c")), Id) | project Id, Duration / 1h`;
        return (await rowsOf(query)).map((row) => row.join(' ')).sort();
      };
      expect(await detect('5h', '5h')).toEqual(['1 1', '1 3', '2 4', '3 1']);
      expect(await detect('2h', '5h')).toEqual(['1 1', '3 1']);
      const query = `${STEPS} Steps | evaluate sequence_detect(T, 1d, 1d, x = (State == "a"), Id)`;
      expect(await namesOf(query)).toBe('Id:string x_T:datetime Duration:timespan');
    });
  });

  describe('rolling_percentile', () => {
    const hours = (count: number) =>
      `range i from 1 to ${count} step 1 | project T = datetime(2018-01-01) + 1h * (i - 1), v = i, odd = i % 2 == 1`;

    test('takes the nearest rank of a window of bins', async () => {
      const query = `${hours(96)} | evaluate rolling_percentile(v, 50, T, 1d, 3)`;
      expect(await namesOf(query)).toBe('T:datetime rolling_3_percentile_v_50:long');
      expect((await rowsOf(query)).map((row) => row[1])).toEqual([12n, 24n, 36n, 60n]);
    });

    test('looks at each combination of dimensions by itself', async () => {
      const query = `${hours(48)} | evaluate rolling_percentile(v, 100, T, 1d, 1, odd) | project odd, rolling_1_percentile_v_100`;
      expect(await rowsOf(query)).toEqual([
        [true, 23n],
        [true, 47n],
        [false, 24n],
        [false, 48n],
      ]);
    });
  });

  describe('schema_merge', () => {
    const SCHEMAS = `let A = datatable(Uri:string, Status:int)[] | getschema;
      let B = datatable(Uri:string, Referrer:string, Status:long)[] | getschema;
      let C = datatable(Uri:string, Status:string)[] | getschema;
      `;
    const merge = (tables: string, call: string) =>
      rowsOf(`${SCHEMAS} union ${tables} | evaluate schema_merge(${call}) | sort by ColumnName asc`);

    test('puts columns of several schemas into one, numbers in the wider type', async () => {
      expect(await merge('A, B', 'PreserveOrder = false')).toEqual([
        ['Referrer', 2, 'System.String', 'string'],
        ['Status', 1, 'System.Int64', 'long'],
        ['Uri', 0, 'System.String', 'string'],
      ]);
    });

    test('tells columns that do not fit in their rows', async () => {
      expect((await merge('A, B', '')).map((row) => row.slice(0, 2))).toEqual([
        ['Referrer', 1],
        ['Status', -1],
        ['Uri', 0],
      ]);
      expect((await merge('A, C', ''))[0]?.[3]).toBe('ERROR(the types int and string do not meet)');
      await expect(rowsOf('print x = 1 | evaluate schema_merge()')).rejects.toThrow("needs the column 'ColumnName'");
    });
  });

  test.each([
    ['python(typeof(*), "x")', 'it runs code of another language'],
    ['funnel_sequence(i, i, 1, 2, 1, 1, i, dynamic([1]))', 'is not documented'],
    ['http_request("https://example.com")', 'outside the loaded data'],
  ])('refuses %s and says why', async (call, reason) => {
    await expect(rowsOf(`range i from 1 to 2 step 1 | evaluate ${call}`)).rejects.toThrow(reason);
  });
});

/** Datetimes of January 2020 by their day. */
function withDays(row: readonly EngineValue[]): readonly EngineValue[] {
  return row.map((value) => (typeof value === 'bigint' && value > 1000n ? formatDateTime(value).slice(8, 10) : value));
}
