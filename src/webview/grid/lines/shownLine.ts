import type { DisplayCell } from '../../../core/results/display/displayCell';

/** A line of grouped rows as it is drawn: its place in the tree, and of a group what stands at its left. */
export type ShownLine = ShownGroup | ShownGroupRow;

interface LineInTree {
  /** From 1. */
  readonly level: number;
  /** Its number among those beside it, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
}

export interface ShownGroup extends LineInTree {
  readonly kind: 'group';
  readonly isOpen: boolean;
  readonly value: DisplayCell;
  /** How many rows it has, and what share of all. */
  readonly figures: string;
}

export interface ShownGroupRow extends LineInTree {
  readonly kind: 'row';
}

/** The lines of a grid whose rows are grouped; undefined while they are not. */
export type ShownLines = { head(row: number): ShownLine | undefined } | undefined;
