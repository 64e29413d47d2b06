import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { launchBrowser } from '../../../fixtures/browser';

/** A tab of a browser of its own. */
export interface MeasuredTab {
  readonly page: Page;
  /** Evaluates an expression in the page and checks what it gives. */
  evaluate<Schema extends v.GenericSchema>(schema: Schema, expression: string): Promise<v.InferOutput<Schema>>;
  /** What the page's main thread has worked since the tab was opened, in milliseconds of processor time. */
  mainThreadMs(): Promise<number>;
  /** What the page's scripts hold, garbage collected, in megabytes. */
  heapMb(): Promise<number>;
  close(): Promise<void>;
}

const METRICS = v.object({ metrics: v.array(v.object({ name: v.string(), value: v.number() })) });
const MEMORY = v.object({ usedSize: v.number(), backingStorageSize: v.optional(v.number(), 0) });

export async function openTab(): Promise<MeasuredTab> {
  const browser = await launchBrowser();
  const { page } = browser;
  const session = await page.context().newCDPSession(page);
  // Processor time: what others do on this machine in the meantime does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    page,
    evaluate: async (schema, expression) => v.parse(schema, await page.evaluate(expression)),
    mainThreadMs: async () => {
      const { metrics } = v.parse(METRICS, await session.send('Performance.getMetrics'));
      const task = metrics.find(({ name }) => name === 'TaskDuration');
      if (task === undefined) throw new Error('This browser does not tell how long its tasks take.');
      return task.value * 1000;
    },
    heapMb: async () => {
      await session.send('HeapProfiler.collectGarbage');
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize, backingStorageSize } = v.parse(MEMORY, await session.send('Runtime.getHeapUsage'));
      return (usedSize + backingStorageSize) / 1e6;
    },
    close: () => browser.close(),
  };
}
