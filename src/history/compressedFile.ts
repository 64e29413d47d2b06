import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip, type Gzip } from 'node:zlib';

/** Only its owner may read what is kept. */
export const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** A new file that is compressed while it is written. A failure waits for `end`. */
export class CompressedFile {
  readonly #gzip: Gzip = createGzip({ level: constants.Z_BEST_SPEED });
  readonly #written: Promise<void>;
  #isBroken = false;

  constructor(file: string) {
    this.#written = this.#open(file);
    this.#written.catch(() => (this.#isBroken = true));
  }

  /** Waits while more is on its way to the disk than should be. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#isBroken || this.#gzip.write(bytes)) return;
    const drained = new Promise<void>((resolve) => this.#gzip.once('drain', resolve));
    await Promise.race([drained, this.#written.catch(() => undefined)]);
  }

  /** @throws where not everything could be written */
  async end(): Promise<void> {
    this.#gzip.end();
    await this.#written;
  }

  destroy(): void {
    this.#gzip.destroy();
  }

  async #open(file: string): Promise<void> {
    mkdirSync(path.dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
    await pipeline(this.#gzip, createWriteStream(file, { flags: 'wx', mode: PRIVATE_FILE }));
  }
}
