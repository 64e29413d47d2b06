import { caseFolding } from './caseFolding';
import { containsForHas } from './containsForHas';
import { detectionColumns } from './detectionColumns';
import { emptySha256 } from './emptySha256';
import { joinWithoutKind } from './joinWithoutKind';
import { largeLeftSide } from './largeLeftSide';
import type { Lint } from './lint';
import { managementCommand } from './managementCommand';
import { noTimeFilter } from './noTimeFilter';
import { takeBeforeWhere } from './takeBeforeWhere';
import { unscopedSearch } from './unscopedSearch';

export const ALL_LINTS: readonly Lint[] = [
  noTimeFilter,
  containsForHas,
  unscopedSearch,
  joinWithoutKind,
  largeLeftSide,
  takeBeforeWhere,
  caseFolding,
  emptySha256,
  detectionColumns,
  managementCommand,
];
