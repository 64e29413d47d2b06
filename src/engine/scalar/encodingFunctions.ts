import { createHash } from 'node:crypto';
import { domainToASCII, domainToUnicode } from 'node:url';
import { gunzipSync, gzipSync, inflateSync, deflateSync } from 'node:zlib';
import { isArray } from './dynamicValue';
import { decodeUtf8, percentDecode, percentEncode } from './percentEncoding';
import { decodePunycode, encodePunycode } from './punycode';
import { aliasScalar, defineScalar, ScalarFunctionError, type ScalarFunction } from './scalarFunction';
import { xxHash64 } from './xxhash64';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** More than this is refused, so that a few bytes cannot fill the memory. */
const LONGEST_UNPACKED = 64 * 1024 * 1024;

/** https://learn.microsoft.com/kusto/query/base64-encode-tostring-function */
const base64Encode = defineScalar({
  name: 'base64_encode_tostring',
  parameters: ['string'],
  returns: 'string',
  call: (text) => Buffer.from(text).toString('base64'),
});

/** Empty where the bytes are no UTF-8. https://learn.microsoft.com/kusto/query/base64-decode-tostring-function */
const base64Decode = defineScalar({
  name: 'base64_decode_tostring',
  parameters: ['string'],
  returns: 'string',
  call(text) {
    const bytes = base64Bytes(text);
    return bytes === undefined ? '' : (decodeUtf8(bytes) ?? '');
  },
});

/** https://learn.microsoft.com/kusto/query/base64-decode-toarray-function */
const base64DecodeToArray = defineScalar({
  name: 'base64_decode_toarray',
  parameters: ['string'],
  returns: 'dynamic',
  call(text) {
    const bytes = base64Bytes(text);
    return bytes === undefined ? null : Array.from(bytes, BigInt);
  },
});

/** https://learn.microsoft.com/kusto/query/base64-encode-fromarray-function */
const base64EncodeFromArray = defineScalar({
  name: 'base64_encode_fromarray',
  parameters: ['dynamic'],
  returns: 'string',
  call(array) {
    const bytes = isArray(array) ? array.map(Number) : [NaN];
    return bytes.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255)
      ? Buffer.from(bytes).toString('base64')
      : '';
  },
});

/** https://learn.microsoft.com/kusto/query/base64-decode-toguid-function */
const base64DecodeToGuid = defineScalar({
  name: 'base64_decode_toguid',
  parameters: ['string'],
  returns: 'guid',
  call(text) {
    const bytes = base64Bytes(text);
    return bytes?.length === 16 ? guidText(bytes) : null;
  },
});

/** https://learn.microsoft.com/kusto/query/base64-encode-fromguid-function */
const base64EncodeFromGuid = defineScalar({
  name: 'base64_encode_fromguid',
  parameters: ['guid'],
  returns: 'string',
  call: (guid) => swapGuidBytes(Buffer.from(guid.replaceAll('-', ''), 'hex')).toString('base64'),
});

const gzipCompress = defineScalar({
  name: 'gzip_compress_to_base64_string',
  parameters: ['string'],
  returns: 'string',
  call: (text) => gzipSync(text).toString('base64'),
});

const gzipDecompress = defineScalar({
  name: 'gzip_decompress_from_base64_string',
  parameters: ['string'],
  returns: 'string',
  call: (text) => unpack(text, (bytes) => gunzipSync(bytes, { maxOutputLength: LONGEST_UNPACKED })),
});

const zlibCompress = defineScalar({
  name: 'zlib_compress_to_base64_string',
  parameters: ['string'],
  returns: 'string',
  call: (text) => deflateSync(text).toString('base64'),
});

const zlibDecompress = defineScalar({
  name: 'zlib_decompress_from_base64_string',
  parameters: ['string'],
  returns: 'string',
  call: (text) => unpack(text, (bytes) => inflateSync(bytes, { maxOutputLength: LONGEST_UNPACKED })),
});

/** https://learn.microsoft.com/kusto/query/url-encode-function: a space becomes a plus. */
const urlEncode = defineScalar({
  name: 'url_encode',
  parameters: ['string'],
  returns: 'string',
  call: (text) => percentEncode(text).replaceAll('%20', '+'),
});

