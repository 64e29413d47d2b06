import { formatIpv4, formatIpv6, maskIpv4, maskIpv6, parseIpv4, parseIpv6, type IpAddress } from './ipAddress';
import { textsOf } from './ipTextFunctions';
import { defineScalar, type ScalarFunction } from './scalarFunction';

const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap((range) => parseIpv4(range) ?? []);
const MOST_REMEMBERED = 10_000;
const parsedRanges = new Map<string, IpAddress | undefined>();

/** https://learn.microsoft.com/kusto/query/parse-ipv4-function */
const parseIpv4Function = defineScalar({
  name: 'parse_ipv4',
  parameters: ['string'],
  returns: 'long',
  call(text) {
    const ip = parseIpv4(text);
    return ip === undefined ? null : maskIpv4(ip.bits, ip.prefix);
  },
});

/** https://learn.microsoft.com/kusto/query/parse-ipv4-mask-function */
const parseIpv4Mask = defineScalar({
  name: 'parse_ipv4_mask',
  parameters: ['string', 'long'],
  returns: 'long',
  call(text, prefix) {
    const ip = parseIpv4(text);
    return ip === undefined || !isPrefix(prefix, 32) ? null : maskIpv4(ip.bits, Math.min(ip.prefix, Number(prefix)));
  },
});

/** https://learn.microsoft.com/kusto/query/parse-ipv6-function: empty where the text is no address. */
const parseIpv6Function = defineScalar({
  name: 'parse_ipv6',
  parameters: ['string'],
  returns: 'string',
  call(text) {
    const ip = parseIpv6(text);
    return ip === undefined ? '' : formatIpv6(maskIpv6(ip.bits, ip.prefix));
  },
});

/** https://learn.microsoft.com/kusto/query/parse-ipv6-mask-function */
const parseIpv6Mask = defineScalar({
  name: 'parse_ipv6_mask',
  parameters: ['string', 'long'],
  returns: 'string',
  call(text, prefix) {
    const ip = parseIpv6(text);
    if (ip === undefined || !isPrefix(prefix, 128)) return '';
    return formatIpv6(maskIpv6(ip.bits, Math.min(ip.prefix, Number(prefix))));
  },
});

interface Family {
  readonly name: string;
  readonly width: number;
  readonly parse: (text: string) => IpAddress | undefined;
  readonly mask: (bits: bigint, prefix: number) => bigint;
}

const IPV4: Family = { name: 'ipv4', width: 32, parse: parseIpv4, mask: maskIpv4 };
const IPV6: Family = { name: 'ipv6', width: 128, parse: parseIpv6, mask: maskIpv6 };

/** https://learn.microsoft.com/kusto/query/ipv4-compare-function and its kin: the shortest prefix counts. */
const comparisonFunctions = [IPV4, IPV6].flatMap((family) => [
  defineScalar({
    name: `${family.name}_compare`,
    parameters: ['string', 'string'],
    optional: ['long'],
    returns: 'long',
    call: (left, right, prefix) => compareIps(family, left, right, prefix) ?? null,
  }),
  defineScalar({
    name: `${family.name}_is_match`,
    parameters: ['string', 'string'],
    optional: ['long'],
    returns: 'bool',
    call(left, right, prefix) {
      const order = compareIps(family, left, right, prefix);
      return order === undefined ? null : order === 0n;
    },
  }),
  defineScalar({
    name: `${family.name}_is_in_range`,
    parameters: ['string', 'string'],
    returns: 'bool',
    call(text, rangeText) {
      const ip = family.parse(text);
      const range = family.parse(rangeText);
      return ip === undefined || range === undefined ? null : isInRange(family, ip, range);
    },
  }),
  defineScalar({
    name: `${family.name}_is_in_any_range`,
    parameters: ['string', 'dynamic'],
    returns: 'bool',
    call: (text, ranges) => isInAnyRange(family, text, textsOf(ranges)),
  }),
  defineScalar({
    name: `${family.name}_is_in_any_range`,
    parameters: ['string', 'string'],
    rest: 'string',
    returns: 'bool',
    call: (text, ...ranges) => isInAnyRange(family, text, ranges),
  }),
]);

/** https://learn.microsoft.com/kusto/query/ipv4-is-private-function */
const ipv4IsPrivate = defineScalar({
  name: 'ipv4_is_private',
  parameters: ['string'],
  returns: 'bool',
  call(text) {
    const ip = parseIpv4(text);
    if (ip === undefined) return null;
    return PRIVATE_RANGES.some((range) => ip.prefix >= range.prefix && isInRange(IPV4, ip, range));
  },
});

