import { readFile } from 'node:fs/promises';
import { readInput } from './standardInput';
import type { Terminal } from './terminal';

/** A file as it was read, or why it was not. */
export type ReadFile =
  | { readonly path: string; readonly text: string; readonly hasByteOrderMark: boolean }
  | { readonly path: string; readonly problem: string };

const BYTE_ORDER_MARK = '\uFEFF';

/** Reads a file as UTF-8; `-` is standard input. A file that cannot be read is no reason to stop. */
export async function readTextFile(path: string, terminal: Terminal, signal: AbortSignal): Promise<ReadFile> {
  try {
    const bytes = path === '-' ? await readInput(terminal, signal) : await readFile(path, { signal });
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const hasByteOrderMark = text.startsWith(BYTE_ORDER_MARK);
    return { path, text: hasByteOrderMark ? text.slice(BYTE_ORDER_MARK.length) : text, hasByteOrderMark };
  } catch (error) {
    return { path, problem: describeProblem(error) };
  }
}

/** The text of a file as it is written back. */
export function withByteOrderMark(text: string, { hasByteOrderMark }: { readonly hasByteOrderMark: boolean }): string {
  return hasByteOrderMark ? BYTE_ORDER_MARK + text : text;
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EACCES: 'The file may not be read.',
  EPERM: 'The file may not be read.',
  EISDIR: 'This is a folder.',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'The file is not UTF-8 text.',
};

function describeProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return PROBLEMS[code] ?? 'The file could not be read.';
}
