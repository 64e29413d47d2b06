import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIpv4, formatIpv6, parseIpv4, parseIpv6 } from '../../../../src/engine/scalar/ipAddress';
import { dynamic, evaluate, long, text } from './evaluateScalar';

describe('addresses', () => {
  it('reads back every address as it was written', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(formatIpv4(parseIpv4(address)?.bits ?? 0n)).toBe(address);
      }),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), (bits) => {
        expect(parseIpv6(formatIpv6(bits))).toEqual({ bits, prefix: 128 });
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        expect(parseIpv6(address)).toBeDefined();
      }),
    );
  });

  it.each([
    '1.2.3',
    '256.1.1.1',
    '1.1.1.1/33',
    '1::2::3',
    '1:2:3:4:5:6:7',
    ':::',
    '12345::',
    'fe80::1/129',
    'text',
    '',
  ])('refuses %j', (address) => {
    expect(parseIpv4(address)).toBeUndefined();
    expect(parseIpv6(address)).toBeUndefined();
  });

  it('turns addresses into numbers and canonical text', () => {
    expect(evaluate('parse_ipv4', text('192.168.1.1'))).toBe(3232235777n);
    expect(evaluate('parse_ipv4', text('192.168.1.1/24'))).toBe(3232235776n);
    expect(evaluate('parse_ipv4_mask', text('127.0.0.1'), long(24))).toBe(2130706432n);
    expect(evaluate('parse_ipv4', text('x'))).toBeNull();
    expect(evaluate('parse_ipv6', text('192.168.255.255/24'))).toBe('0000:0000:0000:0000:0000:ffff:c0a8:ff00');
    expect(evaluate('parse_ipv6', text('::ffff:192.168.1.1'))).toBe('0000:0000:0000:0000:0000:ffff:c0a8:0101');
    expect(evaluate('parse_ipv6_mask', text('fe80::85d:e82c:9446:7994'), long(120))).toBe(
      'fe80:0000:0000:0000:085d:e82c:9446:7900',
    );
    expect(evaluate('parse_ipv6', text('x'))).toBe('');
    expect(evaluate('format_ipv4', text('192.168.1.255'), long(24))).toBe('192.168.1.0');
    expect(evaluate('format_ipv4', long(3232236031))).toBe('192.168.1.255');
    expect(evaluate('format_ipv4_mask', text('192.168.1.255/30'), long(24))).toBe('192.168.1.0/24');
    expect(evaluate('format_ipv4', long(-1))).toBe('');
    expect(evaluate('ipv4_netmask_suffix', text('10.1.2.3/16'))).toBe(16n);
  });

  it.each<[string, string, number | undefined, bigint | null]>([
    ['192.168.1.1/24', '192.168.1.255', undefined, 0n],
    ['192.168.1.1', '192.168.1.2', undefined, -1n],
    ['192.168.1.2', '192.168.1.1', undefined, 1n],
    ['192.168.1.1', '192.168.1.0', 31, 0n],
    ['192.168.1.1/24', '192.168.1.255', 31, 0n],
    ['192.168.1.1', 'x', undefined, null],
    ['192.168.1.1', '192.168.1.2', 33, null],
  ])('ipv4_compare(%s, %s, %s)', (left, right, prefix, expected) => {
    const more = prefix === undefined ? [] : [long(prefix)];
    expect(evaluate('ipv4_compare', text(left), text(right), ...more)).toBe(expected);
    expect(evaluate('ipv4_is_match', text(left), text(right), ...more)).toBe(
      expected === null ? null : expected === 0n,
    );
  });

  it.each<[string, string, number | undefined, bigint]>([
    ['192.168.1.1', '::ffff:c0a8:0101', undefined, 0n],
    ['192.168.1.1/24', '::ffff:c0a8:01ff', undefined, 0n],
    ['fe80::85d:e82c:9446:7994/127', 'fe80::85d:e82c:9446:7998', 120, 0n],
    ['fe80::85d:e82c:9446:7994', 'fe80::85d:e82c:9446:7995', undefined, -1n],
    ['192.168.1.1', '192.168.1.0', 31, 0n],
    ['::ffff:c0a8:0101', '192.168.1.255', 120, 0n],
  ])('ipv6_compare(%s, %s, %s)', (left, right, prefix, expected) => {
    const more = prefix === undefined ? [] : [long(prefix)];
    expect(evaluate('ipv6_compare', text(left), text(right), ...more)).toBe(expected);
  });

  it('knows what lies in a range', () => {
    expect(evaluate('ipv4_is_in_range', text('192.168.1.6'), text('192.168.1.1/24'))).toBe(true);
    expect(evaluate('ipv4_is_in_range', text('192.168.2.6'), text('192.168.1.1/24'))).toBe(false);
    expect(evaluate('ipv4_is_in_any_range', text('10.1.2.3'), text('192.168.1.1/24'), text('10.0.0.1/8'))).toBe(true);
    expect(evaluate('ipv4_is_in_any_range', text('1.1.1.1'), dynamic('["10.0.0.0/8","bad"]'))).toBe(false);
    expect(evaluate('ipv4_is_in_any_range', text('bad'), dynamic('["10.0.0.0/8"]'))).toBeNull();
    expect(evaluate('ipv6_is_in_range', text('a5e:f127::abcd'), text('a5e:f127::/112'))).toBe(true);
    expect(
      ['10.1.2.3', '172.31.0.1', '172.32.0.1', '192.168.1.1/24', '10.0.0.0/7'].map((ip) =>
        evaluate('ipv4_is_private', text(ip)),
      ),
    ).toEqual([true, true, false, true, false]);
  });

  it('covers a span of addresses with the fewest ranges', () => {
    expect(evaluate('ipv4_range_to_cidr_list', text('1.1.128.0'), text('1.1.140.255'))).toBe(
      '["1.1.128.0/21","1.1.136.0/22","1.1.140.0/24"]',
    );
    expect(evaluate('ipv4_range_to_cidr_list', text('0.0.0.0'), text('255.255.255.255'))).toBe('["0.0.0.0/0"]');
    expect(evaluate('ipv4_range_to_cidr_list', text('2.0.0.0'), text('1.0.0.0'))).toBeNull();
  });

  it('finds whole addresses in text', () => {
    const line = text('05:04:54 127.0.0.1 GET /favicon.ico 404 (10.0.0.12)');
    expect(evaluate('has_ipv4', line, text('127.0.0.1'))).toBe(true);
    expect(evaluate('has_ipv4', line, text('10.0.0.1'))).toBe(false);
    expect(evaluate('has_ipv4', text('127.0.0.256'), text('127.0.0.256'))).toBe(false);
    expect(evaluate('has_any_ipv4', line, text('1.1.1.1'), text('10.0.0.12'))).toBe(true);
    expect(evaluate('has_any_ipv4', line, dynamic('["1.1.1.1"]'))).toBe(false);
    expect(evaluate('has_ipv4_prefix', line, text('127.0.'))).toBe(true);
    expect(evaluate('has_ipv4_prefix', line, text('127.0'))).toBe(false);
    expect(evaluate('has_any_ipv4_prefix', line, dynamic('["172.16.","10.0.0."]'))).toBe(true);
  });
});
