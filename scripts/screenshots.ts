/**
 * Takes the pictures of the README, `media/*.png`, from the packaged extension in a real VS Code: all of them, or the
 * groups that are named, such as `npm run screenshots -- language`. `npm run package` comes first.
 */
import path from 'node:path';
import { openWorkbench } from '../test/e2e/workbench/workbench.ts';
import { GRID_PICTURES } from './gridPictures.ts';
import { LANGUAGE_PICTURES } from './languagePictures.ts';
import type { PictureGroup } from './pictures.ts';
import { RUN_PICTURES } from './runPictures.ts';

const MEDIA = path.resolve(import.meta.dirname, '../media');

const GROUPS: ReadonlyMap<string, PictureGroup> = new Map([
  ['grid', GRID_PICTURES],
  ['runs', RUN_PICTURES],
  ['language', LANGUAGE_PICTURES],
]);

/** A busy machine may take long for what is waited for. */
const LIMIT_MS = 120_000;
const MOST_ATTEMPTS = 2;

const words = process.argv.slice(2);
if (words.some((word) => !GROUPS.has(word))) {
  process.stderr.write(
    `Usage: npm run screenshots -- [GROUP…], GROUP being one of: ${[...GROUPS.keys()].join(', ')}\n`,
  );
  process.exit(2);
}
for (const [name, group] of GROUPS) {
  if (words.length === 0 || words.includes(name)) await takeGroup(name, group);
}

/** VS Code itself fails now and then on a busy machine: what failed is taken once more, in another one. */
async function takeGroup(name: string, group: PictureGroup): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await takePictures(group);
      return;
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw error;
      console.log(`The pictures of “${name}” failed and are taken once more: ${String(error)}`);
    }
  }
}

async function takePictures({ files, take }: PictureGroup): Promise<void> {
  const workbench = await openWorkbench({ width: 1600, height: 900, files });
  workbench.page.setDefaultTimeout(LIMIT_MS);
  try {
    await take(workbench, async (name) => {
      await workbench.page.screenshot({ path: path.join(MEDIA, `${name}.png`), animations: 'disabled' });
      console.log(`media/${name}.png`);
    });
  } finally {
    await workbench.close();
  }
}
