/** An IPv4 address or range as 32 bits, or an IPv6 one as 128; `prefix` is how many leading bits count. */
export interface IpAddress {
  readonly bits: bigint;
  readonly prefix: number;
}

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,3}))?$/;
const IPV6 = /^([0-9a-f:]+)(?:(?<=:)(\d{1,3}(?:\.\d{1,3}){3}))?(?:%[\w.-]+)?(?:\/(\d{1,3}))?$/i;
const IPV4_WIDTH = 32;
const IPV6_WIDTH = 128;
/** Where the IPv4 addresses lie in IPv6: ::ffff:0:0/96. */
const MAPPED_IPV4 = 0xffff_0000_0000n;
const MAPPED_PREFIX = 96;

/** Parses `192.168.1.1` or `192.168.1.0/24`. */
export function parseIpv4(text: string): IpAddress | undefined {
  const match = IPV4.exec(text.trim());
  if (match === null) return undefined;
  const octets = match.slice(1, 5).map(Number);
  const prefix = match[5] === undefined ? IPV4_WIDTH : Number(match[5]);
  if (octets.some((octet) => octet > 255) || prefix > IPV4_WIDTH) return undefined;
  return { bits: BigInt(octets.reduce((bits, octet) => bits * 256 + octet, 0)), prefix };
}

/** Parses an IPv6 address or range; an IPv4 one becomes its IPv6 form. */
export function parseIpv6(text: string): IpAddress | undefined {
  const ipv4 = parseIpv4(text);
  if (ipv4 !== undefined) return { bits: MAPPED_IPV4 + ipv4.bits, prefix: MAPPED_PREFIX + ipv4.prefix };
  const [, groups, tail, prefixText] = IPV6.exec(text.trim()) ?? [];
  if (groups === undefined) return undefined;
  const tailBits = tail === undefined ? undefined : parseIpv4(tail)?.bits;
  if (tail !== undefined && tailBits === undefined) return undefined;
  const bits = parseGroups(
    tailBits === undefined ? groups : `${groups}${hexadecimal(tailBits >> 16n)}:${hexadecimal(tailBits & 0xffffn)}`,
  );
  const prefix = prefixText === undefined ? IPV6_WIDTH : Number(prefixText);
  return bits === undefined || prefix > IPV6_WIDTH ? undefined : { bits, prefix };
}

/** The bits of an IPv4 address with all but the leading ones cleared. */
export function maskIpv4(bits: bigint, prefix: number): bigint {
  const shift = BigInt(IPV4_WIDTH - prefix);
  return (bits >> shift) << shift;
}

/** The bits of an IPv6 address with all but the leading ones cleared. */
export function maskIpv6(bits: bigint, prefix: number): bigint {
  const shift = BigInt(IPV6_WIDTH - prefix);
  return (bits >> shift) << shift;
}

export function formatIpv4(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 255n)).join('.');
}

/** All eight groups with four digits each, as `parse_ipv6` answers. */
export function formatIpv6(bits: bigint): string {
  return Array.from({ length: 8 }, (_, index) => hexadecimal((bits >> BigInt(112 - index * 16)) & 0xffffn)).join(':');
}

function parseGroups(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [front = [], back] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - front.length - (back?.length ?? 0);
  if (back === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...front, ...Array.from({ length: missing }, () => '0'), ...(back ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((bits, group) => bits * 65536n + BigInt(`0x${group}`), 0n);
}

function hexadecimal(group: bigint): string {
  return group.toString(16).padStart(4, '0');
}
