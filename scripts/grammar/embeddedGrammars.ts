import type { Grammar } from './pattern.ts';

/** The scope of Kusto inside another language; VS Code takes its language from it. */
const EMBEDDED = 'meta.embedded.block.kusto';

/** Colours fences that are marked `kql`, `kusto` or `csl` in Markdown, also within lists and quotes. */
export function createMarkdownGrammar(): Grammar {
  const fence = '`{3,}|~{3,}';
  return {
    name: 'Kusto in Markdown',
    scopeName: 'markdown.kusto.codeblock',
    injectionSelector: 'L:text.html.markdown',
    patterns: [{ include: '#fence' }],
    repository: {
      fence: {
        begin: `(?:^|\\G)([ \\t]*)(${fence})[ \\t]*(?i:(kql|kusto|csl))(?=[\\s{:,]|$)([^\`]*)$`,
        beginCaptures: {
          2: { name: 'punctuation.definition.markdown' },
          3: { name: 'fenced_code.block.language.markdown' },
          4: { name: 'fenced_code.block.language.attributes.markdown' },
        },
        end: '(?:^|\\G)(?:\\1|[ \\t]{0,3})(\\2)[ \\t]*$',
        endCaptures: { 1: { name: 'punctuation.definition.markdown' } },
        name: 'markup.fenced_code.block.markdown',
        patterns: [
          {
            begin: '(?:^|\\G)(?=.*$)',
            while: `(?:^|\\G)(?![ \\t]*(?:${fence})[ \\t]*$)`,
            contentName: EMBEDDED,
            patterns: [{ include: 'source.kusto' }],
          },
        ],
      },
    },
  };
}

/**
 * Colours the block scalar of a key `query` or `queryText` in YAML, as rules of Sentinel and Defender have it. VS Code's grammar for
 * YAML takes the indentation of the mapping away before the rules within it see a line: what is indented further, or
 * blank, belongs to the scalar.
 */
export function createYamlGrammar(): Grammar {
  return {
    name: 'Kusto in YAML',
    scopeName: 'yaml.kusto.query',
    injectionSelector: 'L:source.yaml -comment -string -meta.embedded',
    patterns: [{ include: '#query' }],
    repository: {
      query: {
        begin: '(?<=^[Qq]uery: |[ \\t][Qq]uery: |^[Qq]ueryText: |[ \\t][Qq]ueryText: )([|>])([-+0-9]*)(?=\\s*$)',
        beginCaptures: {
          1: { name: 'keyword.control.flow.block-scalar.literal.yaml' },
          2: { name: 'storage.modifier.chomping-indicator.yaml' },
        },
        while: '(?:^|\\G)(?=[ \\t]|$)',
        contentName: EMBEDDED,
        patterns: [{ include: 'source.kusto' }],
      },
    },
  };
}