/** https://learn.microsoft.com/kusto/query/ipv4-netmask-suffix-function */
const ipv4NetmaskSuffix = defineScalar({
  name: 'ipv4_netmask_suffix',
  parameters: ['string'],
  returns: 'long',
  call(text) {
    const ip = parseIpv4(text);
    return ip === undefined ? null : BigInt(ip.prefix);
  },
});

/** The fewest ranges that cover two addresses and all between. https://learn.microsoft.com/kusto/query/ipv4-range-to-cidr-list-function */
const ipv4RangeToCidrList = defineScalar({
  name: 'ipv4_range_to_cidr_list',
  parameters: ['string', 'string'],
  returns: 'dynamic',
  call(startText, endText) {
    const start = parseIpv4(startText);
    const end = parseIpv4(endText);
    if (start === undefined || end === undefined || start.bits > end.bits) return null;
    const ranges: string[] = [];
    for (let next = start.bits; next <= end.bits;) {
      let prefix = 32;
      while (prefix > 0 && maskIpv4(next, prefix - 1) === next && next + rangeSize(prefix - 1) - 1n <= end.bits)
        prefix--;
      ranges.push(`${formatIpv4(next)}/${prefix}`);
      next += rangeSize(prefix);
    }
    return ranges;
  },
});

/** https://learn.microsoft.com/kusto/query/format-ipv4-function and its kin, of a number or a text. */
const formatFunctions = [
  { name: 'format_ipv4', write: (bits: bigint) => formatIpv4(bits) },
  { name: 'format_ipv4_mask', write: (bits: bigint, prefix: number) => `${formatIpv4(bits)}/${prefix}` },
].flatMap(({ name, write }) => {
  const format = (ip: IpAddress | undefined, prefix: bigint | undefined): string => {
    if (ip === undefined || (prefix !== undefined && !isPrefix(prefix, 32))) return '';
    const length = Math.min(ip.prefix, Number(prefix ?? 32n));
    return write(maskIpv4(ip.bits, length), length);
  };
  return [
    defineScalar({
      name,
      parameters: ['string'],
      optional: ['long'],
      returns: 'string',
      call: (text, prefix) => format(parseIpv4(text), prefix),
    }),
    defineScalar({
      name,
      parameters: ['long'],
      optional: ['long'],
      returns: 'string',
      call: (bits, prefix) => format(bits >= 0n && bits < 2n ** 32n ? { bits, prefix: 32 } : undefined, prefix),
    }),
  ];
});

export const IP_FUNCTIONS: readonly ScalarFunction[] = [
  parseIpv4Function,
  parseIpv4Mask,
  parseIpv6Function,
  parseIpv6Mask,
  ...comparisonFunctions,
  ipv4IsPrivate,
  ipv4NetmaskSuffix,
  ipv4RangeToCidrList,
  ...formatFunctions,
];

function compareIps(
  family: Family,
  leftText: string,
  rightText: string,
  prefix: bigint | undefined,
): bigint | undefined {
  const left = family.parse(leftText);
  const right = family.parse(rightText);
  if (left === undefined || right === undefined) return undefined;
  if (prefix !== undefined && !isPrefix(prefix, family.width)) return undefined;
  // A prefix given beside two IPv4 addresses counts their 32 bits.
  const isIpv4Prefix = family === IPV6 && parseIpv4(leftText) !== undefined && parseIpv4(rightText) !== undefined;
  const given = prefix === undefined ? family.width : Number(prefix) + (isIpv4Prefix && prefix <= 32n ? 96 : 0);
  const shortest = Math.min(left.prefix, right.prefix, given);
  const difference = family.mask(left.bits, shortest) - family.mask(right.bits, shortest);
  return difference < 0n ? -1n : difference > 0n ? 1n : 0n;
}

function isInRange(family: Family, ip: IpAddress, range: IpAddress): boolean {
  return family.mask(ip.bits, range.prefix) === family.mask(range.bits, range.prefix);
}

function isInAnyRange(family: Family, text: string, ranges: readonly string[]): boolean | null {
  const ip = family.parse(text);
  if (ip === undefined) return null;
  return ranges.some((rangeText) => {
    const range = parseRange(family, rangeText);
    return range !== undefined && isInRange(family, ip, range);
  });
}

/** Ranges are mostly the same for every row: each is parsed once. */
function parseRange(family: Family, text: string): IpAddress | undefined {
  const key = `${family.name} ${text}`;
  if (parsedRanges.has(key)) return parsedRanges.get(key);
  if (parsedRanges.size >= MOST_REMEMBERED) parsedRanges.clear();
  const range = family.parse(text);
  parsedRanges.set(key, range);
  return range;
}

function rangeSize(prefix: number): bigint {
  return 1n << BigInt(32 - prefix);
}

function isPrefix(prefix: bigint, width: number): boolean {
  return prefix >= 0n && prefix <= BigInt(width);
}
