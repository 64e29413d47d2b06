import type { PictureGroup } from '../pictureGroup.ts';
import { CELL_PICTURES } from './cellPictures.ts';
import { CHART_PICTURES } from './chartPictures.ts';
import { COLUMN_PICTURES } from './columnPictures.ts';
import { RESULT_PICTURES } from './resultPictures.ts';
import { ROW_PICTURES } from './rowPictures.ts';
import { WAITING_PICTURES } from './waitingPictures.ts';

/** The features of the grid, a family in a VS Code of its own. */
export const GRID_FAMILIES: ReadonlyMap<string, PictureGroup> = new Map([
  ['rows', ROW_PICTURES],
  ['waiting', WAITING_PICTURES],
  ['columns', COLUMN_PICTURES],
  ['cells', CELL_PICTURES],
  ['charts', CHART_PICTURES],
  ['results', RESULT_PICTURES],
]);
