import { TextDocument } from 'vscode-languageserver-textdocument';
import { KustoLanguage } from '../../../src/kusto/languageService';
import { AnalyzedDocuments, blockAt } from '../../../src/language/analyzedDocuments';
import { diagnose } from '../../../src/language/diagnose';
import { listCompletions } from '../../../src/language/features/completion';
import { HUNTING_SCOPE } from '../../../src/language/huntingScope';
import { hundredQueries, queryOfStroke, TYPED_AFTER } from './hundredQueries';

const KEYSTROKES = 60;

/** What one keystroke costs, in milliseconds. */
export interface Keystroke {
  /** A bare parse of the edited query. */
  readonly parse: number;
  /** From the edit to the findings of the edited query. */
  readonly diagnostics: number;
  /** From the edit to a list of completions. */
  readonly completion: number;
}

export interface InProcessFigures {
  readonly lines: number;
  readonly firstFindingsMs: number;
  readonly allFindingsMs: number;
  readonly strokes: readonly Keystroke[];
}

/** What the language's own code costs, without a process around it. */
export function measureInProcess(): InProcessFigures {
  const document = TextDocument.create('file:///hundred.kql', 'kusto', 1, hundredQueries());
  const analyses = new AnalyzedDocuments(HUNTING_SCOPE);
  const opened = performance.now();
  const blocks = analyses.of(document).blocks;
  diagnose(blocks[0]?.query ?? fault());
  const firstFindingsMs = performance.now() - opened;
  for (const { query } of blocks) diagnose(query);
  const allFindingsMs = performance.now() - opened;
  const strokes = Array.from({ length: KEYSTROKES }, (_, stroke) => strike(document, analyses, queryOfStroke(stroke)));
  return { lines: document.lineCount, firstFindingsMs, allFindingsMs, strokes };
}

/** Goes on with a condition of a query, letter by letter, and measures what an editor then asks. */
function strike(document: TextDocument, analyses: AnalyzedDocuments, index: number): Keystroke {
  const block = analyses.of(document).blocks[index] ?? fault();
  const offset = block.start + block.query.text.indexOf(TYPED_AFTER) + TYPED_AFTER.length;
  type(document, offset, ' and F');
  const splitting = performance.now();
  const parsed = blockAt(analyses.of(document), offset)?.query.text ?? '';
  const started = performance.now();
  KustoLanguage.KustoCode.Parse(parsed, HUNTING_SCOPE.globals);
  const diagnosing = performance.now();
  diagnose(blockAt(analyses.of(document), offset)?.query ?? fault());
  const diagnostics = performance.now() - diagnosing + (started - splitting);
  type(document, offset + ' and F'.length, 'o');
  const asking = performance.now();
  listCompletions(analyses.of(document), document.positionAt(offset + ' and Fo'.length));
  return { parse: diagnosing - started, diagnostics, completion: performance.now() - asking };
}

function type(document: TextDocument, offset: number, text: string): void {
  const position = document.positionAt(offset);
  TextDocument.update(document, [{ range: { start: position, end: position }, text }], document.version + 1);
}

function fault(): never {
  throw new Error('The generated document has another number of queries than was asked for.');
}
