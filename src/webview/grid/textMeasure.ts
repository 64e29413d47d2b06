/** The font of an element: its size and the width of texts in it, in pixels. */
export interface TextMeasure {
  readonly fontSize: number;
  width(text: string): number;
}

const LONGEST_MEASURED = 400;

/** Measures with the font that `element` has now. */
export function measureTextOf(element: HTMLElement): TextMeasure {
  const context = document.createElement('canvas').getContext('2d');
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  if (context !== null) context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  const size = parseFloat(fontSize);
  return {
    fontSize: size,
    width: (text) => context?.measureText(text.slice(0, LONGEST_MEASURED)).width ?? text.length * size,
  };
}
