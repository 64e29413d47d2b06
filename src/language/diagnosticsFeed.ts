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

interface OpenDocument {
  readonly document: TextDocument;
  /** Blocks of the version before, to tell which have been edited. */
  known: ReadonlySet<AnalyzedQuery>;
  cancel: () => void;
}

/**
 * Publishes what there is to say about the open documents: the edited block at once, the others one by one when nothing
 * else is to be done, each only when its text has changed.
 */
export class DiagnosticsFeed {
  readonly #open = new Map<string, OpenDocument>();
  #findings = new WeakMap<AnalyzedQuery, readonly KqlDiagnostic[]>();
  #lastTook = 0;

  constructor(
    private readonly analyses: AnalyzedDocuments,
    private readonly diagnose: (query: AnalyzedQuery) => readonly KqlDiagnostic[],
    private readonly publish: (params: PublishDiagnosticsParams) => void,
    /** Told when every query of a document has been read. */
    private readonly onRead: (uri: string) => void = () => undefined,
  ) {}

  /** A document was opened or edited. */
  update(document: TextDocument): void {
    const open = this.#open.get(document.uri) ?? { document, known: new Set<AnalyzedQuery>(), cancel: () => undefined };
    this.#open.set(document.uri, open);
    open.cancel();
    const wait = this.#lastTook > SLOW ? Math.min(this.#lastTook, LONGEST_WAIT) : 0;
    open.cancel = wait === 0 ? whenIdle(() => this.#start(open)) : afterPause(() => this.#start(open), wait);
  }

  /** What there is to say about one query of an open document. */
  findingsOf(query: AnalyzedQuery): readonly KqlDiagnostic[] {
    this.#diagnose(query);
    return this.#findings.get(query) ?? [];
  }

  /** Everything is to be said anew: the tables or the settings have changed. */
  refresh(): void {
    this.#findings = new WeakMap();
    for (const { document } of this.#open.values()) this.update(document);
  }

  close(uri: string): void {
    this.#open.get(uri)?.cancel();
    this.#open.delete(uri);
    this.publish({ uri, diagnostics: [] });
  }

  #start(open: OpenDocument): void {
    const analyzed = this.analyses.of(open.document);
    const waiting = analyzed.blocks.filter((block) => block.hasCode && !this.#findings.has(block.query));
    const { known } = open;
    const edited = waiting.filter(({ query }) => !known.has(query));
    const rest = waiting.filter(({ query }) => known.has(query));
    open.known = new Set(analyzed.blocks.map(({ query }) => query));
    this.#goOn(open, analyzed, [...edited, ...rest], 0);
  }

  #goOn(open: OpenDocument, analyzed: AnalyzedDocument, waiting: readonly DocumentBlock[], lastShown: number): void {
    const [next, ...later] = waiting;
    if (next !== undefined) this.#diagnose(next.query);
    const isDue = later.length === 0 || performance.now() - lastShown > SHOW_EVERY;
    if (isDue) this.publish({ ...this.#said(analyzed), uri: analyzed.document.uri });
    if (later.length === 0) {
      this.onRead(analyzed.document.uri);
      return;
    }
    open.cancel = whenIdle(() => this.#goOn(open, analyzed, later, isDue ? performance.now() : lastShown));
  }

  #diagnose(query: AnalyzedQuery): void {
    if (this.#findings.has(query)) return;
    const started = performance.now();
    this.#findings.set(query, this.diagnose(query));
    this.#lastTook = performance.now() - started;
  }

  #said({ document, version, blocks }: AnalyzedDocument): Omit<PublishDiagnosticsParams, 'uri'> {
    const diagnostics = blocks.flatMap((block) =>
      (this.#findings.get(block.query) ?? []).map((finding) => toDiagnostic(document, block, finding)),
    );
    return { version, diagnostics };
  }
}

/** Runs after what is already waiting; messages that arrive meanwhile are answered first. */
function whenIdle(work: () => void): () => void {
  const handle = setImmediate(work);
  return () => clearImmediate(handle);
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
