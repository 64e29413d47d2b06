import type { Workbench } from '../test/e2e/workbench/workbench.ts';

/** Takes a picture of what is on the screen, `media/NAME.png`. */
export type Shoot = (name: string) => Promise<void>;

/** Pictures that are taken one after another in a VS Code of their own. */
export interface PictureGroup {
  /** Files that the workspace has beside the sample hunts: name to text. */
  readonly files: Readonly<Record<string, string>>;
  readonly take: (workbench: Workbench, shoot: Shoot) => Promise<void>;
}
