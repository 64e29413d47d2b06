import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { shrinkPng } from '../../../scripts/pictures/smallPng';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

type Color = readonly [red: number, green: number, blue: number];

/** A picture of one row for each filter, whose bytes are those that the filter leaves. */
function pngOf(width: number, rows: readonly (readonly [filter: number, bytes: readonly number[]])[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, 2], 8);
  const data = Buffer.from(rows.flatMap(([filter, bytes]) => [filter, ...bytes]));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(data)), chunk('IEND')]);
}

function chunk(type: string, body: Buffer = Buffer.alloc(0)): Buffer {
  const framed = Buffer.concat([Buffer.alloc(4), Buffer.from(type), body, Buffer.alloc(4)]);
  framed.writeUInt32BE(body.length, 0);
  framed.writeUInt32BE(crc32(framed.subarray(4, -4)), framed.length - 4);
  return framed;
}

/** The colours of a picture with a palette, row by row. */
function colorsOf(png: Buffer): readonly (readonly Color[])[] {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    const end = at + 8 + png.readUInt32BE(at);
    expect(png.readUInt32BE(end)).toBe(crc32(png.subarray(at + 4, end)));
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, end));
  }
  const palette = chunks.get('PLTE') ?? Buffer.alloc(0);
  const width = chunks.get('IHDR')?.readUInt32BE(0) ?? 0;
  const data = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  return Array.from({ length: data.length / (width + 1) }, (_, row) =>
    [...data.subarray(row * (width + 1) + 1, (row + 1) * (width + 1))].map((place): Color => [
      palette[3 * place] ?? -1,
      palette[3 * place + 1] ?? -1,
      palette[3 * place + 2] ?? -1,
    ]),
  );
}

describe('a picture with a palette', () => {
  it('has the colours of the pixels, whichever way their rows were filtered', () => {
    const png = pngOf(2, [
      [0, [10, 20, 30, 40, 50, 60]],
      [1, [1, 2, 3, 1, 1, 1]],
      [2, [1, 0, 0, 0, 0, 255]],
      [3, [100, 100, 100, 0, 0, 0]],
      [4, [5, 0, 0, 0, 7, 0]],
    ]);
    expect(colorsOf(shrinkPng(png))).toEqual([
      [
        [10, 20, 30],
        [40, 50, 60],
      ],
      [
        [1, 2, 3],
        [2, 3, 4],
      ],
      [
        [2, 2, 3],
        [2, 3, 3],
      ],
      [
        [101, 101, 101],
        [51, 52, 52],
      ],
      [
        [106, 101, 101],
        [51, 59, 52],
      ],
    ]);
  });

  it('keeps the 256 commonest colours, and shows each other one as the nearest of them', () => {
    const common = Array.from({ length: 256 }, (_, at) => [at, at, at]);
    const png = pngOf(513, [[0, [...common, ...common, [200, 201, 200]].flat()]]);
    const [row] = colorsOf(shrinkPng(png));
    expect(row?.slice(0, 256)).toEqual(common);
    expect(row?.at(-1)).toEqual([200, 200, 200]);
  });

  it('refuses what is no plain picture of true colours', () => {
    const interlaced = pngOf(1, [[0, [1, 2, 3]]]);
    interlaced[28] = 1;
    expect(() => shrinkPng(interlaced)).toThrow('no plain PNG');
  });
});
