import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formatDocument, formatRange, formatTyped } from '../../../../src/language/features/formatting';
import { kustoDocument } from '../../../fixtures/kustoDocument';

const OPTIONS = { tabSize: 4, insertSpaces: true };
const TEXT = 'T|where a==1\n|where b==2\n|take   3\n\nU|take   4\n';

describe('formatting', () => {
  it('lays out every query of a document', () => {
    const document = kustoDocument(TEXT);
    const edits = formatDocument(document, OPTIONS);
    expect(TextDocument.applyEdits(document, edits)).toBe(
      'T\n| where a == 1\n| where b == 2\n| take 3\n\nU | take 4\n',
    );
  });

  it('keeps line ends', () => {
    const document = kustoDocument('T|where a==1\r\n|take   3\r\n');
    expect(TextDocument.applyEdits(document, formatDocument(document, OPTIONS))).toBe(
      'T\r\n| where a == 1\r\n| take 3\r\n',
    );
  });

  it('changes only the lines of a range', () => {
    const document = kustoDocument(TEXT);
    const range = { start: { line: 1, character: 3 }, end: { line: 1, character: 11 } };
    expect(TextDocument.applyEdits(document, formatRange(document, range, OPTIONS))).toBe(
      'T|where a==1\n| where b == 2\n|take   3\n\nU|take   4\n',
    );
  });

  it('lays out the line before a pipe when it is typed', () => {
    const document = kustoDocument('T\n|where a==1\n|where   b==2|');
    expect(TextDocument.applyEdits(document, formatTyped(document, { line: 2, character: 14 }, OPTIONS))).toBe(
      'T\n|where a==1\n| where b == 2\n|',
    );
  });

  it.each(['print "a  |', 'T // a  |', "print x=  'b|c"])('leaves a pipe alone that is none: %j', (text) => {
    const document = kustoDocument(text);
    expect(formatTyped(document, { line: 0, character: text.indexOf('|') + 1 }, OPTIONS)).toEqual([]);
  });
});
