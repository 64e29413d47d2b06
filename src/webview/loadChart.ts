import type { createChartView } from './chart/main';
import { createElement } from './createElement';

interface ChartModule {
  readonly createChartView: typeof createChartView;
}

/** Loads the code that draws charts; the second time it is there already. */
export type LoadChart = () => Promise<ChartModule>;

/**
 * Makes the loader. The addresses come from the page itself, never from a message; the import has the nonce of the
 * script that asks for it, which is all that the page's policy lets in.
 */
export function createChartLoader({ chartScript = '', chartStyle = '' }: DOMStringMap): LoadChart {
  let style: Promise<void> | undefined;
  return async () => {
    style ??= loadStyle(chartStyle);
    await style;
    return import(chartScript) as Promise<ChartModule>;
  };
}

function loadStyle(href: string): Promise<void> {
  const link = createElement('link', { attributes: { rel: 'stylesheet', href } });
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve(), { once: true });
    link.addEventListener('error', () => reject(new Error('The style sheet of the chart did not load.')), {
      once: true,
    });
    document.head.append(link);
  });
}
