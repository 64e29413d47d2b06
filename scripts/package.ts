/**
 * Makes a `.vsix` for one platform (`--target win32-x64`; this one when none is named) from what `npm run build` left
 * in `dist/`, and prints what is inside.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { listVsix, vsixPathOf } from './packaging/vsix.ts';
import { stageExtension } from './packaging/stageExtension.ts';
import { parseTarget } from './packaging/targets.ts';

const { values } = parseArgs({ options: { target: { type: 'string' } } });
const target = parseTarget(values.target);
const vsix = vsixPathOf(target);

const staging = mkdtempSync(path.join(tmpdir(), 'kql-hunting-package-'));
try {
  stageExtension(target, staging);
  const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
  execFileSync(process.execPath, [vsce, 'package', '--target', target.name, '--out', vsix], {
    cwd: staging,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
} finally {
  rmSync(staging, { recursive: true, force: true });
}

const inMegabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(2)} MB`;
const entries = listVsix(vsix);
for (const { name, size } of entries) console.log(`${inMegabytes(size).padStart(10)}  ${name}`);
const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
console.log(
  `${path.basename(vsix)}: ${String(entries.length)} files, ${inMegabytes(statSync(vsix).size)}, ${inMegabytes(unpacked)} unpacked`,
);
