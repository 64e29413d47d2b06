import { describe, expect, it } from 'vitest';
import { bool, dynamic, evaluate, long, none, real, text } from './evaluateScalar';

const array = (json: string) => dynamic(json);

describe('array functions', () => {
  it('joins arrays, leaving nulls out', () => {
    expect(evaluate('array_concat', array('[1,2]'), array('null'), array('[[3],"a"]'))).toBe('[1,2,[3],"a"]');
    expect(evaluate('array_concat', array('[1]'), array('1'))).toBeNull();
  });

  it.each<[number, number, string]>([
    [1, 3, '[2,3,4]'],
    [2, -2, '[3,4]'],
    [-3, -1, '[3,4,5]'],
    [0, 100, '[1,2,3,4,5]'],
    [4, 1, '[]'],
  ])('slices from %i to %i', (start, end, expected) => {
    expect(evaluate('array_slice', array('[1,2,3,4,5]'), long(start), long(end))).toBe(expected);
  });

  it('splits at one index or several', () => {
    expect(evaluate('array_split', array('[1,2,3,4,5]'), long(2))).toBe('[[1,2],[3,4,5]]');
    expect(evaluate('array_split', array('[1,2,3,4,5]'), array('[1,-2]'))).toBe('[[1],[2,3],[4,5]]');
    expect(evaluate('array_split', array('[1,2]'), array('[5]'))).toBe('[[1,2],[]]');
  });

  it('finds an item by value, 15 as 15.0', () => {
    expect(evaluate('array_index_of', array('["a","b","a"]'), text('a'))).toBe(0n);
    expect(evaluate('array_index_of', array('["a","b","a"]'), text('a'), long(1))).toBe(2n);
    expect(evaluate('array_index_of', array('["a","b","a"]'), text('a'), long(0), long(-1), long(2))).toBe(2n);
    expect(evaluate('array_index_of', array('["a","b","a"]'), text('a'), long(1), long(1))).toBe(-1n);
    expect(evaluate('array_index_of', array('[5,15]'), real(15))).toBe(1n);
    expect(evaluate('array_index_of', array('[9007199254740993]'), long(9007199254740992n))).toBe(-1n);
    expect(evaluate('array_index_of', array('{}'), long(1))).toBeNull();
  });

  it('turns, shifts, reverses, sums and measures', () => {
    const five = array('[1,2,3,4,5]');
    expect(evaluate('array_rotate_left', five, long(2))).toBe('[3,4,5,1,2]');
    expect(evaluate('array_rotate_right', five, long(7))).toBe('[4,5,1,2,3]');
    expect(evaluate('array_rotate_left', array('[]'), long(1))).toBe('[]');
    expect(evaluate('array_shift_left', five, long(2))).toBe('[3,4,5,null,null]');
    expect(evaluate('array_shift_left', five, long(-2), long(-1))).toBe('[-1,-1,1,2,3]');
    expect(evaluate('array_shift_right', five, long(1), text('x'))).toBe('["x",1,2,3,4]');
    expect(evaluate('array_reverse', five)).toBe('[5,4,3,2,1]');
    expect([evaluate('array_sum', five), evaluate('array_sum', array('[]'))]).toEqual([15, null]);
    expect([evaluate('array_length', five), evaluate('array_length', array('{}'))]).toEqual([5n, null]);
  });

  it('chooses by condition', () => {
    expect(evaluate('array_iff', array('[true,false,1,0,"x",null]'), array('[1,2,3]'), text('no'))).toBe(
      '[1,"no",3,"no",null,null]',
    );
  });

  it('sorts, nulls last unless told otherwise', () => {
    expect(evaluate('array_sort_asc', array('[null,"blue","yellow","green",null]'))).toBe(
      '["blue","green","yellow",null,null]',
    );
    expect(evaluate('array_sort_desc', array('[null,1,10.5,9]'), bool(false))).toBe('[null,10.5,9,1]');
    expect(evaluate('array_sort_asc', array('[9007199254740993,9007199254740992]'))).toBe(
      '[9007199254740992,9007199254740993]',
    );
    expect(evaluate('array_sort_asc_tuple', array('[2,3,1]'), array('["b","c","a"]'), array('[1]'))).toBe(
      '[[1,2,3],["a","b","c"],null]',
    );
    expect(evaluate('array_sort_asc', array('1'))).toBeNull();
  });

  it('makes arrays', () => {
    expect(evaluate('zip', array('[1,3,5]'), array('[2,4]'))).toBe('[[1,2],[3,4],[5,null]]');
    expect(evaluate('repeat', text('a'), long(3))).toBe('["a","a","a"]');
    expect(evaluate('range', long(1), long(8), long(3))).toBe('[1,4,7]');
    expect(evaluate('range', long(3), long(1), long(-1))).toBe('[3,2,1]');
    expect(evaluate('range', long(3), long(1))).toBe('[]');
    expect(evaluate('range', real(1), real(2), real(0.5))).toBe('[1.0,1.5,2.0]');
    expect(evaluate('range', long(1), none('long'))).toBeNull();
    expect(() => evaluate('range', long(1), long(10_000_000))).toThrow('cannot hold more');
    expect(evaluate('pack_array', long(9007199254740993n), none('dynamic'), text('x'))).toBe(
      '[9007199254740993,null,"x"]',
    );
    expect(evaluate('pack_array')).toBe('[]');
  });
});
