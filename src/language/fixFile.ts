import { AnalyzedQuery } from '../kusto/analyzedQuery';
import type { BindingScope } from '../kusto/tableSchema';
import { applyEdits, type TextEdit } from '../kusto/textEdit';
import type { CheckOptions } from './checkFile';
import { diagnose } from './diagnose';
import { queriesIn } from './queryFiles/queriesIn';
import type { EmbeddedText, QueryFile } from './queryFiles/queryFile';

export interface FixOptions extends CheckOptions {
  readonly scope: BindingScope;
  /** Finds the queries in a text of the file's format. */
  readonly read: (text: string) => QueryFile;
}

/** One fix can open the way for another; more rounds than these would be two that undo each other. */
const MOST_ROUNDS = 10;

/** A file's text with every fix made that changes nothing about what a query finds; the rest is left to a person. */
export function fixFile(text: string, options: FixOptions): string {
  let fixed = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = fixOnce(options.read(fixed), options);
    if (next === fixed) return fixed;
    fixed = next;
  }
  return fixed;
}

function fixOnce(file: QueryFile, options: FixOptions): string {
  // In a broken file it is not certain what belongs to a query.
  if (file.faults.length > 0) return file.text;
  const edits = file.embedded.map((embedded) => safeEdits(embedded, options));
  const wanted = file.embedded.map(({ text }, index) => applyEdits(text, edits[index] ?? []));
  const inPlace = applyEdits(
    file.text,
    file.embedded.flatMap((embedded, index) => (edits[index] ?? []).map((edit) => placeInFile(embedded, edit))),
  );
  const reread = options.read(inPlace).embedded;
  if (reread.length === wanted.length && reread.every(({ text }, index) => text === wanted[index])) return inPlace;
  // The format spells the new text in another way, such as a quote within quotes.
  return applyEdits(
    file.text,
    file.embedded.flatMap((embedded, index) => {
      const text = wanted[index] ?? embedded.text;
      return text === embedded.text ? [] : (embedded.rewrite(text) ?? []);
    }),
  );
}

function placeInFile(embedded: EmbeddedText, { start, end, newText }: TextEdit): TextEdit {
  return { ...embedded.locate(start, end), newText };
}

/** The edits of the safe fixes of a text, without those that would touch what another one changes. */
function safeEdits(embedded: EmbeddedText, { scope, ...options }: FixOptions): readonly TextEdit[] {
  const chosen: TextEdit[] = [];
  for (const query of queriesIn(embedded)) {
    const analyzed = new AnalyzedQuery(query.text, scope);
    for (const { fixes } of diagnose(analyzed, { ...options, isDetection: embedded.isDetection })) {
      const edits = (fixes?.find(({ isSafe }) => isSafe === true)?.edits ?? []).map((edit) => moved(edit, query.start));
      if (!edits.some((edit) => chosen.some((other) => touch(edit, other)))) chosen.push(...edits);
    }
  }
  return chosen;
}

function moved({ start, end, newText }: TextEdit, by: number): TextEdit {
  return { start: start + by, end: end + by, newText };
}

function touch(a: TextEdit, b: TextEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
