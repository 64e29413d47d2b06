import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { listQueries } from '../../../../src/language/features/queries';

const textsOf = (text: string) => {
  const document = TextDocument.create('file:///hunt.kql', 'kusto', 1, text);
  return listQueries(document).map(({ range }) => document.getText(range));
};

describe('listQueries', () => {
  it('separates queries at blank lines', () => {
    expect(textsOf('DeviceInfo\n| take 1\n\nAlertInfo\n')).toEqual(['DeviceInfo\n| take 1', 'AlertInfo']);
  });

  it('keeps leading let statements with their query', () => {
    const query = 'let names = dynamic(["a"]);\nlet since = 1d;\nDeviceInfo\n| where DeviceName in (names)';
    expect(textsOf(`${query}\n\nAlertInfo`)).toEqual([query, 'AlertInfo']);
  });

  it('gives the same text under Windows line ends', () => {
    expect(textsOf('DeviceInfo\r\n| take 1\r\n\r\nAlertInfo\r\n')).toEqual(['DeviceInfo\r\n| take 1', 'AlertInfo']);
  });

  it('finds no query in an empty document or in comments', () => {
    expect(textsOf('')).toEqual([]);
    expect(textsOf('// nothing yet\n\n// still nothing\n')).toEqual([]);
  });
});
