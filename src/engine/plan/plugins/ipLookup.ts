import type { BoundNode } from '../../../kusto/boundNode';
import { ipv4Networks, ipv6Networks } from '../../procedures/plugins/ipNetworks';
import type { Environment } from '../environment';
import { QueryFault } from '../notSupported';
import type { Relation } from '../nodes';
import type { Planner } from '../planner';
import { planLookup } from './lookup';
import { columnAt, isTrue, PluginArguments } from './pluginArguments';

/** `ipv4_lookup(Table, Address, Network, ExtraKeys…, return_unmatched)`. */
export function planIpv4Lookup(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  return planIpLookup(
    node,
    input,
    new PluginArguments(node, ['LookupTable', 'SourceIPv4Key', 'IPv4LookupKey']),
    ['SourceIPv4Key', 'IPv4LookupKey'],
    ipv4Networks,
    environment,
    planner,
  );
}

/** `ipv6_lookup(Table, Address, Network, return_unmatched)`; IPv4 addresses are looked up in their IPv6 form. */
export function planIpv6Lookup(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  return planIpLookup(
    node,
    input,
    new PluginArguments(node, ['LookupTable', 'SourceIPv6Key', 'IPv6LookupKey']),
    ['SourceIPv6Key', 'IPv6LookupKey'],
    ipv6Networks,
    environment,
    planner,
  );
}

function planIpLookup(
  node: BoundNode,
  input: Relation,
  args: PluginArguments,
  [own, other]: readonly [string, string],
  find: typeof ipv4Networks,
  environment: Environment,
  planner: Planner,
): Relation {
  const table = planner.relation(args.need('LookupTable'), environment);
  const [key, tableKey] = [args.column(own, input), args.column(other, table)];
  if (key.type !== 'string' || tableKey.type !== 'string') {
    throw new QueryFault('addresses and networks are looked up as strings', node);
  }
  const last = args.rest.at(-1);
  const isFlag = last?.scalarType === 'bool' && last.kind !== 'NameReference';
  const extra = isFlag ? args.rest.slice(0, -1) : args.rest;
  return planLookup(
    {
      node,
      input,
      table,
      keys: [key],
      tableKey,
      equal: extra.map((name) => ({ own: columnAt(name, input), other: columnAt(name, table) })),
      hidesTableKey: false,
      returnsUnmatched: isTrue(args.get('return_unmatched') ?? (isFlag ? last : undefined)),
      find,
      settings: [],
    },
    planner,
  );
}
