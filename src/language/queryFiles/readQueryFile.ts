import { readMarkdown } from './markdownFile';
import type { QueryFile } from './queryFile';
import { readYaml } from './yamlFile';

type ReadText = (text: string) => QueryFile;

const READERS: Readonly<Record<string, ReadText>> = {
  kql: readKusto,
  csl: readKusto,
  kusto: readKusto,
  yaml: readYaml,
  yml: readYaml,
  md: readMarkdown,
  markdown: readMarkdown,
};

/** The endings of files that may hold queries, without the dot. */
export const QUERY_FILE_ENDINGS: readonly string[] = Object.keys(READERS);

/** Finds the queries in a file's text; a file of another ending is read as Kusto. */
export function readQueryFile(path: string, text: string): QueryFile {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return (READERS[ending] ?? readKusto)(text);
}

function readKusto(text: string): QueryFile {
  const whole = {
    text,
    isDetection: false,
    isOneQuery: false,
    locate: (start: number, end: number) => ({ start, end }),
    rewrite: (newText: string) => ({ start: 0, end: text.length, newText }),
  };
  return { text, embedded: [whole], faults: [] };
}
