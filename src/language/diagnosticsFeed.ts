import { DiagnosticSeverity, type Diagnostic, type PublishDiagnosticsParams } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { AnalyzedQuery } from '../kusto/analyzedQuery';
import type { KqlDiagnostic, Severity } from '../kusto/kqlDiagnostic';
import { documentationOf } from './documentation';
import { rangeIn, type AnalyzedDocument, type AnalyzedDocuments, type DocumentBlock } from './analyzedDocuments';

/** A query that takes longer than this, in milliseconds, is diagnosed when its author pauses. */
const SLOW = 150;
const LONGEST_WAIT = 2_000;

/** How often findings of a document that is still being read are shown, in milliseconds. */
const SHOW_EVERY = 300;

/** So long after the last edit, in milliseconds, its author is taken to be reading rather than typing. */
const TYPING = 300;

interface OpenDocument {
  readonly document: TextDocument;
  /** Blocks of the version before, to tell which have been edited. */
  known: ReadonlySet<AnalyzedQuery>;
  cancel: () => void;
}

/** The blocks of a version that nothing is said about yet. */
interface Reading {
  readonly analyzed: AnalyzedDocument;
  readonly edited: readonly DocumentBlock[];
  readonly rest: readonly DocumentBlock[];
  /** When findings of this version were last shown. */
  readonly lastShown: number;
}

export interface FeedParts {
  readonly diagnose: (query: AnalyzedQuery) => readonly KqlDiagnostic[];
  readonly publish: (params: PublishDiagnosticsParams) => void;
  /** Told when every query of a document has been read. */
  readonly onRead?: (uri: string) => void;
  /** Runs work when nothing more urgent is to be done; returns what calls it off. */
  readonly whenIdle: (work: () => void) => () => void;
}

/**
 * Publishes what there is to say about the open documents: the edited block at once, the others one by one when nothing
 * else is to be done and nobody types, each only when its text has changed.
 */
export class DiagnosticsFeed {
  readonly #open = new Map<string, OpenDocument>();
  #findings = new WeakMap<AnalyzedQuery, readonly KqlDiagnostic[]>();
  #bindingTook = 0;
  #lastTook = 0;
  #lastEdit = -Infinity;

  constructor(
    private readonly analyses: AnalyzedDocuments,
    private readonly parts: FeedParts,
  ) {}

  /** A document was opened or edited. */
  update(document: TextDocument): void {
    const known = this.#open.get(document.uri);
    if (known !== undefined) this.#lastEdit = performance.now();
    const open = known ?? { document, known: new Set<AnalyzedQuery>(), cancel: () => undefined };
    this.#open.set(document.uri, open);
    this.#read(open);
  }

  /** What there is to say about one query of an open document. */
  findingsOf(query: AnalyzedQuery): readonly KqlDiagnostic[] {
    this.#diagnose(query);
    return this.#findings.get(query) ?? [];
  }

  /** Everything is to be said anew: the tables or the settings have changed. */
  refresh(): void {
    this.#findings = new WeakMap();
    for (const open of this.#open.values()) this.#read(open);
  }

  close(uri: string): void {
    this.#open.get(uri)?.cancel();
    this.#open.delete(uri);
    this.parts.publish({ uri, diagnostics: [] });
  }

  #read(open: OpenDocument): void {
    const wait = this.#lastTook > SLOW ? Math.min(this.#lastTook, LONGEST_WAIT) : 0;
    this.#soon(open, wait, () => this.#start(open));
  }

  /** Does a document's next piece of work after a while, in milliseconds, in place of the one that waits. */
  #soon(open: OpenDocument, wait: number, work: () => void): void {
    open.cancel();
    open.cancel = wait <= 0 ? this.parts.whenIdle(work) : afterPause(work, wait);
  }

  #start(open: OpenDocument): void {
    const analyzed = this.analyses.of(open.document);
    const waiting = analyzed.blocks.filter((block) => block.hasCode && !this.#findings.has(block.query));
    const { known } = open;
    const isEdited = ({ query }: DocumentBlock) => known.size > 0 && !known.has(query);
    const edited = waiting.filter((block) => isEdited(block));
    const rest = waiting.filter((block) => !isEdited(block));
    open.known = new Set(analyzed.blocks.map(({ query }) => query));
    this.#goOn(open, { analyzed, edited, rest, lastShown: -Infinity });
  }

  #goOn(open: OpenDocument, reading: Reading): void {
    const { analyzed, edited, rest, lastShown } = reading;
    const [next, ...later] = [...edited, ...rest];
    if (next?.query.isBound === false) {
      this.#bindingTook = timeToBind(next.query);
      // What is asked meanwhile, such as completions, needs the bound query but not what is to be said about it.
      this.#soon(open, 0, () => this.#goOn(open, reading));
      return;
    }
    if (next !== undefined) this.#diagnose(next.query);
    const isDue = later.length === 0 || edited.length === 1 || performance.now() - lastShown > SHOW_EVERY;
    if (isDue) this.parts.publish({ ...this.#said(analyzed), uri: analyzed.document.uri });
    if (later.length === 0) {
      this.parts.onRead?.(analyzed.document.uri);
      return;
    }
    const left = { edited: edited.slice(1), rest: edited.length > 0 ? rest : rest.slice(1) };
    const wait = left.edited.length > 0 ? 0 : this.#lastEdit + TYPING - performance.now();
    const shown = isDue ? performance.now() : lastShown;
    this.#soon(open, wait, () => this.#goOn(open, { analyzed, ...left, lastShown: shown }));
  }

  #diagnose(query: AnalyzedQuery): void {
    if (this.#findings.has(query)) return;
    const started = performance.now();
    this.#findings.set(query, this.parts.diagnose(query));
    this.#lastTook = this.#bindingTook + performance.now() - started;
    this.#bindingTook = 0;
  }

  #said({ document, version, blocks }: AnalyzedDocument): Omit<PublishDiagnosticsParams, 'uri'> {
    const diagnostics = blocks.flatMap((block) =>
      (this.#findings.get(block.query) ?? []).map((finding) => toDiagnostic(document, block, finding)),
    );
    return { version, diagnostics };
  }
}

/** Binds a query. In milliseconds. */
function timeToBind(query: AnalyzedQuery): number {
  const started = performance.now();
  query.bind();
  return performance.now() - started;
}

function afterPause(work: () => void, milliseconds: number): () => void {
  const handle = setTimeout(work, milliseconds);
  return () => clearTimeout(handle);
}

/** A finding as an editor shows it. */
export function toDiagnostic(document: TextDocument, block: DocumentBlock, finding: KqlDiagnostic): Diagnostic {
  const href = documentationOf(finding.code);
  return {
    range: rangeIn(document, block, finding.start, finding.start + finding.length),
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    ...(href !== undefined && { codeDescription: { href } }),
    source: 'KQL',
    message: finding.message,
  };
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
