import { workspace, WorkspaceEdit } from 'vscode';
import { fail, succeed, type HuntError, type Outcome } from '../../core/errors';
import { countOf } from '../../core/formatCount';
import { writeComment } from '../../core/formats/datatable';
import { DEFAULT_WRITE_OPTIONS } from '../../core/formats/rowWriter';
import { languageProcessSilent, noResultInQuery, resultClosed, resultTooLargeForQuery } from '../errors';
import type { LanguageProcess } from '../language/languageClient';
import { showError } from '../notifications';
import type { TakenQuery } from '../queries/queryDiagnostics';
import { takeQuery } from '../queries/takeQuery';
import type { ResultTables } from '../results/resultTables';

/** More is no query that anybody reads, and a service may refuse it. */
const MOST_ROWS = 1000;
const MOST_CHARACTERS = 100_000;

export interface WriteResultsParts {
  readonly language: LanguageProcess;
  readonly resultTables: ResultTables;
}

/**
 * Writes the results that a query reads before it, each as a `let` of its name, so that a tenant gets their rows with
 * the query. Nothing is run.
 */
export function writeResultsIntoQueryCommand(parts: WriteResultsParts) {
  return async (uri?: unknown, position?: unknown): Promise<{ readonly error: HuntError } | undefined> => {
    const taken = await takeQuery(parts.language, uri, position);
    const written = taken.ok ? await writeInto(taken.value, parts) : taken;
    if (written.ok) return undefined;
    void showError(written.error);
    return { error: written.error };
  };
}

async function writeInto(
  { document, range, text }: TakenQuery,
  { language, resultTables }: WriteResultsParts,
): Promise<Outcome<undefined>> {
  const used = await language.usedResults(text);
  if (used === undefined) return fail(languageProcessSilent());
  if (used.results.length === 0) return fail(noResultInQuery());
  let statements = '';
  for (const name of used.results) {
    const table = await datatableOf(name, resultTables);
    if (!table.ok) return table;
    const missing = resultTables.missingIn([name]).map(writeComment).join('');
    statements += `${missing}let ${name} = ${table.value};\n`;
  }
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, range.start, statements);
  await workspace.applyEdit(edit);
  return succeed(undefined);
}

async function datatableOf(name: string, resultTables: ResultTables): Promise<Outcome<string>> {
  const rows = await resultTables.named(name)?.grid.selectWhole();
  if (rows === undefined) return fail(resultClosed(name));
  if (rows.rowCount > MOST_ROWS) {
    rows.drop();
    return fail(resultTooLargeForQuery(name, countOf(rows.rowCount, 'row'), countOf(MOST_ROWS, 'row')));
  }
  let table = '';
  for await (const { text } of rows.write('datatable', DEFAULT_WRITE_OPTIONS)) {
    table += text;
    if (table.length > MOST_CHARACTERS) {
      const limit = countOf(MOST_CHARACTERS, 'character');
      return fail(resultTooLargeForQuery(name, `more than ${limit}`, limit));
    }
  }
  return succeed(table.trimEnd());
}
