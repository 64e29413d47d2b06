import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** How the text of a file is written down, by its byte order mark. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export function isCompressed(path: string): boolean {
  return path.toLowerCase().endsWith('.gz');
}

/** The bytes of a file, unpacked where it is compressed. */
export function openBytes(path: string): AsyncIterable<Buffer> {
  const file = createReadStream(path);
  // Errors reach the reader through the last stream.
  return isCompressed(path) ? pipeline(file, createGunzip(), () => undefined) : file;
}

/** The text of a file, part by part and without a byte order mark. */
export async function* openText(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of openBytes(path)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

/** Excel and PowerShell write UTF-16; everything else is taken for UTF-8. */
export async function detectEncoding(path: string): Promise<TextEncoding> {
  if (isCompressed(path)) return 'utf-8';
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    const mark = bytesRead === 2 ? buffer.readUInt16BE() : 0;
    if (mark === 0xfffe) return 'utf-16le';
    return mark === 0xfeff ? 'utf-16be' : 'utf-8';
  } finally {
    await handle.close();
  }
}
