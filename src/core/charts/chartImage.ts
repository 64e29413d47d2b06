import { fail, succeed, type Outcome } from '../errors';
import type { ChartImageFormat } from './chartSpec';
import { wrongImage } from './errors';
import { isInertSvg } from './inertSvg';

/** A chart's picture, as it goes into a file. */
export interface ChartImage {
  readonly format: ChartImageFormat;
  readonly bytes: Uint8Array;
}

const LARGEST_IMAGE = 50_000_000;
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * Takes the picture that a page made of a chart.
 * @param data the text of an SVG, or the bytes of a PNG as Base64
 * @returns an error for what is no such picture, or for an SVG that is more than shapes and texts
 */
export function checkChartImage(format: ChartImageFormat, data: string): Outcome<ChartImage> {
  if (data.length > LARGEST_IMAGE) return fail(wrongImage());
  if (format === 'svg')
    return isInertSvg(data) ? succeed({ format, bytes: new TextEncoder().encode(data) }) : fail(wrongImage());
  if (data.length % 4 !== 0 || !BASE64.test(data)) return fail(wrongImage());
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  const isPng = PNG_SIGNATURE.every((byte, at) => bytes[at] === byte);
  return isPng ? succeed({ format, bytes }) : fail(wrongImage());
}
