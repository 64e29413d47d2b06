const MASK = (1n << 64n) - 1n;
const PRIME1 = 0x9e3779b185ebca87n;
const PRIME2 = 0xc2b2ae3d27d4eb4fn;
const PRIME3 = 0x165667b19e3779f9n;
const PRIME4 = 0x85ebca77c2b2ae63n;
const PRIME5 = 0x27d4eb2f165667c5n;

/** The 64-bit xxHash of bytes, unsigned. Source: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md */
export function xxHash64(bytes: Buffer, seed = 0n): bigint {
  let offset = 0;
  let hash = (seed + PRIME5) & MASK;
  if (bytes.length >= 32) {
    let lanes = [seed + PRIME1 + PRIME2, seed + PRIME2, seed, seed - PRIME1].map((lane) => lane & MASK);
    for (; offset + 32 <= bytes.length; offset += 32) {
      const start = offset;
      lanes = lanes.map((lane, index) => round(lane, bytes.readBigUInt64LE(start + index * 8)));
    }
    const [a = 0n, b = 0n, c = 0n, d = 0n] = lanes;
    hash = (rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n)) & MASK;
    for (const lane of lanes) hash = ((hash ^ round(0n, lane)) * PRIME1 + PRIME4) & MASK;
  }
  hash = (hash + BigInt(bytes.length)) & MASK;
  for (; offset + 8 <= bytes.length; offset += 8) {
    hash = (rotate(hash ^ round(0n, bytes.readBigUInt64LE(offset)), 27n) * PRIME1 + PRIME4) & MASK;
  }
  if (offset + 4 <= bytes.length) {
    hash = (rotate(hash ^ ((BigInt(bytes.readUInt32LE(offset)) * PRIME1) & MASK), 23n) * PRIME2 + PRIME3) & MASK;
    offset += 4;
  }
  for (; offset < bytes.length; offset++) {
    hash = (rotate(hash ^ ((BigInt(bytes.readUInt8(offset)) * PRIME5) & MASK), 11n) * PRIME1) & MASK;
  }
  hash = ((hash ^ (hash >> 33n)) * PRIME2) & MASK;
  hash = ((hash ^ (hash >> 29n)) * PRIME3) & MASK;
  return hash ^ (hash >> 32n);
}

function round(lane: bigint, input: bigint): bigint {
  return (rotate((lane + input * PRIME2) & MASK, 31n) * PRIME1) & MASK;
}

function rotate(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & MASK;
}
