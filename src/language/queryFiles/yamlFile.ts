import { isMap, isPair, isScalar, isSeq, parseAllDocuments, Scalar, visit, type Node, type Pair } from 'yaml';
import { alignText, locateIn, spelledPlainly, type SpelledCharacter } from './alignText';
import { isKusto, mentionsRule } from './kustoInYaml';
import type { EmbeddedText, FileFault, QueryFile, TextSpan } from './queryFile';
import { spelledInDoubleQuotes, spelledInSingleQuotes } from './yamlQuotes';
import { rewriteScalar } from './yamlRewrite';

/** `query` in rules of Sentinel, `queryText` in the detection rules that Defender exports. */
const QUERY_KEY = /^query(?:text)?$/i;
/** Where Defender's detection rules keep their query. */
const DETECTION_KEY = /^querycondition$/i;
const MENTIONS_QUERY = /^[\s-]*query(?:text)?\s*:/im;

/** Finds the queries in a YAML file: the texts of every `query` and `queryText` that is Kusto’s. */
export function readYaml(text: string): QueryFile {
  const options = { keepSourceTokens: true, prettyErrors: false, uniqueKeys: false, logLevel: 'silent' } as const;
  const parsed = parseAllDocuments(text, options);
  const documents = Array.isArray(parsed) ? parsed : [];
  const embedded: EmbeddedText[] = [];
  for (const document of documents) {
    visit(document, {
      Pair: (_key, pair, path) => {
        const found = embed(text, pair, path);
        if (found !== undefined) embedded.push(found);
      },
    });
  }
  // Templates and other YAML that holds no query need not be whole.
  const holdsQuery = MENTIONS_QUERY.test(text) && (embedded.length > 0 || mentionsRule(text));
  const faults = holdsQuery ? documents.flatMap(({ errors }) => errors.map(toFault)) : [];
  return { text, embedded, faults };
}

function toFault({ message, pos }: { readonly message: string; readonly pos: readonly [number, number] }): FileFault {
  return { code: 'yaml-syntax', message, start: pos[0], end: pos[1] };
}

function embed(file: string, { key, value }: Pair, path: readonly unknown[]): EmbeddedText | undefined {
  if (!hasName(key, QUERY_KEY) || !isScalar(value) || typeof value.value !== 'string') return undefined;
  const { range, srcToken } = value;
  if (range === null || range === undefined || srcToken === undefined) return undefined;
  const text = value.value;
  const isDetection = path.some((node) => isPair(node) && hasName(node.key, DETECTION_KEY));
  if (!isDetection && !isKusto(text, path.at(-1))) return undefined;
  const span = { start: range[0], end: range[1] };
  const spans = alignText(text, spell(file, value, span), span.start);
  const indent = 'indent' in srcToken ? srcToken.indent : 0;
  const isInFlow = path.some((node) => (isMap(node) || isSeq(node)) && node.flow === true);
  return {
    text,
    isDetection,
    isOneQuery: true,
    locate: (start, end) => (spans === undefined ? span : locateIn(spans, start, end, span.start)),
    rewrite: (newText) => rewriteScalar(file, span, value.type, { text: newText, indent, isInFlow }),
  };
}

function hasName(key: unknown, pattern: RegExp): boolean {
  return isScalar(key) && typeof key.value === 'string' && pattern.test(key.value);
}

/** The characters of a scalar without its header or quotes. */
function spell(file: string, { type }: Node & Pick<Scalar, 'type'>, span: TextSpan): SpelledCharacter[] {
  switch (type) {
    case Scalar.BLOCK_LITERAL:
    case Scalar.BLOCK_FOLDED:
      return spelledPlainly(file, { start: bodyStart(file, span), end: span.end });
    case Scalar.QUOTE_SINGLE:
      return spelledInSingleQuotes(file, span);
    case Scalar.QUOTE_DOUBLE:
      return spelledInDoubleQuotes(file, span);
    default:
      return spelledPlainly(file, span);
  }
}

/** A block's header ends with its line. */
function bodyStart(file: string, { start, end }: TextSpan): number {
  const lineEnd = file.indexOf('\n', start);
  return lineEnd < 0 || lineEnd >= end ? end : lineEnd + 1;
}
