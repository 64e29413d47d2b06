import type { DuckDBConnection } from '@duckdb/node-api';
import { totalmem } from 'node:os';
import path from 'node:path';
import type { PrivateFolder } from './privateFolder';

/** In bytes: half of the machine's memory. */
export function defaultMemoryLimit(): number {
  return Math.floor(totalmem() / 2);
}

/** Settings of a database that loads no extension and keeps no secret, and spills only into a private folder. */
export function databaseSettings(memoryLimit: number, { path: place }: PrivateFolder): Record<string, string> {
  return {
    memory_limit: `${Math.floor(memoryLimit / 1024)}KiB`,
    temp_directory: path.join(place, 'spill'),
    max_temp_directory_size: '20GiB',
    allow_community_extensions: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_persistent_secrets: 'false',
  };
}

/** From here on no connection to the database can reach a file, the network or a setting. */
export async function lockDatabase(connection: DuckDBConnection): Promise<void> {
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}
