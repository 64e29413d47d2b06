import { describe, expect, test } from 'vitest';
import { findQueries } from '../../../src/kusto/queryBlocks';

describe('findQueries', () => {
  test('separates queries at blank lines and keeps their lets with them', () => {
    const text = 'let n = 5;\nEmailEvents\n| take n\n\n\nDeviceInfo | count\n';
    expect(findQueries(text).map((query) => query.text)).toEqual([
      'let n = 5;\nEmailEvents\n| take n',
      'DeviceInfo | count',
    ]);
  });

  test('gives the place of each query in the document', () => {
    const text = '\r\n  print 1  \r\n\r\nprint 2';
    expect(findQueries(text).map(({ start, end }) => text.slice(start, end))).toEqual(['print 1', 'print 2']);
  });

  test('leaves out what holds only comments, and keeps comments above a query', () => {
    const text = '// about this file\n\n// finds mails\nEmailEvents\n';
    expect(findQueries(text).map((query) => query.text)).toEqual(['// finds mails\nEmailEvents']);
  });

  test('finds nothing in an empty document', () => {
    expect(findQueries('  \n\n')).toEqual([]);
  });
});
