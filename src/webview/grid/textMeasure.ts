/** The font of an element: its size and the width of texts in it, in pixels. */
export interface TextMeasure {
  readonly fontSize: number;
  width(text: string): number;
}

const LONGEST_MEASURED = 400;

/**
 * Measures with the font that `element`, which must be in the page, has now. A canvas is fast but places glyphs by other
 * rules than the page does: a text laid out once tells by how much.
 */
export function measureTextOf(element: HTMLElement): TextMeasure {
  const context = document.createElement('canvas').getContext('2d');
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  if (context !== null) context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  const size = parseFloat(fontSize);
  const drawnWidth = (text: string): number =>
    context?.measureText(text.slice(0, LONGEST_MEASURED)).width ?? text.length * size;
  const scale = layOutWidth(element, SAMPLE) / drawnWidth(SAMPLE);
  return { fontSize: size, width: (text) => drawnWidth(text) * Math.max(scale, 1) };
}

const SAMPLE = '2026-01-31T23:59:59.1234567Z'.repeat(4);

function layOutWidth(element: HTMLElement, text: string): number {
  const probe = document.createElement('span');
  probe.textContent = text;
  probe.style.position = 'absolute';
  probe.style.visibility = 'hidden';
  probe.style.whiteSpace = 'pre';
  element.append(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  return width;
}
