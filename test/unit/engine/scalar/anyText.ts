import fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };

/** Strings of any code points that UTF-8 has. */
export const anyText = fc.string({
  unit: fc
    .oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0x10ffff - SURROGATES.count }))
    .map((point) => String.fromCodePoint(point < SURROGATES.first ? point : point + SURROGATES.count)),
});
