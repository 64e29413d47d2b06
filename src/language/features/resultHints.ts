import type { InlayHint, Range } from 'vscode-languageserver';
import { resultColumns } from '../../kusto/resultColumns';
import type { AnalyzedDocument } from '../analyzedDocuments';

const SHOWN = 6;

/**
 * After each query the columns that it returns; the tooltip has them all, with their types. A query that is still being
 * written has none: they would come and go beside the cursor.
 */
export function hintResults({ document, blocks }: AnalyzedDocument, range: Range): InlayHint[] {
  const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return blocks
    .filter(({ hasCode, start, query }) => hasCode && start <= to && start + query.text.length >= from)
    .flatMap(({ start, query }) => {
      const isBroken = query.bound?.diagnostics.some(({ severity }) => severity === 'error') !== false;
      const columns = isBroken ? [] : resultColumns(query);
      if (columns.length === 0) return [];
      const names = columns.slice(0, SHOWN).map(({ name }) => name);
      const more = columns.length > SHOWN ? `, … ${columns.length - SHOWN} more` : '';
      return {
        position: document.positionAt(start + query.text.trimEnd().length),
        label: `→ ${names.join(', ')}${more}`,
        tooltip: columns.map(({ name, type }) => `${name}: ${type ?? 'unknown'}`).join('\n'),
        paddingLeft: true,
      };
    });
}
