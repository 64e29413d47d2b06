import { showInvisibles } from '../../core/visibleText';

/** The name that the style sheet gives to found texts. */
const NAME = 'kql-found';

/** Marks a text in the cells on the screen, without an element for it: what is marked is drawn by the browser. */
export interface TextHighlights {
  /** Marks another text from the next `paint` on; none where empty. */
  setText(text: string): void;
  /** Cells on the screen show other texts now. */
  paint(): void;
  dispose(): void;
}

export function createTextHighlights(body: HTMLElement): TextHighlights {
  let wanted = '';
  return {
    setText: (text) => {
      wanted = showInvisibles(text).toLowerCase();
    },
    paint: () => {
      if (wanted === '') CSS.highlights.delete(NAME);
      else CSS.highlights.set(NAME, new Highlight(...rangesIn(body, wanted)));
    },
    dispose: () => void CSS.highlights.delete(NAME),
  };
}

function rangesIn(body: HTMLElement, wanted: string): StaticRange[] {
  return [...body.querySelectorAll('.row:not([hidden]) .cell:not([hidden], .is-null)')].flatMap((cell) => {
    const text = cell.firstChild;
    return text instanceof Text ? rangesOf(text, wanted) : [];
  });
}

function rangesOf(text: Text, wanted: string): StaticRange[] {
  const lower = text.data.toLowerCase();
  // A few letters become longer in lower case: their places would be wrong.
  if (lower.length !== text.data.length) return [];
  const ranges: StaticRange[] = [];
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length;
    ranges.push(new StaticRange({ startContainer: text, startOffset: at, endContainer: text, endOffset: end }));
  }
  return ranges;
}
