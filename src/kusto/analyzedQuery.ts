import { bindQuery, type BoundQuery } from './bindQuery';
import { KustoLanguage } from './languageService';
import { shortenLists } from './shortenLists';
import type { BindingScope } from './tableSchema';

/**
 * One query's text with all that Kusto's language service can say about it. It is bound when something is first asked,
 * a matter of milliseconds to tens of them, and keeps the outcome: every feature of an editor shares one binding.
 */
export class AnalyzedQuery {
  #bound: BoundQuery | 'failed' | undefined;
  #service: Kusto.Language.Editor.KustoCodeService | undefined;

  constructor(
    readonly text: string,
    readonly scope: BindingScope,
  ) {}

  get isBound(): boolean {
    return this.#bound !== undefined;
  }

  /** Binds the query before anything is asked about it. */
  bind(): void {
    this.#bound ??= bindOrFail(this.text, this.scope);
  }

  /** The bound tree and Kusto's own findings; undefined where the language service fails on the text or would take too long. */
  get bound(): BoundQuery | undefined {
    this.bind();
    return this.#bound === 'failed' ? undefined : this.#bound;
  }

  /** Kusto's editor features over the bound tree, for this room only; undefined where there is no tree. */
  get service(): Kusto.Language.Editor.KustoCodeService | undefined {
    const { bound } = this;
    if (bound === undefined) return undefined;
    this.#service ??= new KustoLanguage.Editor.KustoCodeService.ctor(bound.code);
    return this.#service;
  }
}

/** A query with more characters than this, blanks aside, is data that somebody pasted: binding it would take minutes. */
const MOST_CHARACTERS = 200_000;

function isTooLong(text: string): boolean {
  return text.length > MOST_CHARACTERS && text.replace(/\s+/g, '').length > MOST_CHARACTERS;
}

function bindOrFail(text: string, scope: BindingScope): BoundQuery | 'failed' {
  try {
    const shortened = shortenLists(text);
    return isTooLong(shortened) ? 'failed' : bindQuery(shortened, scope);
  } catch {
    // The language service fails on a few texts; its messages are no use to a person.
    return 'failed';
  }
}
