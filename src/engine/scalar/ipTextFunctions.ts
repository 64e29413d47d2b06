import { dynamicText } from './dynamicJson';
import { isArray, type DynamicValue } from './dynamicValue';
import { parseIpv4 } from './ipAddress';
import { defineScalar, type ScalarFunction } from './scalarFunction';

/** Four numbers with dots that no letter, digit or dot goes on from. */
const IPV4_IN_TEXT = /(?<![0-9A-Za-z.])\d{1,3}(?:\.\d{1,3}){3}(?![0-9A-Za-z])/g;

/** https://learn.microsoft.com/kusto/query/has-ipv4-function and its kin. */
export const IP_TEXT_FUNCTIONS: readonly ScalarFunction[] = [
  defineScalar({
    name: 'has_ipv4',
    parameters: ['string', 'string'],
    returns: 'bool',
    call: (source, ip) => hasAnyIpv4(source, [ip]),
  }),
  defineScalar({
    name: 'has_any_ipv4',
    parameters: ['string', 'dynamic'],
    returns: 'bool',
    call: (source, ips) => hasAnyIpv4(source, textsOf(ips)),
  }),
  defineScalar({
    name: 'has_any_ipv4',
    parameters: ['string', 'string'],
    rest: 'string',
    returns: 'bool',
    call: (source, ...ips) => hasAnyIpv4(source, ips),
  }),
  defineScalar({
    name: 'has_ipv4_prefix',
    parameters: ['string', 'string'],
    returns: 'bool',
    call: (source, prefix) => hasAnyIpv4Prefix(source, [prefix]),
  }),
  defineScalar({
    name: 'has_any_ipv4_prefix',
    parameters: ['string', 'dynamic'],
    returns: 'bool',
    call: (source, prefixes) => hasAnyIpv4Prefix(source, textsOf(prefixes)),
  }),
  defineScalar({
    name: 'has_any_ipv4_prefix',
    parameters: ['string', 'string'],
    rest: 'string',
    returns: 'bool',
    call: (source, ...prefixes) => hasAnyIpv4Prefix(source, prefixes),
  }),
];

function hasAnyIpv4(source: string, ips: readonly string[]): boolean {
  const wanted = ips.filter((ip) => parseIpv4(ip) !== undefined);
  return addressesIn(source).some((address) => wanted.includes(address));
}

/** A prefix is whole numbers: either an address or octets that end with a dot. */
function hasAnyIpv4Prefix(source: string, prefixes: readonly string[]): boolean {
  const wanted = prefixes.filter((prefix) => /^(?:\d{1,3}\.){1,3}$|^\d{1,3}(?:\.\d{1,3}){3}$/.test(prefix));
  return addressesIn(source).some((address) =>
    wanted.some((prefix) => (prefix.endsWith('.') ? address.startsWith(prefix) : address === prefix)),
  );
}

function addressesIn(source: string): readonly string[] {
  return (source.match(IPV4_IN_TEXT) ?? []).filter((address) => parseIpv4(address) !== undefined);
}

/** The texts of an array, or a text alone. */
export function textsOf(values: DynamicValue): readonly string[] {
  return (isArray(values) ? values : [values]).map(dynamicText);
}