/** https://learn.microsoft.com/kusto/query/url-encode-component-function: a space becomes %20. */
const urlEncodeComponent = defineScalar({
  name: 'url_encode_component',
  parameters: ['string'],
  returns: 'string',
  call: (text) => percentEncode(text),
});

/** https://learn.microsoft.com/kusto/query/url-decode-function */
const urlDecode = defineScalar({
  name: 'url_decode',
  parameters: ['string'],
  returns: 'string',
  call: (text) => percentDecode(text.replaceAll('+', ' ')),
});

/** https://learn.microsoft.com/kusto/query/hash-md5-function and its kin, over the UTF-8 bytes of the value's text. */
const digestFunctions = ['md5', 'sha1', 'sha256'].map((algorithm) =>
  defineScalar({
    name: `hash_${algorithm}`,
    parameters: ['string'],
    returns: 'string',
    call: (text) => createHash(algorithm).update(text).digest('hex'),
  }),
);

/** xxHash64 of a text's UTF-8 bytes or of a number's eight bytes. https://learn.microsoft.com/kusto/query/hash-function */
const hashFunctions = ['hash', 'hash_xxhash64'].flatMap((name) => [
  defineScalar({
    name,
    parameters: ['string'],
    optional: ['long'],
    returns: 'long',
    call: (text, modulus) => reduceHash(xxHash64(Buffer.from(text)), modulus),
  }),
  ...(['long', 'datetime', 'timespan'] as const).map((type) =>
    defineScalar({
      name,
      parameters: [type],
      optional: ['long'],
      returns: 'long',
      call(value, modulus) {
        const bytes = Buffer.alloc(8);
        bytes.writeBigInt64LE(value);
        return reduceHash(xxHash64(bytes), modulus);
      },
    }),
  ),
]);

/** https://learn.microsoft.com/kusto/query/punycode-from-string-function and its kin. */
const punycodeFunctions = [
  defineScalar({
    name: 'punycode_from_string',
    parameters: ['string'],
    returns: 'string',
    call: (text) => encodePunycode(text),
  }),
  defineScalar({
    name: 'punycode_to_string',
    parameters: ['string'],
    returns: 'string',
    call: (text) => decodePunycode(text) ?? '',
  }),
  defineScalar({
    name: 'punycode_domain_from_string',
    parameters: ['string'],
    returns: 'string',
    call: (text) => domainToASCII(text),
  }),
  defineScalar({
    name: 'punycode_domain_to_string',
    parameters: ['string'],
    returns: 'string',
    call: (text) => domainToUnicode(text),
  }),
];

export const ENCODING_FUNCTIONS: readonly ScalarFunction[] = [
  base64Encode,
  aliasScalar('base64_encodestring', base64Encode),
  base64Decode,
  aliasScalar('base64_decodestring', base64Decode),
  base64DecodeToArray,
  base64EncodeFromArray,
  base64DecodeToGuid,
  base64EncodeFromGuid,
  gzipCompress,
  gzipDecompress,
  zlibCompress,
  zlibDecompress,
  urlEncode,
  urlEncodeComponent,
  urlDecode,
  ...digestFunctions,
  ...hashFunctions,
  ...punycodeFunctions,
];

function base64Bytes(text: string): Buffer | undefined {
  return BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
}

function unpack(text: string, decompress: (bytes: Buffer) => Buffer): string {
  const bytes = base64Bytes(text);
  if (bytes === undefined) return '';
  try {
    return decodeUtf8(decompress(bytes)) ?? '';
  } catch {
    return '';
  }
}

/** The first three fields of a guid are little-endian in bytes. */
function swapGuidBytes(bytes: Uint8Array): Buffer {
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Buffer.from(order.map((from) => bytes[from] ?? 0));
}

function guidText(bytes: Uint8Array): string {
  return swapGuidBytes(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function reduceHash(hash: bigint, modulus: bigint | undefined): bigint {
  if (modulus === undefined) return BigInt.asIntN(64, hash);
  if (modulus <= 0n) throw new ScalarFunctionError('hash(): the modulus has to be positive.');
  return hash % modulus;
}
