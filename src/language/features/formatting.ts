import { TextEdit as LspEdit, type FormattingOptions, type Position, type Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { formatText } from '../../kusto/formatQuery';
import { tokenize } from '../../kusto/lexicalTokens';
import type { TextEdit } from '../../kusto/textEdit';

/** The character that lays out what was typed before it. */
export const FORMATTING_TRIGGER = '|';

export function formatDocument(document: TextDocument, options: FormattingOptions): LspEdit[] {
  return editsOf(document, options).map((edit) => toLspEdit(document, edit));
}

/** Lays out the lines of a range as they are laid out in their whole query. */
export function formatRange(document: TextDocument, range: Range, options: FormattingOptions): LspEdit[] {
  const start = document.offsetAt({ line: range.start.line, character: 0 });
  const end = document.offsetAt(range.end);
  return editsBetween(document, options, start, end);
}

/** Lays out the line that ends with the `|` that was just typed. */
export function formatTyped(
  document: TextDocument,
  { line, character }: Position,
  options: FormattingOptions,
): LspEdit[] {
  const end = document.offsetAt({ line, character });
  const text = document.getText();
  // In a string or a comment it is no pipe.
  if (!tokenize(text).some((token) => token.text === FORMATTING_TRIGGER && token.start === end - 1)) return [];
  return editsBetween(document, options, document.offsetAt({ line, character: 0 }), end);
}

/** The edits before the words that begin in a part of the text. */
function editsBetween(document: TextDocument, options: FormattingOptions, start: number, end: number): LspEdit[] {
  return editsOf(document, options)
    .filter((edit) => edit.end >= start && edit.end <= end)
    .map((edit) => toLspEdit(document, edit));
}

function editsOf(document: TextDocument, { tabSize, insertSpaces }: FormattingOptions): TextEdit[] {
  return formatText(document.getText(), { indentSize: tabSize, usesTabs: !insertSpaces });
}

function toLspEdit(document: TextDocument, { start, end, newText }: TextEdit): LspEdit {
  return LspEdit.replace({ start: document.positionAt(start), end: document.positionAt(end) }, newText);
}
