import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { ConnectionTable } from '../core/connectionTables';
import { ConnectionTablesSchema } from '../language/protocol';
import type { ConnectionChoice } from './connections';

const Stored = v.pipe(v.string(), v.parseJson(), ConnectionTablesSchema);

/** What connections said of their tables, one file each in the extension's storage. */
export class SchemaStore {
  /** @param folder of this store alone; made when something is kept */
  constructor(private readonly folder: string) {}

  /** The tables that a connection named when it was last asked; none before. */
  async read(choice: ConnectionChoice): Promise<readonly ConnectionTable[]> {
    try {
      const stored = v.safeParse(Stored, await readFile(this.#file(choice), 'utf8'));
      return stored.success ? stored.output : [];
    } catch {
      return [];
    }
  }

  async keep(choice: ConnectionChoice, tables: readonly ConnectionTable[]): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeFile(this.#file(choice), JSON.stringify(tables));
  }

  /** Two connections to one tenant share what it has; their names do not matter. */
  #file(choice: ConnectionChoice): string {
    const key = choice.kind === 'local' ? 'local' : `${choice.settings.cloud} ${choice.settings.tenantId}`;
    return path.join(this.folder, `${createHash('sha256').update(key.toLowerCase()).digest('hex').slice(0, 32)}.json`);
  }
}
