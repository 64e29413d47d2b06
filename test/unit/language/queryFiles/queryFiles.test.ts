import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { applyEdits } from '../../../../src/kusto/textEdit';
import { readQueryFile } from '../../../../src/language/queryFiles/readQueryFile';

/** A query whose marked word is looked for in the file. */
const WORD = 'Zebra';

/** What stands in the file where a query has the word. */
function placesOfWord(path: string, file: string): string[] {
  return readQueryFile(path, file).embedded.map((embedded) => {
    const start = embedded.text.indexOf(WORD);
    const span = embedded.locate(start, start + WORD.length);
    return file.slice(span.start, span.end);
  });
}

function queriesIn(path: string, file: string): string[] {
  return readQueryFile(path, file).embedded.map(({ text }) => text);
}

/** The file with another text in the place of its only query. */
function rewrite(path: string, file: string, text: string): string | undefined {
  const edit = readQueryFile(path, file).embedded[0]?.rewrite(text);
  return edit === undefined ? undefined : applyEdits(file, [edit]);
}

describe('a Kusto file', () => {
  it.each(['hunt.kql', 'HUNT.KQL', 'a.csl', 'b.kusto', 'noEnding', '-'])('is one text: %s', (path) => {
    expect(queriesIn(path, 'T | take 1\n')).toEqual(['T | take 1\n']);
    expect(placesOfWord(path, 'T\n| where Zebra')).toEqual([WORD]);
  });
});

describe('a Markdown file', () => {
  it('has a query in each fence of Kusto', () => {
    const file = '# Title\n```kql\nT | count\n```\n```json\n{}\n```\n~~~Kusto title="x"\nU\n| count\n~~~\n';
    expect(queriesIn('a.md', file)).toEqual(['T | count\n', 'U\n| count\n']);
  });

  it.each([
    ['on its own', '```kql\nT\n| where Zebra\n```\n'],
    ['in a list', '1. First\n   ```kql\n   T\n     | where Zebra\n   ```\n'],
    ['in a quote', '> ```kql\n> T\n> | where Zebra\n> ```\n'],
    ['with CRLF', 'x\r\n\r\n```kql\r\nT\r\n\r\n| where Zebra\r\n```\r\n'],
    ['without an end', '```kql\nT | where Zebra'],
  ])('gives exact places in a fence %s', (_name, file) => {
    expect(placesOfWord('a.md', file)).toEqual([WORD]);
  });

  it('takes another text with the indentation of its fence', () => {
    expect(rewrite('a.md', '- x\n  ```kql\n  T|take 1\n  ```\n', 'T\n\n| take 1\n')).toBe(
      '- x\n  ```kql\n  T\n\n  | take 1\n  ```\n',
    );
    expect(rewrite('a.md', '> ```kql\r\n> T|take 1\r\n> ```\r\n', 'T\n\n| take 1\n')).toBe(
      '> ```kql\r\n> T\r\n>\r\n> | take 1\r\n> ```\r\n',
    );
  });

  it('is left without queries where a fence is empty', () => {
    expect(queriesIn('a.md', '```kql\n```\n')).toEqual([]);
  });
});

/** Each says that it is Kusto, so that any text is. */
const YAML_STYLES: readonly (readonly [style: string, file: string])[] = [
  ['a literal block', 'id: 1\nlanguage: kql\nquery: |\n  T\n\n    | where Zebra == 1\nname: x\n'],
  ['a literal block with a header', 'language: kql\nquery: |2-  # why\n    T\n    | where Zebra == 1\n'],
  ['a folded block', 'language: kql\nquery: >\n  T\n  | where\n  Zebra == 1\n\n  | take 1\n'],
  ['a block in a list', 'rules:\n- name: a\n  language: kql\n  query: |\n    T | where Zebra == 1\n'],
  ['a plain scalar', 'language: kql\nquery: T | where Zebra == 1\n'],
  ['a plain scalar over lines', 'language: kql\nquery: T\n  | where\n  Zebra == 1\n'],
  ['single quotes', "language: kql\nquery: 'T | where a == ''x'' and Zebra == 1'\n"],
  ['double quotes', 'language: kql\nquery: "T\\n\\t| where a == \\"\\u0041\\\\\\" and Zebra == 1"\n'],
  ['double quotes over lines', 'language: kql\nquery: "T |\n  where \\\n  Zebra == 1"\n'],
  ['a flow mapping', '{ language: kql, query: T | where Zebra == 1 }\n'],
  ['CRLF', 'id: 1\r\nlanguage: kql\r\nquery: |\r\n  T\r\n  | where Zebra == 1\r\n'],
  ['a second document', 'a: 1\n---\nlanguage: kql\nquery: T | where Zebra == 1\n'],
  ['characters beyond 16 bits', 'language: kql\nquery: |\n  // 🦓 é\n  T | where Zebra == 1\n'],
];

