/**
 * Reads Microsoft's own help topics on KQL out of `@kusto/language-service`, the older engine that `@kusto/monaco-kusto`
 * brings (MIT). It is run here, at build time, in a context of its own: its globals would clash with those of the newer
 * engine, and three megabytes of code are too much to load for a text.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createContext, runInContext } from 'node:vm';

const FILES = ['bridge.min.js', 'newtonsoft.json.min.js', 'Kusto.JavaScript.Client.min.js'];

const READ_TOPICS = `(() => {
  const topics = [];
  const { OperatorToken } = Kusto.Data.IntelliSense.CslCommandToken.Kind;
  Kusto.Data.IntelliSense.CslDocumentation.Instance.Topics.forEach((topic) => {
    topics.push({
      kind: topic.TokenKind === OperatorToken ? 'operator' : 'function',
      name: topic.Name,
      summary: topic.ShortDescription,
      text: topic.LongDescription,
      url: topic.Url,
    });
  });
  return JSON.stringify(topics);
})()`;

export function readHelpTopics() {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@kusto/language-service'));
  const context = createContext({ console });
  for (const file of FILES) runInContext(readFileSync(path.join(folder, file), 'utf8'), context, { filename: file });
  return JSON.parse(runInContext(READ_TOPICS, context)).map((topic) => ({
    ...topic,
    summary: plainMarkdown(topic.summary, topic.url),
    text: plainMarkdown(topic.text, topic.url),
  }));
}

function plainMarkdown(text, url) {
  return (text ?? '')
    .replaceAll('\r\n', '\n')
    .replaceAll('&check;', '✓')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/^The following (?:image|diagram) .*$/gm, '')
    .replace(/:::image.*?:::/g, '')
    .replace(/^.*(?:\[!INCLUDE|\[!div).*$/gm, '')
    .replace(/^> <a .*$/gm, '')
    .replace(/\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]/gi, (_, word) => `**${word[0]}${word.slice(1).toLowerCase()}**`)
    .replace(/<\/?br\s*\/?>/gi, ' ')
    .replace(/<\/?(?:a|b|code|div|e|em|i|li|p|pre|strong|sub|sup|table|tbody|td|th|thead|tr|ul)\b[^>]*>/gi, '')
    .replace(/\[([^\]]*)\]\(([^)\s]*)\)/g, (_, label, target) => webLink(label, target, url))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Links of the documentation point to its own files; on the web those have the same names without the ending. */
function webLink(label, target, url) {
  if (target.startsWith('#')) return label;
  try {
    const resolved = new URL(target, url);
    if (resolved.protocol !== 'https:') return label;
    resolved.pathname = resolved.pathname.replace(/\.md$/, '');
    return `[${label}](${resolved.href})`;
  } catch {
    return label;
  }
}
