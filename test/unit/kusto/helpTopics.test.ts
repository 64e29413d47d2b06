import { describe, expect, test } from 'vitest';
import { readHelpTopics } from '../../../scripts/kustoHelpTopics.mjs';

const topics = readHelpTopics();

describe('Microsoft’s help topics', () => {
  test('are all there', () => {
    expect(topics).toHaveLength(493);
  });

  test.each([
    ['operator', 'where'],
    ['operator', 'has_any'],
    ['function', 'ago'],
    ['function', 'arg_max'],
  ])('describe the %s %s with a link to its page', (kind, name) => {
    const topic = topics.find((candidate) => candidate.kind === kind && candidate.name === name);
    expect(topic?.summary).not.toBe('');
    expect(topic?.url).toMatch(/^https:\/\/[a-z.]*microsoft\.com\//);
  });

  test('are plain Markdown: links to the web only, no images, no includes', () => {
    const all = topics.map(({ summary, text }) => `${summary}\n${text}`).join('\n');
    const targets = [...all.matchAll(/\]\(([^)]*)\)/g)].map((match) => match[1] ?? '');
    expect(targets.filter((target) => !target.startsWith('https://'))).toEqual([]);
    expect(all).not.toMatch(/!\[|\[!INCLUDE|:::image|<br|<a /);
  });
});
