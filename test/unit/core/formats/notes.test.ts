import { describe, expect, it } from 'vitest';
import type { Format } from '../../../../src/core/formats/format';
import { bindQuery } from '../../../../src/kusto/bindQuery';
import { createBindingScope } from '../../../../src/kusto/tableSchema';
import { jsonRows, readAnswer } from '../../../fixtures/parseAnswer';
import { textTable } from './textTable';
import { writtenText } from './writtenText';

const NOTES = ['The run was cancelled after 1 row: there may be more.', 'A second\nnote of "host|1" <b>.'];
const table = textTable([{ name: 'Host', type: 'string' }], [['alpha']]);
const written = (format: Format) => writtenText(format, { table }, { notes: NOTES });

describe('notes on the rows of a file', () => {
  it('stand in JSON beside the rows, where an answer’s reader finds them again', () => {
    const { table: read, notes } = readAnswer(written('json'));
    expect(jsonRows(read)).toEqual([['"alpha"']]);
    expect(notes).toEqual(NOTES);
  });

  it('stand below the table in Markdown, and mean nothing but themselves', () => {
    const [rows, first, second] = written('markdown').split('\n\n');
    expect(rows).toBe('| Host |\n| --- |\n| alpha |');
    expect(first).toBe('The run was cancelled after 1 row&#58; there may be more&#46;');
    expect(second).toContain('&lt;b&gt;');
    expect(second).not.toMatch(/\n./);
  });

  it('are comments above a datatable', () => {
    const text = written('datatable');
    expect(text).toMatch(/^\/\/ The run was cancelled after 1 row: there may be more\.\n\/\/ A second/);
    expect(bindQuery(text, createBindingScope([])).diagnostics).toEqual([]);
  });

  it('have no place among rows that other programs count', () => {
    for (const format of ['csv', 'tsv', 'ndjson'] as const) {
      expect(written(format)).toBe(writtenText(format, { table }));
    }
  });
});
