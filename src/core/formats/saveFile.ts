import { cancelled, fail, succeed, type Outcome } from '../errors';
import { cannotSave, notAPlainFile } from './errors';
import type { WrittenChunk } from './format';

/** What saving needs of a file system; `node:fs/promises` is one. */
export interface FileSystem {
  open(path: string, flags: 'wx'): Promise<OpenFile>;
  realpath(path: string): Promise<string>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
  stat(path: string): Promise<{ isFile(): boolean }>;
}

interface OpenFile {
  appendFile(text: string): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The pieces of a file, each made when it is asked for, here or in another process. */
type WrittenChunks = Iterable<WrittenChunk> | AsyncIterable<WrittenChunk>;

export interface SaveOptions {
  readonly signal: AbortSignal;
  /** Called after each piece with the rows that are on their way to the disk. */
  readonly onProgress?: (rowsWritten: number) => void;
}

/**
 * Writes a file whole or not at all: into a new file beside it, which takes the name in the last step. A file that was
 * there keeps its content until then, and after a failure or a cancellation nothing is left behind.
 * @returns the number of rows in the file
 */
export async function saveFile(
  fileSystem: FileSystem,
  path: string,
  chunks: WrittenChunks,
  options: SaveOptions,
): Promise<Outcome<number>> {
  const target = await findTarget(fileSystem, path);
  if (!target.ok) return target;
  const partial = `${target.value}.${crypto.randomUUID()}.partial`;
  try {
    const rowCount = await writeChunks(await fileSystem.open(partial, 'wx'), chunks, options);
    await fileSystem.rename(partial, target.value);
    return succeed(rowCount);
  } catch (cause) {
    await fileSystem.rm(partial, { force: true }).catch(() => undefined);
    return fail(options.signal.aborted ? cancelled() : cannotSave(path, cause));
  }
}

/** Where the bytes go: through a link to what it points to, and never over a folder, a device or a pipe. */
async function findTarget(fileSystem: FileSystem, path: string): Promise<Outcome<string>> {
  try {
    const target = await fileSystem.realpath(path);
    const found = await fileSystem.stat(target);
    return found.isFile() ? succeed(target) : fail(notAPlainFile(path));
  } catch {
    // Nothing is there yet, or it cannot be seen: opening the new file beside it tells which.
    return succeed(path);
  }
}

async function writeChunks(file: OpenFile, chunks: WrittenChunks, options: SaveOptions): Promise<number> {
  let rowCount = 0;
  try {
    for await (const chunk of chunks) {
      options.signal.throwIfAborted();
      await file.appendFile(chunk.text);
      rowCount = chunk.rowsWritten;
      options.onProgress?.(rowCount);
    }
    options.signal.throwIfAborted();
    await file.sync();
  } finally {
    await file.close();
  }
  return rowCount;
}
