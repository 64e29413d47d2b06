import { describe, expect, it } from 'vitest';
import { checkChartImage } from '../../../../src/core/charts/chartImage';

const svg = (inside: string) => `<svg width="10" height="10" xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]).toString('base64');

describe('the picture of a chart', () => {
  it('is an SVG of shapes and texts, as it came', () => {
    const text = svg(
      '<defs><clipPath id="c0"><path d="M0 0"/></clipPath></defs><g clip-path="url(#c0)"><text x="1" style="font-size:12px">&lt;script&gt; ‹U+202E›</text></g>',
    );
    const image = checkChartImage('svg', text);
    expect(image.ok && new TextDecoder().decode(image.value.bytes)).toBe(text);
  });

  it.each([
    ['a script', svg('<script>alert(1)</script>')],
    ['a foreign element', svg('<foreignObject><p>x</p></foreignObject>')],
    ['a link', svg('<a href="https://example.org"><text>x</text></a>')],
    ['an image', svg('<image href="https://example.org/x.png"/>')],
    ['a reference', svg('<path href="#a"/>')],
    ['a reference of old', svg('<path xlink:href="#a"/>')],
    ['a handler', svg('<path onclick="alert(1)"/>')],
    ['a style sheet', svg('<style>@import "https://example.org";</style>')],
    ['an address in a style', svg('<path style="fill:url(https://example.org)"/>')],
    ['an escaped address in a style', svg('<path style="fill:ur&#108;(https://example.org)"/>')],
    ['an animation', svg('<animate attributeName="href"/>')],
    ['a comment', svg('<!-- x -->')],
    ['a declaration', `<!DOCTYPE svg [<!ENTITY x "y">]>${svg('')}`],
    ['an instruction', `<?xml-stylesheet href="x"?>${svg('')}`],
    ['a wrong nesting', svg('<g></path>')],
    ['two roots', svg('') + svg('')],
    ['text outside', `${svg('')}x`],
    ['another root', '<g></g>'],
    ['nothing', ''],
  ])('is refused with %s', (_, text) => {
    expect(checkChartImage('svg', text).ok).toBe(false);
  });

  it('is the bytes of a PNG', () => {
    const image = checkChartImage('png', PNG);
    expect(image.ok && [...image.value.bytes.slice(-3)]).toEqual([1, 2, 3]);
    expect(checkChartImage('png', Buffer.from('GIF89a').toString('base64')).ok).toBe(false);
    expect(checkChartImage('png', `${PNG}!`).ok).toBe(false);
  });
});
