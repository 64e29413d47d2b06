import type { EngineValue } from '../../engineAnswer';
import { parseIpv4, parseIpv6, type IpAddress } from '../../scalar/ipAddress';
import { PAUSE, type Procedure, type Row } from '../procedure';

const ADDRESSES_BETWEEN_PAUSES = 10_000;

/** The networks that each address is in: inputs are addresses, and numbers with networks; it yields address and number. */
export const ipv4Networks: Procedure = (inputs) => findNetworks(inputs, parseIpv4, 32);
export const ipv6Networks: Procedure = (inputs) => findNetworks(inputs, parseIpv6, 128);

function* findNetworks(
  [addresses = [], networks = []]: readonly (readonly Row[])[],
  parse: (text: string) => IpAddress | undefined,
  width: number,
): Generator<Row | typeof PAUSE> {
  const index = new NetworkIndex(width);
  for (const [number = null, text] of networks) {
    const network = parse(String(text));
    if (network !== undefined) index.add(network, number);
  }
  for (const [position, [text = null]] of addresses.entries()) {
    if (position % ADDRESSES_BETWEEN_PAUSES === 0) yield PAUSE;
    const address = parse(String(text));
    if (address === undefined) continue;
    for (const number of index.matchesOf(address)) yield [text, number];
  }
}

/** Networks by the length of their prefix, then by its bits. */
class NetworkIndex {
  private readonly byPrefix = new Map<number, Map<bigint, EngineValue[]>>();

  constructor(private readonly width: number) {}

  add({ bits, prefix }: IpAddress, number: EngineValue): void {
    const networks = this.byPrefix.get(prefix) ?? new Map<bigint, EngineValue[]>();
    this.byPrefix.set(prefix, networks);
    const key = this.leading(bits, prefix);
    const known = networks.get(key);
    if (known === undefined) networks.set(key, [number]);
    else known.push(number);
  }

  /** Two match where the shorter of their prefixes is equal; the longest prefixes come first. */
  *matchesOf({ bits, prefix }: IpAddress): Generator<EngineValue> {
    for (const [length, networks] of [...this.byPrefix].sort(([a], [b]) => b - a)) {
      if (length <= prefix) {
        yield* networks.get(this.leading(bits, length)) ?? [];
        continue;
      }
      const range = this.leading(bits, prefix);
      for (const [network, numbers] of networks) {
        if (network >> BigInt(length - prefix) === range) yield* numbers;
      }
    }
  }

  private leading(bits: bigint, prefix: number): bigint {
    return bits >> BigInt(this.width - prefix);
  }
}
