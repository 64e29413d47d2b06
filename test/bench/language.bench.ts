import { TextDocument } from 'vscode-languageserver-textdocument';
import { KustoLanguage } from '../../src/kusto/languageService';
import { AnalyzedDocuments, blockAt } from '../../src/language/analyzedDocuments';
import { diagnose } from '../../src/language/diagnose';
import { listCompletions } from '../../src/language/features/completion';
import { HUNTING_SCOPE } from '../../src/language/huntingScope';
import { median, rounded, type BenchmarkResult, type Print } from './benchmark';

const QUERIES = 100;
const KEYSTROKES = 60;
const MOST_MS = 50;

/** A query of twenty lines as hunters write them; the numbers make each block another text. */
function huntingQuery(number: number): string {
  return `// Hunt ${number}
let since = ${1 + (number % 29)}d;
let names = dynamic(["powershell.exe", "cmd.exe", "wscript.exe"]);
let rare = DeviceProcessEvents
    | where Timestamp > ago(since)
    | summarize Machines = dcount(DeviceId), First = min(Timestamp) by FileName, SHA1
    | where Machines < ${2 + number};
DeviceProcessEvents
| where Timestamp > ago(since)
| where FileName in~ (names)
| where ProcessCommandLine has_any ("-enc", "download", "http")
| extend Target = tolower(extract(@"https?://([^/]+)", 1, ProcessCommandLine))
| join kind=inner (rare) on SHA1
| join kind=leftouter (
    DeviceNetworkEvents
    | where Timestamp > ago(since) and RemotePort == ${440 + number}
    | project DeviceId, RemoteIP, RemoteUrl
  ) on DeviceId
| project Timestamp, DeviceName, FileName, Target, RemoteIP, Machines
| top 100 by Timestamp desc`;
}

interface Keystroke {
  readonly parse: number;
  readonly diagnostics: number;
  readonly completion: number;
}

/**
 * What a keystroke costs in a file of 100 queries and 2,000 lines: from the edit to the findings of the edited query,
 * and from the edit to a list of completions, each beside a bare parse of that query in the same run.
 */
export function benchmark(_words: readonly string[], print: Print): Promise<BenchmarkResult> {
  const text = Array.from({ length: QUERIES }, (_, index) => huntingQuery(index)).join('\n\n');
  const document = TextDocument.create('file:///hundred.kql', 'kusto', 1, text);
  const analyses = new AnalyzedDocuments(HUNTING_SCOPE);
  const opened = performance.now();
  const blocks = analyses.of(document).blocks;
  diagnose(blocks[0]?.query ?? fault());
  const firstFindingsMs = performance.now() - opened;
  for (const { query } of blocks) diagnose(query);
  const wholeMs = performance.now() - opened;
  print(`${document.lineCount} lines: first findings ${rounded(firstFindingsMs)} ms, all ${rounded(wholeMs, 0)} ms`);
  const strokes = Array.from({ length: KEYSTROKES }, (_, index) =>
    strike(document, analyses, (index * 37 + 11) % QUERIES),
  );
  const figures = {
    lines: document.lineCount,
    queries: QUERIES,
    firstFindingsMs: rounded(firstFindingsMs),
    allFindingsMs: rounded(wholeMs, 0),
    diagnostics: summarize(strokes, ({ diagnostics }) => diagnostics),
    completion: summarize(strokes, ({ completion }) => completion),
    parseMs: rounded(median(strokes.map(({ parse }) => parse))),
    mostMs: MOST_MS,
  };
  for (const what of ['diagnostics', 'completion'] as const) {
    const { medianMs, p95Ms, p95Ratio } = figures[what];
    print(`keystroke to ${what.padEnd(12)} median ${medianMs} ms, p95 ${p95Ms} ms, ${p95Ratio} times a bare parse`);
  }
  return Promise.resolve({ figures, failures: [] });
}

/** Goes on with a condition of a query, letter by letter, and measures what an editor then asks. */
function strike(document: TextDocument, analyses: AnalyzedDocuments, index: number): Keystroke {
  const block = analyses.of(document).blocks[index] ?? fault();
  const offset = block.start + block.query.text.indexOf('(names)') + '(names)'.length;
  type(document, offset, ' and F');
  const parsing = performance.now();
  const parsed = blockAt(analyses.of(document), offset)?.query.text ?? '';
  const started = performance.now();
  KustoLanguage.KustoCode.Parse(parsed, HUNTING_SCOPE.globals);
  const parse = performance.now() - started;
  const splitting = started - parsing;
  const editing = performance.now();
  diagnose(blockAt(analyses.of(document), offset)?.query ?? fault());
  const diagnostics = performance.now() - editing + splitting;
  type(document, offset + ' and F'.length, 'o');
  const asking = performance.now();
  listCompletions(analyses.of(document), document.positionAt(offset + ' and Fo'.length));
  return { parse, diagnostics, completion: performance.now() - asking };
}

function type(document: TextDocument, offset: number, text: string): void {
  const position = document.positionAt(offset);
  TextDocument.update(document, [{ range: { start: position, end: position }, text }], document.version + 1);
}

function summarize(strokes: readonly Keystroke[], measure: (stroke: Keystroke) => number) {
  const p95 = percentile95(strokes.map(measure));
  const ratio = percentile95(strokes.map((stroke) => measure(stroke) / stroke.parse));
  return { medianMs: rounded(median(strokes.map(measure))), p95Ms: rounded(p95), p95Ratio: rounded(ratio) };
}

function percentile95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
}

function fault(): never {
  throw new Error('The generated document has another number of queries than was asked for.');
}
