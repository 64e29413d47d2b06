import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from './anyText';
import { xxHash64 } from '../../../../src/engine/scalar/xxhash64';
import { datetime, dynamic, evaluate, guid, long, text } from './evaluateScalar';

describe('encodings', () => {
  it.each([
    ['base64_encode_tostring', 'base64_decode_tostring'],
    ['gzip_compress_to_base64_string', 'gzip_decompress_from_base64_string'],
    ['zlib_compress_to_base64_string', 'zlib_decompress_from_base64_string'],
    ['url_encode', 'url_decode'],
    ['url_encode_component', 'url_decode'],
    ['punycode_from_string', 'punycode_to_string'],
  ])('%s is undone by %s', (encode, decode) => {
    fc.assert(
      fc.property(anyText, (value) => {
        // Punycode of a text with ASCII alone is the text itself, which cannot be told from an encoded one.
        fc.pre(encode !== 'punycode_from_string' || /[^\0-\x7f]/.test(value));
        expect(evaluate(decode, text(String(evaluate(encode, text(value)))))).toBe(value);
      }),
    );
  });

  it.each([
    ['base64_encode_tostring', 'Kusto', 'S3VzdG8='],
    ['base64_decode_tostring', 'S3VzdG8=', 'Kusto'],
    ['base64_decode_tostring', '/w==', ''],
    ['base64_decode_tostring', 'no base64!', ''],
    ['gzip_decompress_from_base64_string', 'S3VzdG8=', ''],
    ['url_encode', 'https://a b/?x=é', 'https%3A%2F%2Fa+b%2F%3Fx%3D%C3%A9'],
    ['url_encode_component', "a b'", 'a%20b%27'],
    ['url_decode', 'https%3a%2f%2fwww.bing.com%2f', 'https://www.bing.com/'],
    ['url_decode', '100%+%ff', '100% %ff'],
    ['punycode_from_string', 'académie-française', 'acadmie-franaise-npb1a'],
    ['punycode_to_string', 'acadmie-franaise-npb1a', 'académie-française'],
    ['punycode_to_string', '!', ''],
    ['punycode_domain_from_string', 'bücher.example', 'xn--bcher-kva.example'],
    ['punycode_domain_to_string', 'xn--bcher-kva.example', 'bücher.example'],
    ['hash_md5', 'World', 'f5a7924e621e84c9280a9a27e1bcb7f6'],
    ['hash_sha1', 'World', '70c07ec18ef89c5309bbb0937f3a6342411e1fdd'],
    ['hash_sha256', 'World', '78ae647dc5544d227130a0682a51e30bc7777fbb6d8a8f17007463a3ecd1d524'],
  ])('%s(%j)', (name, value, expected) => {
    expect(evaluate(name, text(value))).toBe(expected);
  });

  it('goes between base64, bytes and guids', () => {
    expect(evaluate('base64_decode_toarray', text('S3VzdG8='))).toBe('[75,117,115,116,111]');
    expect(evaluate('base64_decode_toarray', text('S3VzdG8'))).toBeNull();
    expect(evaluate('base64_encode_fromarray', dynamic('[75,117,115,116,111]'))).toBe('S3VzdG8=');
    expect(evaluate('base64_encode_fromarray', dynamic('[256]'))).toBe('');
    // .NET's order of bytes, as in the encoding's documented example; the decoding's swaps the third field differently.
    expect(evaluate('base64_decode_toguid', text('JpbpECu8dUy7Pv5gbeJXAA=='))).toBe(
      '10e99626-bc2b-4c75-bb3e-fe606de25700',
    );
    expect(evaluate('base64_encode_fromguid', guid('ae3133f2-6e22-49ae-b06a-16e6a9b212eb'))).toBe(
      '8jMxriJurkmwahbmqbIS6w==',
    );
  });

  it('hashes text and times with xxHash64', () => {
    expect(evaluate('hash', text('World'))).toBe(1846988464401551951n);
    expect(evaluate('hash', text('World'), long(100))).toBe(51n);
    expect(evaluate('hash', datetime('2015-01-01'))).toBe(1380966698541616202n);
    expect(() => evaluate('hash', text('World'), long(0))).toThrow('has to be positive');
    expect(xxHash64(Buffer.from('Nobody inspects the spammish repetition'))).toBe(0xfbcea83c8a378bf1n);
    expect(xxHash64(Buffer.from(''))).toBe(0xef46db3751d8e999n);
  });
});
