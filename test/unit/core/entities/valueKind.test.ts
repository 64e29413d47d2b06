import { describe, expect, it } from 'vitest';
import { valueKindOf } from '../../../../src/core/entities/valueKind';

const RECOGNISED: Readonly<Record<string, readonly string[]>> = {
  'MD5 hash': ['d41d8cd98f00b204e9800998ecf8427e'],
  'SHA-1 hash': ['DA39A3EE5E6B4B0D3255BFEF95601890AFD80709'],
  'SHA-256 hash': ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  'IPv4 address': ['0.0.0.0', '192.168.1.255'],
  'IPv6 address': ['::', '::1', 'fe80::1ff:fe23:4567:890a', '2001:db8:0:0:0:0:0:1', '::ffff:192.0.2.1'],
  URL: ['https://contoso.com/a?b=c', 'HTTP://x'],
  'mail address': ['ada@contoso.com'],
  GUID: ['6f1b1c2d-0000-4000-8000-0123456789ab', '{6F1B1C2D-0000-4000-8000-0123456789AB}'],
  'security identifier': ['S-1-5-18', 'S-1-5-21-1-2-3-500'],
  Base64: ['SQBFAFgAIAAoAE4AZQB3AC0ATwBiAGoAZQBjAHQA', 'cG93ZXJzaGVsbC5leGUgLW5vcCAtdyBoaWRkZW4='],
};

describe('the kind of a value', () => {
  it.each(Object.entries(RECOGNISED))('is %s', (kind, texts) => {
    expect(texts.map((text) => valueKindOf('string', text))).toEqual(texts.map(() => kind));
  });

  it.each([
    '',
    'powershell.exe',
    '256.1.1.1',
    '1.2.3',
    '1.2.3.4.',
    '12:30:45',
    'a::b::c',
    'javascript:alert(1)',
    'https://',
    'ada@contoso',
    'InternationalizationConfiguration',
    'x'.repeat(10_000),
  ])('is none for %j', (text) => {
    expect(valueKindOf('string', text)).toBeUndefined();
  });

  it('is none for what is no text', () => {
    expect(valueKindOf('guid', '6f1b1c2d-0000-4000-8000-0123456789ab')).toBeUndefined();
  });

  it('takes no longer for a long text that nearly is one', () => {
    expect(valueKindOf('string', `${'Aa1'.repeat(680)}!`)).toBeUndefined();
  });
});
