import type { QueryPosition } from '../core/errors';
import type { Column } from '../core/results/resultTable';
import { positionAt } from '../kusto/bindQuery';
import type { BoundNode } from '../kusto/boundNode';

/** Text that was put into a query, at an offset of the current text. */
interface Insertion {
  readonly offset: number;
  readonly length: number;
}

/**
 * A query into which the columns that the database told are written as `evaluate … : (Name: type)`, which is KQL's own
 * way to say them; positions are still those of the text as the user wrote it.
 */
export class AnsweredText {
  constructor(
    private readonly original: string,
    readonly current: string = original,
    private readonly insertions: readonly Insertion[] = [],
  ) {}

  /** False for a node of a function's body, which has a text of its own. */
  holds(node: BoundNode): boolean {
    return this.current.startsWith(node.text, node.start);
  }

  /** The text in which the columns of an `evaluate` are known. */
  withColumns(evaluate: BoundNode, columns: readonly Column[]): AnsweredText {
    const schema = ` : (${columns.map(({ name, type }) => `${quoteName(name)}: ${type}`).join(', ')})`;
    const offset = evaluate.child('FunctionCall').end;
    const moved = this.insertions.map((insertion) =>
      insertion.offset < offset ? insertion : { ...insertion, offset: insertion.offset + schema.length },
    );
    return new AnsweredText(this.original, this.current.slice(0, offset) + schema + this.current.slice(offset), [
      ...moved,
      { offset, length: schema.length },
    ]);
  }

  positionAt(offset: number): QueryPosition {
    const before = this.insertions.filter((insertion) => insertion.offset < offset);
    const inserted = before.reduce((sum, insertion) => sum + Math.min(insertion.length, offset - insertion.offset), 0);
    return positionAt(this.original, offset - inserted);
  }
}

/** A name as KQL quotes it; control characters are escaped, so that the text stays on its line. */
function quoteName(name: string): string {
  const escaped = name.replace(
    /[\\'\p{Cc}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `['${escaped}']`;
}
