import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { Target } from './targets.ts';
import { writeThirdPartyNotices } from './thirdPartyNotices.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '../..');

/** All that the installed extension reads from its own folder. What is not named here is not shipped. */
const SHIPPED = [
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
  'language-configuration.json',
  'dist/**/*.{js,css,json,sql}',
  'media/icons/*',
  'media/icon.png',
  'syntaxes/*.json',
  'samples/data/**/*.{json,parquet}',
];

/** What a package from npm needs while it runs; its types, maps and texts stay out. */
const SHIPPED_OF_PACKAGES = ['package.json', 'LICENSE*', '**/*.js', '**/*.node', '**/*.so', '**/*.dylib', '**/*.dll'];

/** The one package that the bundles leave out, because it loads a program of the platform. */
const BINDINGS = '@duckdb/node-bindings';

/** Parts of package.json that only matter in this repository. */
const DEVELOPMENT_FIELDS: ReadonlySet<string> = new Set([
  'scripts',
  'devDependencies',
  'overrides',
  'allowScripts',
  'private',
]);

const PackageManifest = v.looseObject({
  name: v.string(),
  version: v.string(),
  dependencies: v.optional(v.record(v.string(), v.string()), {}),
});

/** Copies into an empty folder what a `.vsix` for this target holds, ready for `vsce package`. */
export function stageExtension(target: Target, folder: string): void {
  copyMatching(REPOSITORY, SHIPPED, folder);
  writeFileSync(path.join(folder, 'ThirdPartyNotices.txt'), writeThirdPartyNotices(REPOSITORY));
  const manifest = readManifest(REPOSITORY);
  const shipped = Object.entries(manifest).filter(([field]) => !DEVELOPMENT_FIELDS.has(field));
  const bindings = readManifest(path.join(REPOSITORY, 'node_modules', BINDINGS));
  const staged = {
    ...Object.fromEntries(shipped),
    dependencies: { [BINDINGS]: bindings.version },
    // The staged folder holds nothing but what is shipped.
    files: ['**'],
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(staged, null, 2));

  for (const name of closureOf(BINDINGS)) {
    copyMatching(
      path.join(REPOSITORY, 'node_modules', name),
      SHIPPED_OF_PACKAGES,
      path.join(folder, 'node_modules', name),
    );
  }
  const native = path.join(folder, 'node_modules', target.nativePackage);
  const installed = path.join(REPOSITORY, 'node_modules', target.nativePackage);
  if (existsSync(installed)) copyMatching(installed, SHIPPED_OF_PACKAGES, native);
  else fetchPackage(`${target.nativePackage}@${bindings.version}`, native);
}

/** Names of a package and of all that it needs, without the optional ones: those are one per platform. */
function closureOf(name: string): ReadonlySet<string> {
  const found = new Set([name]);
  // A set hands out what is added while it is walked.
  for (const name of found) {
    const manifest = readManifest(path.join(REPOSITORY, 'node_modules', name));
    for (const dependency of Object.keys(manifest.dependencies)) found.add(dependency);
  }
  return found;
}

function copyMatching(from: string, patterns: readonly string[], to: string): void {
  for (const file of globSync([...patterns], { cwd: from, exclude: ['**/*.map'] })) {
    cpSync(path.join(from, file), path.join(to, file), { recursive: false });
  }
}

/** Takes a package for another platform, which npm does not install here, straight from the registry. */
function fetchPackage(specification: string, to: string): void {
  const scratch = `${to}-download`;
  mkdirSync(scratch, { recursive: true });
  // Windows finds npm only through its shell.
  execFileSync('npm', ['pack', specification, '--silent'], { cwd: scratch, shell: process.platform === 'win32' });
  const [archive] = globSync('*.tgz', { cwd: scratch });
  if (archive === undefined) throw new Error(`npm has no package ${specification}.`);
  execFileSync('tar', ['-xzf', archive], { cwd: scratch });
  copyMatching(path.join(scratch, 'package'), SHIPPED_OF_PACKAGES, to);
  rmSync(scratch, { recursive: true, force: true });
}

function readManifest(folder: string): v.InferOutput<typeof PackageManifest> {
  return v.parse(PackageManifest, JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')));
}
