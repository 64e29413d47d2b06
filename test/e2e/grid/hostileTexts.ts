import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { expect } from 'vitest';
import type { GridPage } from './gridPage';

const CORPUS = path.resolve(import.meta.dirname, '../../../../shared/hostile/hostile.json');
const corpusSchema = v.object({ results: v.array(v.object({ Value: v.optional(v.unknown()) })) });

export const TEXTS = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '"><svg/onload=alert(1)>',
  '{a|b} {b}: {c} {@[1]} {rich|text}',
  '</text><a href="https://example.org">x</a>',
  ']]></style><style>*{background:url(https://example.org)}',
  'javascript:alert(1)',
  '&lt;b&gt; &#60;i&#62;',
  '__proto__',
  'constructor',
  'a\u202Eexe.fdp',
  'zero\u200Bwidth',
  'line\r\nbreak\ttab',
  '',
  'x'.repeat(20_000),
];

/** The texts of ../shared/hostile/hostile.json where it is there, behind this project's own. */
export function hostileTexts(): readonly string[] {
  if (!existsSync(CORPUS)) return TEXTS;
  const { results } = v.parse(corpusSchema, JSON.parse(readFileSync(CORPUS, 'utf8')));
  return [...TEXTS, ...results.flatMap(({ Value: value }) => (typeof value === 'string' ? [value] : []))];
}

/** Notes, inside the page, which elements come into it from now on, and what they carry that runs or loads. */
export async function watchElements({ page }: GridPage): Promise<void> {
  await page.evaluate(() => {
    Object.assign(window, { shownElements: new Set<string>(), liveAttributes: new Set<string>() });
    new MutationObserver((changes) => {
      for (const node of changes.flatMap((change) => [...change.addedNodes])) {
        if (!(node instanceof Element)) continue;
        for (const element of [node, ...node.querySelectorAll('*')]) {
          window.shownElements.add(element.tagName);
          for (const { name } of element.attributes) {
            if (/^(?:on.*|href|src|srcdoc|action|formaction)$/.test(name)) window.liveAttributes.add(name);
          }
        }
      }
    }).observe(document, { childList: true, subtree: true });
  });
}

/** Nothing ran, was asked for, refused or broken, and no element came but those that the page makes itself. */
export async function expectInert(grid: GridPage, ownElements: ReadonlySet<string>): Promise<void> {
  const { elements, ...found } = await grid.page.evaluate(() => ({
    elements: [...window.shownElements].sort(),
    liveAttributes: [...window.liveAttributes],
    inherited: [...Object.keys(Object.prototype), ...Object.keys(Object)],
    pwned: '__pwned' in window,
    refusals: window.refusals,
  }));
  expect(elements.filter((tag) => !ownElements.has(tag))).toEqual([]);
  expect(found).toEqual({ liveAttributes: [], inherited: [], pwned: false, refusals: [] });
  expect(grid.strayRequests).toEqual([]);
  expect(grid.pageErrors).toEqual([]);
}

declare global {
  interface Window {
    refusals: readonly string[];
    shownElements: Set<string>;
    liveAttributes: Set<string>;
  }
}