describe('a YAML file', () => {
  it.each(YAML_STYLES)('gives exact places in %s', (_style, file) => {
    expect(placesOfWord('rule.yaml', file)).toEqual([WORD]);
  });

  it('has its queries under `query` and `queryText`, at any depth', () => {
    const file = 'query: A\nlist:\n  - Query: B\nqueryCondition:\n  queryText: C\nsubquery: D\nqueries: E\n';
    expect(queriesIn('rule.yml', file)).toEqual(['A', 'B', 'C']);
  });

  it.each([
    ['SQL', 'query: "SELECT * FROM t WHERE a | b"\n'],
    ['PromQL', 'panels:\n  - query: sum(rate(http_requests_total{job="x"}[5m]))\n'],
    ['GraphQL', 'query: |\n  { user(id: 1) { name } }\n'],
    ['another language, as it says', 'language: eql\nquery: process where a == "b" | head 1\n'],
  ])('has no queries where `query` is %s', (_language, file) => {
    expect(queriesIn('chart.yaml', file)).toEqual([]);
  });

  it.each([
    ['a rule by its other keys', 'severity: High\nquery: SELECT is no table\n', 'SELECT is no table'],
    ['Kusto by its language', 'language: KQL\nquery: T where x\n', 'T where x'],
    ['a statement without a pipe', 'query: print 1\n', 'print 1'],
  ])('has one where it is %s', (_what, file, text) => {
    expect(queriesIn('rule.yaml', file)).toEqual([text]);
  });

  it('marks the query of a detection rule of Defender', () => {
    const file = 'query: A\nqueryCondition:\n  queryText: B\n';
    expect(readQueryFile('rule.yml', file).embedded.map(({ isDetection }) => isDetection)).toEqual([false, true]);
  });

  it.each(YAML_STYLES)('reads as the new text where it is put into %s', (style, file) => {
    const lineEnd = queriesIn('rule.yaml', file)[0]?.endsWith('\n') === true ? '\n' : '';
    const text = `T\n| where a == "it's \\\\"\n| take 2${lineEnd}`;
    const rewritten = rewrite('rule.yaml', file, text);
    expect(rewritten === undefined ? [] : queriesIn('rule.yaml', rewritten)).toEqual(
      style === 'a flow mapping' ? [] : [text],
    );
  });

  it('keeps the header, the indentation and everything around a block', () => {
    expect(rewrite('rule.yaml', 'a: 1 # one\nquery: |-\n     T|take 1\n\nb: [ 2 ]\n', 'T\n| take 1\n')).toBeUndefined();
    expect(rewrite('rule.yaml', 'a: 1 # one\nquery: |-\n     T|take 1\n# two\nb: [ 2 ]\n', 'T\n| take 1')).toBe(
      'a: 1 # one\nquery: |-\n     T\n     | take 1\n# two\nb: [ 2 ]\n',
    );
  });

  it('keeps quotes around a text of one line', () => {
    expect(rewrite('rule.yaml', "query: 'T|take 1' # why\n", 'T | take 1')).toBe("query: 'T | take 1' # why\n");
    expect(rewrite('rule.yaml', 'query: "T|take 1"\n', 'T | take 1')).toBe('query: "T | take 1"\n');
    expect(rewrite('rule.yaml', 'query: T|take 1\n', 'T | take 1')).toBe('query: T | take 1\n');
  });

  it('says where it is broken, if it is meant to hold a query', () => {
    const broken = 'query: |\n  T\n bad: [\n';
    expect(readQueryFile('rule.yaml', broken).faults[0]?.code).toBe('yaml-syntax');
    expect(readQueryFile('rule.yaml', 'severity: High\nquery: [\n').faults[0]?.code).toBe('yaml-syntax');
    expect(readQueryFile('chart.yaml', 'a: {{ .Values.x }}\n b: [\n').faults).toEqual([]);
    expect(readQueryFile('chart.yaml', 'query: {{ .Values.query }}\n b: [\n').faults).toEqual([]);
  });

  it('gives the place of every character that is no blank, whatever the text', () => {
    const line = fc.string({
      unit: fc.constantFrom('a', ' ', '"', "'", '\\', '|', '#', ':', 'é', '🦓'),
      maxLength: 12,
    });
    const types = fc.constantFrom('BLOCK_LITERAL', 'BLOCK_FOLDED', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'PLAIN');
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), types, (lines, defaultStringType) => {
        const text = lines.join('\n');
        const file = stringify({ id: 1, query: text, language: 'kql' }, { defaultStringType, defaultKeyType: 'PLAIN' });
        const [embedded] = readQueryFile('rule.yaml', file).embedded;
        [...(embedded?.text ?? '').matchAll(/[a|#:é]/g)].forEach(({ 0: character, index }) => {
          const span = embedded?.locate(index, index + 1);
          expect(file.slice(span?.start, span?.end)).toBe(character);
        });
      }),
    );
  });

  it('reads as the new text wherever it is put, or is left alone', () => {
    const line = fc.string({ unit: fc.constantFrom('a', ' ', '"', "'", '\\', '|', '#', ':', '\t'), maxLength: 8 });
    const texts = fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(fc.constantFrom(...YAML_STYLES), texts, ([, file], text) => {
        const rewritten = rewrite('rule.yaml', file, text);
        if (rewritten === undefined) return;
        expect(queriesIn('rule.yaml', rewritten)).toEqual([text]);
        expect(parse(rewritten.split('---\n').at(-1) ?? '')).toBeTruthy();
      }),
    );
  });
});
