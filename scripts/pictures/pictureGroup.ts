import type { Locator } from 'playwright-core';
import type { Workbench, WorkbenchOptions } from '../../test/e2e/workbench/workbench.ts';

/** What a picture shows: the page of the newest result, the whole window, or what a locator finds. */
export type Subject = 'result' | 'window' | Locator;

/** Takes pictures of what is on the screen. */
export interface Camera {
  /** `media/NAME.png`: the whole window. */
  readonly shoot: (name: string) => Promise<void>;
  /** `media/features/NAME-THEME.png` in each theme; what is open stays open meanwhile. */
  readonly shootFeature: (name: string, subject?: Subject) => Promise<void>;
}

/** Pictures that are taken one after another in a VS Code of their own. */
export interface PictureGroup {
  /** Files that the workspace has beside the sample hunts: name to text. */
  readonly files: Readonly<Record<string, string>>;
  /** Of the window, in pixels; a full one where it is not given. */
  readonly size?: { readonly width: number; readonly height: number };
  /** User settings besides the usual ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Where a usual workbench is not enough. */
  readonly open?: (options: WorkbenchOptions) => Promise<Workbench>;
  readonly take: (workbench: Workbench, camera: Camera) => Promise<void>;
}
