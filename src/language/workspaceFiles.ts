import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { glob } from 'tinyglobby';
import type { WorkspaceSymbol } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { AnalyzedDocuments } from './analyzedDocuments';
import { listSymbols } from './features/workspaceSymbols';
import { HUNTING_SCOPE } from './huntingScope';

const KUSTO_FILES = '**/*.{kql,csl,kusto}';
const IGNORED = ['**/node_modules/**', '**/.*/**'];
/** A larger file is data rather than queries. */
const MOST_BYTES = 2_000_000;

interface KnownFile {
  readonly changed: number;
  readonly bytes: number;
  readonly symbols: readonly WorkspaceSymbol[];
}

/** What the Kusto files of the workspace name. They are read when somebody asks, and again when they have changed. */
export class WorkspaceFiles {
  readonly #known = new Map<string, KnownFile>();

  /**
   * The symbols of all files in folders, but of those that are open: these may differ from what is on the disk.
   * @param folders and open documents by their addresses; what is on no disk is left out
   */
  async symbols(folders: readonly string[], open: readonly string[], signal: AbortSignal): Promise<WorkspaceSymbol[]> {
    const openPaths = new Set(pathsOf(open));
    const symbols: WorkspaceSymbol[] = [];
    for (const folder of pathsOf(folders)) {
      const names = await glob(KUSTO_FILES, { cwd: folder, ignore: IGNORED, caseSensitiveMatch: false, signal });
      for (const file of names.sort().map((name) => path.join(folder, name))) {
        if (signal.aborted) return [];
        if (!openPaths.has(file)) symbols.push(...(await this.#read(file)));
      }
    }
    return symbols;
  }

  async #read(file: string): Promise<readonly WorkspaceSymbol[]> {
    try {
      const { mtimeMs: changed, size: bytes } = await stat(file);
      const known = this.#known.get(file);
      if (known?.changed === changed && known.bytes === bytes) return known.symbols;
      const symbols = bytes > MOST_BYTES ? [] : symbolsOf(file, await readFile(file, 'utf8'));
      this.#known.set(file, { changed, bytes, symbols });
      return symbols;
    } catch {
      // It is gone, or may not be read: then it names nothing.
      return [];
    }
  }
}

function symbolsOf(file: string, text: string): WorkspaceSymbol[] {
  const document = TextDocument.create(pathToFileURL(file).href, 'kusto', 1, text.replace(/^\uFEFF/, ''));
  return listSymbols(new AnalyzedDocuments(HUNTING_SCOPE).of(document));
}

function pathsOf(uris: readonly string[]): string[] {
  return uris.filter((uri) => uri.startsWith('file:')).map((uri) => path.normalize(fileURLToPath(uri)));
}
