/**
 * Takes the pictures of the README and the guide, in `media/`, from the packaged extension in a real VS Code: all of
 * them, or the groups that are named, such as `npm run screenshots -- language`; `grid` is all features of the grid,
 * each in four themes. `npm run package` comes first.
 */
import { openWorkbench } from '../test/e2e/workbench/workbench.ts';
import { createCamera } from './pictures/camera.ts';
import { GRID_FAMILIES } from './pictures/grid/gridFamilies.ts';
import { LANGUAGE_PICTURES } from './pictures/languagePictures.ts';
import type { PictureGroup } from './pictures/pictureGroup.ts';
import { RUN_PICTURES } from './pictures/runPictures.ts';
import { WINDOW_PICTURES } from './pictures/windowPictures.ts';

const GROUPS: ReadonlyMap<string, PictureGroup> = new Map([
  ['window', WINDOW_PICTURES],
  ['runs', RUN_PICTURES],
  ['language', LANGUAGE_PICTURES],
  ...GRID_FAMILIES,
]);

/** All features of the grid. */
const GRID = 'grid';

/** A busy machine may take long for what is waited for. */
const LIMIT_MS = 120_000;
const MOST_ATTEMPTS = 2;

const words = process.argv.slice(2);
const wanted = new Set(words.flatMap((word) => (word === GRID ? [...GRID_FAMILIES.keys()] : word)));
if ([...wanted].some((name) => !GROUPS.has(name))) {
  process.stderr.write(
    `Usage: npm run screenshots -- [GROUP…], GROUP being one of: ${[GRID, ...GROUPS.keys()].join(', ')}\n`,
  );
  process.exit(2);
}
for (const [name, group] of GROUPS) {
  if (wanted.size === 0 || wanted.has(name)) await takeGroup(name, group);
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

async function takePictures({ files, size, settings, open = openWorkbench, take }: PictureGroup): Promise<void> {
  const workbench = await open({
    width: size?.width ?? 1600,
    height: size?.height ?? 900,
    files,
    ...(settings === undefined ? {} : { settings }),
  });
  workbench.page.setDefaultTimeout(LIMIT_MS);
  try {
    await take(workbench, createCamera(workbench));
  } catch (error) {
    await workbench.keepPicture('failed pictures');
    throw error;
  } finally {
    await workbench.close();
  }
}
