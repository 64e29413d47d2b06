import { openBytes } from './openText';

const LINE_FEED = 10;

/** The 1-based number of the line that holds the byte at an offset of a file's text, unpacked where it is compressed. */
export async function lineOfByte(path: string, offset: number): Promise<number> {
  let line = 1;
  let passed = 0;
  for await (const bytes of openBytes(path)) {
    const end = Math.min(bytes.length, offset - passed);
    for (let at = bytes.indexOf(LINE_FEED); at !== -1 && at < end; at = bytes.indexOf(LINE_FEED, at + 1)) line++;
    passed += bytes.length;
    if (passed >= offset) break;
  }
  return line;
}
