import MarkdownIt from 'markdown-it';
import type { EmbeddedText, QueryFile, TextSpan } from './queryFile';

const LANGUAGES: ReadonlySet<string> = new Set(['kql', 'kusto', 'csl']);

/** Finds the queries in the fenced code of a Markdown file, also within lists and quotes. */
export function readMarkdown(text: string): QueryFile {
  const lines = linesOf(text);
  const embedded = new MarkdownIt().parse(text, {}).flatMap(({ type, info, map, content }) => {
    const language = /^\S*/.exec(info.trim())?.[0].toLowerCase() ?? '';
    if (type !== 'fence' || map === null || !LANGUAGES.has(language)) return [];
    const count = content === '' ? 0 : content.replace(/\n$/, '').split('\n').length;
    return count === 0 ? [] : [embed(text, lines.slice(map[0] + 1, map[0] + 1 + count), content)];
  });
  return { text, embedded, faults: [] };
}

function embed(file: string, lines: readonly TextSpan[], content: string): EmbeddedText {
  const texts = content.split('\n');
  // What contains the fence (a list's indentation, a quote's sign) stands before each line of its content.
  const starts = lines.map(({ start, end }, index) => Math.max(start, end - (texts[index]?.length ?? 0)));
  const textStarts = startsOf(content);
  const locate = (offset: number): number => {
    const line = textStarts.findLastIndex((start) => start <= offset);
    const start = starts[line];
    return start === undefined ? (lines.at(-1)?.end ?? 0) : start + offset - (textStarts[line] ?? 0);
  };
  const [first] = lines;
  const prefix = file.slice(first?.start ?? 0, starts[0] ?? 0);
  const lineEnd = file.includes('\r\n') ? '\r\n' : '\n';
  return {
    text: content,
    isDetection: false,
    isOneQuery: false,
    locate: (start, end) => ({ start: locate(start), end: end > start ? locate(end - 1) + 1 : locate(start) }),
    rewrite: (text) => ({
      start: first?.start ?? 0,
      end: lines.at(-1)?.end ?? 0,
      newText: text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => (line === '' ? prefix.trimEnd() : prefix + line))
        .join(lineEnd),
    }),
  };
}

/** The lines of a file without their ends, as Markdown counts them. */
function linesOf(text: string): TextSpan[] {
  const ends = [...text.matchAll(/\r\n|\r|\n/g)];
  const starts = [0, ...ends.map(({ index, 0: end }) => index + end.length)];
  return starts.map((start, line) => ({ start, end: ends[line]?.index ?? text.length }));
}

function startsOf(content: string): number[] {
  return [0, ...[...content.matchAll(/\n/g)].map(({ index }) => index + 1)];
}
