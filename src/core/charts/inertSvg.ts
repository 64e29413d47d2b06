/** What a chart's drawing is made of: shapes, texts and patterns, and nothing that runs, loads or leads elsewhere. */
const ELEMENTS = new Set([
  'svg',
  'g',
  'defs',
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polyline',
  'polygon',
  'text',
  'tspan',
  'clipPath',
  'linearGradient',
  'radialGradient',
  'stop',
  'pattern',
]);
const ATTRIBUTE = /^(?:[a-z][A-Za-z0-9_-]*|xmlns:xlink|xml:space)$/;
const TAG = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>/y;
const ATTRIBUTES = /\s+([\w:.-]+)="([^"<]*)"/g;
/** What could hide an address in a value: references to characters other than those of markup, escapes of CSS. */
const HIDDEN = /&(?!(?:lt|gt|amp|quot|apos|#39);)|\\/;
const TEXT = /[^<]+/y;

/** Whether a text is an SVG document of known shapes and texts: no script, style, link, image or foreign element. */
export function isInertSvg(text: string): boolean {
  const open: string[] = [];
  let elements = 0;
  for (let position = 0; position < text.length;) {
    const isText = text[position] !== '<';
    const pattern = isText ? TEXT : TAG;
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match === null) return false;
    position = pattern.lastIndex;
    if (isText) {
      if (open.length === 0 && match[0].trim() !== '') return false;
      continue;
    }
    const [, closing = '', name = '', attributes = '', selfClosing = ''] = match;
    if (closing !== '') {
      if (open.pop() !== name || attributes !== '' || selfClosing !== '') return false;
      continue;
    }
    if (!ELEMENTS.has(name) || !areInert(attributes)) return false;
    const isRoot = open.length === 0;
    if (isRoot && (name !== 'svg' || elements > 0)) return false;
    elements++;
    if (selfClosing === '') open.push(name);
  }
  return elements > 0 && open.length === 0;
}

function areInert(attributes: string): boolean {
  return [...attributes.matchAll(ATTRIBUTES)].every(([, name = '', value = '']) => {
    if (!ATTRIBUTE.test(name) || name.startsWith('on') || name.endsWith('href')) return false;
    if (HIDDEN.test(value)) return false;
    return !/url\(/i.test(value) || /^url\(#[\w-]+\)$/.test(value);
  });
}
