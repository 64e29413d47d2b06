import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dynamic, evaluate, text } from './evaluateScalar';

describe('bag functions', () => {
  it('lists and looks for keys, at any depth with a path', () => {
    const bag = dynamic('{"key1":123,"key2":{"prop1":"abc"},"key3":[100,null]}');
    expect(evaluate('bag_keys', bag)).toBe('["key1","key2","key3"]');
    expect(
      ['key1', 'prop1', '$.key2.prop1', '$.key3[1]', '$.key3[2]'].map((key) => evaluate('bag_has_key', bag, text(key))),
    ).toEqual([true, false, true, true, false]);
    expect(evaluate('bag_keys', dynamic('[]'))).toBeNull();
    expect(evaluate('bag_has_key', dynamic('{}'), text('__proto__'))).toBe(false);
  });

  it('merges, the first value of a key staying', () => {
    expect(evaluate('bag_merge', dynamic('{"a":1,"b":2}'), dynamic('null'), dynamic('{"b":3,"c":4}'))).toBe(
      '{"a":1,"b":2,"c":4}',
    );
    expect(evaluate('bag_merge', dynamic('null'))).toBeNull();
  });

  it('removes and sets keys without touching the bag it was given', () => {
    const bag = dynamic('{"a":1,"b":{"c":2,"d":[{"e":3},4]}}');
    expect(evaluate('bag_remove_keys', bag, dynamic('["a","$.b.d[0].e","$.x.y"]'))).toBe('{"b":{"c":2,"d":[{},4]}}');
    expect(evaluate('bag_set_key', bag, text('$.b.c'), dynamic('9'))).toBe('{"a":1,"b":{"c":9,"d":[{"e":3},4]}}');
    expect(evaluate('bag_set_key', bag, text('a'), dynamic('null'))).toBe('{"a":null,"b":{"c":2,"d":[{"e":3},4]}}');
    expect(evaluate('bag_remove_keys', bag, dynamic('[]'))).toBe('{"a":1,"b":{"c":2,"d":[{"e":3},4]}}');
  });

  it('packs', () => {
    expect(evaluate('bag_pack', text('a'), dynamic('1'), text('a'), dynamic('2'), text('b'), dynamic('null'))).toBe(
      '{"a":1,"b":null}',
    );
    expect(evaluate('bag_zip', dynamic('["a",1,"b"]'), dynamic('[1,2]'))).toBe('{"a":1,"b":null}');
  });

  it('lists the paths of a tree', () => {
    expect(evaluate('treepath', dynamic('{"listProperty":[100,{"x":"y"},{"x":"z"}],"a":1}'))).toBe(
      "[\"['listProperty']\",\"['listProperty'][0]\",\"['listProperty'][0]['x']\",\"['a']\"]",
    );
  });
});

describe('set functions', () => {
  it('keeps the order of first sight', () => {
    expect(evaluate('set_union', dynamic('[3,1,3]'), dynamic('["a",1.0]'))).toBe('[3,1,"a"]');
    expect(evaluate('set_intersect', dynamic('[1,2,3,2]'), dynamic('[3,2]'), dynamic('[2,3,4]'))).toBe('[2,3]');
    expect(evaluate('set_difference', dynamic('[1,2,3,1]'), dynamic('[3]'), dynamic('[{"a":1}]'))).toBe('[1,2]');
    expect(evaluate('set_union', dynamic('[1]'), dynamic('1'))).toBeNull();
  });

  it('holds the laws of sets', () => {
    const sets = fc.array(fc.integer({ min: 0, max: 5 })).map((items) => dynamic(JSON.stringify(items)));
    fc.assert(
      fc.property(sets, sets, (left, right) => {
        const union = dynamic(String(evaluate('set_union', left, right)));
        const swapped = dynamic(String(evaluate('set_union', right, left)));
        expect(evaluate('set_equals', union, swapped)).toBe(true);
        expect(evaluate('set_difference', left, left)).toBe('[]');
        expect(evaluate('set_equals', dynamic(String(evaluate('set_intersect', left, union))), left)).toBe(true);
      }),
    );
  });

  it('compares sets', () => {
    expect(evaluate('set_equals', dynamic('[1,2,1]'), dynamic('[2,1]'))).toBe(true);
    expect(evaluate('set_equals', dynamic('[1]'), dynamic('[2]'))).toBe(false);
    expect(evaluate('set_has_element', dynamic('["a",2]'), dynamic('2.0'))).toBe(true);
    expect(evaluate('set_has_element', dynamic('["a"]'), text('A'))).toBe(false);
    expect(evaluate('jaccard_index', dynamic('[1,2,3]'), dynamic('[1,2,3,4]'))).toBe(0.75);
    expect(evaluate('jaccard_index', dynamic('[]'), dynamic('[]'))).toBeNaN();
  });
});
