import { CodeActionKind, type CodeAction, type Range, type TextEdit as LspEdit } from 'vscode-languageserver';
import type { AnalyzedQuery } from '../../kusto/analyzedQuery';
import type { Fix, KqlDiagnostic } from '../../kusto/kqlDiagnostic';
import { rangeIn, type AnalyzedDocument, type DocumentBlock } from '../analyzedDocuments';
import { toDiagnostic } from '../diagnosticsFeed';

/** The ways to mend what was found in a range of a document, the best of each finding first. */
export function offerFixes(
  analyzed: AnalyzedDocument,
  range: Range,
  findingsOf: (query: AnalyzedQuery) => readonly KqlDiagnostic[],
): CodeAction[] {
  const start = analyzed.document.offsetAt(range.start);
  const end = analyzed.document.offsetAt(range.end);
  return analyzed.blocks
    .filter((block) => block.hasCode && block.start <= end && block.start + block.query.text.length >= start)
    .flatMap((block) =>
      findingsOf(block.query)
        .filter(
          (finding) => block.start + finding.start <= end && block.start + finding.start + finding.length >= start,
        )
        .flatMap((finding) => offer(analyzed, block, finding)),
    );
}

function offer(analyzed: AnalyzedDocument, block: DocumentBlock, finding: KqlDiagnostic): CodeAction[] {
  const { document } = analyzed;
  return (finding.fixes ?? []).map((fix, index) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(document, block, finding)],
    isPreferred: index === 0,
    edit: { changes: { [document.uri]: editsOf(analyzed, block, fix) } },
  }));
}

function editsOf({ document }: AnalyzedDocument, block: DocumentBlock, fix: Fix): LspEdit[] {
  return fix.edits.map(({ start, end, newText }) => ({ range: rangeIn(document, block, start, end), newText }));
}
