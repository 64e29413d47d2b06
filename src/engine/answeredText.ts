import type { QueryPosition } from '../core/errors';
import type { Column } from '../core/results/resultTable';
import { positionAt } from '../kusto/bindQuery';
import type { BoundNode } from '../kusto/boundNode';

/** A part of a text and what is to stand there instead; nothing is replaced where `start` is `end`. */
export interface Rewording {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What the user should know of the other words. */
  readonly note?: string;
}

/** Where the current text differs from what the user wrote, in offsets of the current one. */
interface Difference {
  readonly offset: number;
  readonly length: number;
  readonly replaced: number;
}

/**
 * A query into which more is written than the user did: the columns that the database told, as `evaluate … : (Name:
 * type)`, which is KQL's own way to say them, or other words for what the binder does not know. Positions are still those
 * of the text as the user wrote it.
 */
export class AnsweredText {
  constructor(
    private readonly original: string,
    readonly current: string = original,
    private readonly differences: readonly Difference[] = [],
    /** What the user should know of what was written into the query. */
    readonly notes: readonly string[] = [],
  ) {}

  /** False for a node of a function's body, which has a text of its own. */
  holds(node: BoundNode): boolean {
    return this.current.startsWith(node.text, node.start);
  }

  /** The text in which the columns of an `evaluate` are known. */
  withColumns(evaluate: BoundNode, columns: readonly Column[]): AnsweredText {
    const schema = ` : (${columns.map(({ name, type }) => `${quoteName(name)}: ${type}`).join(', ')})`;
    const offset = evaluate.child('FunctionCall').end;
    return this.reworded([{ start: offset, end: offset, text: schema }]);
  }

  /** The text with parts of it replaced, which do not overlap. */
  reworded(rewordings: readonly Rewording[]): AnsweredText {
    const fromTheEnd = [...rewordings].sort((a, b) => b.start - a.start);
    return fromTheEnd.reduce<AnsweredText>((text, rewording) => text.withOne(rewording), this);
  }

  positionAt(offset: number): QueryPosition {
    const before = this.differences.filter((difference) => difference.offset < offset);
    const moved = before.reduce(
      (sum, difference) => sum + Math.min(difference.length, offset - difference.offset) - difference.replaced,
      0,
    );
    return positionAt(this.original, offset - moved);
  }

  private withOne({ start, end, text, note }: Rewording): AnsweredText {
    const grows = text.length - (end - start);
    const moved = this.differences.map((difference) =>
      difference.offset < start ? difference : { ...difference, offset: difference.offset + grows },
    );
    const current = this.current.slice(0, start) + text + this.current.slice(end);
    const differences = [...moved, { offset: start, length: text.length, replaced: end - start }];
    return new AnsweredText(
      this.original,
      current,
      differences,
      note === undefined ? this.notes : [...this.notes, note],
    );
  }
}

/** A name as KQL quotes it. */
export function quoteName(name: string): string {
  return `[${quoteText(name)}]`;
}

/** A text as a literal of KQL; control characters are escaped, so that the text stays on its line. */
export function quoteText(text: string): string {
  const escaped = text.replace(
    /[\\'\p{Cc}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `'${escaped}'`;
}
