import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const CHUNK_FRAME = 12;
const TRUECOLOR = 2;
const TRUECOLOR_WITH_ALPHA = 6;
const PALETTE = 3;
const MOST_COLORS = 256;

/** Pixels as red, green and blue, a byte each, row by row. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/**
 * Writes a picture of a screen anew with a palette, which takes about a third of the bytes. Where it has more than 256
 * colours, the rarest ones become the nearest of those that stay.
 * @param png 8 bits a channel, not interlaced, with nothing see-through: a screenshot
 */
export function shrinkPng(png: Buffer): Buffer {
  const pixels = readPixels(png);
  const { colors, indexes } = indexColors(pixels);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels.width, 0);
  header.writeUInt32BE(pixels.height, 4);
  header.set([8, PALETTE], 8);
  const palette = Buffer.from(colors.flatMap((color) => [color >> 16, (color >> 8) & 0xff, color & 0xff]));
  const rows = Buffer.alloc((pixels.width + 1) * pixels.height);
  for (let row = 0; row < pixels.height; row++) {
    rows.set(indexes.subarray(row * pixels.width, (row + 1) * pixels.width), row * (pixels.width + 1) + 1);
  }
  return Buffer.concat([
    SIGNATURE,
    writeChunk('IHDR', header),
    writeChunk('PLTE', palette),
    writeChunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    writeChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The palette, commonest colour first, and the place in it of each pixel's colour. */
function indexColors({ bytes }: Pixels): { readonly colors: readonly number[]; readonly indexes: Uint8Array } {
  const counts = new Map<number, number>();
  const colorAt = (pixel: number): number =>
    ((bytes[3 * pixel] ?? 0) << 16) | ((bytes[3 * pixel + 1] ?? 0) << 8) | (bytes[3 * pixel + 2] ?? 0);
  const indexes = new Uint8Array(bytes.length / 3);
  for (let pixel = 0; pixel < indexes.length; pixel++) {
    const color = colorAt(pixel);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const byCount = [...counts].sort(([, a], [, b]) => b - a).map(([color]) => color);
  const colors = byCount.slice(0, MOST_COLORS);
  const places = new Map(colors.map((color, place) => [color, place]));
  for (const color of byCount.slice(MOST_COLORS)) places.set(color, nearest(color, colors));
  for (let pixel = 0; pixel < indexes.length; pixel++) indexes[pixel] = places.get(colorAt(pixel)) ?? 0;
  return { colors, indexes };
}

function nearest(color: number, colors: readonly number[]): number {
  let best = 0;
  let least = Infinity;
  for (const [place, candidate] of colors.entries()) {
    const red = (color >> 16) - (candidate >> 16);
    const green = ((color >> 8) & 0xff) - ((candidate >> 8) & 0xff);
    const blue = (color & 0xff) - (candidate & 0xff);
    const distance = red * red + green * green + blue * blue;
    if (distance >= least) continue;
    least = distance;
    best = place;
  }
  return best;
}

function readPixels(png: Buffer): Pixels {
  let header: Buffer | undefined;
  const data: Buffer[] = [];
  for (let at = SIGNATURE.length; at < png.length; at += png.readUInt32BE(at) + CHUNK_FRAME) {
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    if (type === 'IHDR') header = body;
    else if (type === 'IDAT') data.push(body);
  }
  if (header?.[8] !== 8 || header[12] !== 0) throw new Error('This is no plain PNG of 8 bits.');
  const channels = channelsOf(header[9]);
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const lines = unfilter(inflateSync(Buffer.concat(data)), width * channels, channels);
  const bytes = new Uint8Array(3 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    bytes.set(lines.subarray(pixel * channels, pixel * channels + 3), 3 * pixel);
  }
  return { width, height, bytes };
}

function channelsOf(colorType: number | undefined): number {
  if (colorType === TRUECOLOR) return 3;
  if (colorType === TRUECOLOR_WITH_ALPHA) return 4;
  throw new Error('This is no PNG of true colours.');
}

/** Undoes what PNG does to each row before it is compressed. Source: the PNG specification, part 9. */
function unfilter(filtered: Buffer, rowLength: number, step: number): Uint8Array {
  const rowCount = filtered.length / (rowLength + 1);
  const rows = new Uint8Array(rowLength * rowCount);
  for (let row = 0; row < rowCount; row++) {
    const filter = filtered[row * (rowLength + 1)] ?? 0;
    for (let column = 0; column < rowLength; column++) {
      const at = row * rowLength + column;
      const left = column < step ? 0 : (rows[at - step] ?? 0);
      const above = row === 0 ? 0 : (rows[at - rowLength] ?? 0);
      const corner = row === 0 || column < step ? 0 : (rows[at - rowLength - step] ?? 0);
      rows[at] = (filtered[at + row + 1] ?? 0) + predict(filter, left, above, corner);
    }
  }
  return rows;
}

function predict(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  return filter === 4 ? predictByPaeth(left, above, corner) : 0;
}

function predictByPaeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function writeChunk(type: string, body: Buffer): Buffer {
  const chunk = Buffer.alloc(body.length + CHUNK_FRAME);
  chunk.writeUInt32BE(body.length, 0);
  chunk.write(type, 4, 'latin1');
  chunk.set(body, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + body.length)), 8 + body.length);
  return chunk;
}
