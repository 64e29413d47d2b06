import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

const SourceMap = v.object({ sources: v.array(v.string()) });
const PackageManifest = v.object({ name: v.string(), version: v.string(), license: v.optional(v.string(), 'unknown') });

/**
 * Text with the licence of every npm package whose code is inside a bundle of `dist/`, as the source maps beside the
 * bundles tell.
 */
export function writeThirdPartyNotices(repository: string): string {
  const dist = path.join(repository, 'dist');
  const folders = new Set<string>();
  for (const file of globSync('**/*.map', { cwd: dist })) {
    const mapFile = path.join(dist, file);
    const { sources } = v.parse(SourceMap, JSON.parse(readFileSync(mapFile, 'utf8')));
    for (const source of sources) {
      const folder = packageFolderOf(path.resolve(path.dirname(mapFile), source));
      if (folder !== undefined) folders.add(folder);
    }
  }
  const notices = [...folders].sort().map(writeNotice);
  return ['KQL Hunting contains code of these packages, under these licences.', ...notices].join('\n\n');
}

/** The package that a source file belongs to: the innermost one where packages are nested. */
function packageFolderOf(source: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(source)?.[0];
}

function writeNotice(folder: string): string {
  const manifest = v.parse(PackageManifest, JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')));
  const [licence] = globSync(['LICEN[SC]E*', 'licen[sc]e*'], { cwd: folder });
  const text =
    licence === undefined ? `Licence: ${manifest.license}` : readFileSync(path.join(folder, licence), 'utf8');
  return `${'─'.repeat(80)}\n${manifest.name} ${manifest.version}\n\n${text.trim()}\n`;
}
