import {
  SemanticTokensBuilder,
  type Range,
  type SemanticTokens,
  type SemanticTokensDelta,
} from 'vscode-languageserver';
import type { AnalyzedDocument, DocumentBlock } from './analyzedDocuments';
import { listSemanticTokens } from './features/semanticTokens';

/** As many blocks are bound for a request; the others get their colours from the grammar until they have been read. */
const BOUND_AT_ONCE = 2;

/** Answers with the tokens of a document or with what has changed since the last answer. */
export class SemanticTokenStore {
  readonly #builders = new Map<string, SemanticTokensBuilder>();
  readonly #incomplete = new Set<string>();

  full(analyzed: AnalyzedDocument): SemanticTokens {
    return this.#build(analyzed).build();
  }

  delta(analyzed: AnalyzedDocument, previous: string): SemanticTokens | SemanticTokensDelta {
    const builder = this.#builders.get(analyzed.document.uri);
    builder?.previousResult(previous);
    return this.#build(analyzed).buildEdits();
  }

  range(analyzed: AnalyzedDocument, range: Range): SemanticTokens {
    const builder = new SemanticTokensBuilder();
    for (const token of listSemanticTokens(analyzed, range)) builder.push(...token, 0);
    return builder.build();
  }

  /** True once after an answer that lacked tokens, when these can be had. */
  takeIncomplete(uri: string): boolean {
    return this.#incomplete.delete(uri);
  }

  forget(uri: string): void {
    this.#builders.delete(uri);
    this.#incomplete.delete(uri);
  }

  #build(analyzed: AnalyzedDocument): SemanticTokensBuilder {
    const { uri } = analyzed.document;
    const builder = this.#builders.get(uri) ?? new SemanticTokensBuilder();
    this.#builders.set(uri, builder);
    const ready = readyBlocks(analyzed);
    if (ready.length < analyzed.blocks.length) this.#incomplete.add(uri);
    for (const token of listSemanticTokens({ ...analyzed, blocks: ready })) builder.push(...token, 0);
    return builder;
  }
}

function readyBlocks({ blocks }: AnalyzedDocument): readonly DocumentBlock[] {
  const waiting = blocks.filter(({ hasCode, query }) => hasCode && !query.isBound);
  if (waiting.length <= BOUND_AT_ONCE) return blocks;
  return blocks.filter((block) => !waiting.includes(block));
}
