import { cancelled, fail, succeed, type Outcome } from '../core/errors';
import type { FileDiagnostic } from '../language/checkFile';
import type { SchemaChoice } from '../language/composeScope';
import type { CheckCommand } from './checkOptions';
import { sortFindings, writeJsonReport, writeTextReport, type FileFinding } from './checkReport';
import { findingsFound } from './errors';
import { findFiles } from './findFiles';
import { createPositions } from './lineStarts';
import { readTextFile, withByteOrderMark, type ReadFile } from './readFiles';
import { writeSarifReport } from './sarifReport';
import { saveInPlace } from './saveInPlace';
import { readSchemas } from './schemaFiles';
import { tell, writeOutput, type Terminal } from './terminal';

const REPORTS = { text: writeTextReport, json: writeJsonReport, sarif: writeSarifReport } as const;

/**
 * `kql-hunt check`: mends what it is asked to mend, and writes what there is to say about the queries of files. Fails
 * where any of it is an error.
 */
export async function check(
  command: CheckCommand,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Outcome<undefined>> {
  const schema = await readSchemas(command.schemas ?? []);
  if (!schema.ok) return schema;
  const { paths, missing } = await findFiles(command.files);
  const findings = missing.map((path) => notRead(path, 'There is no such file, or no file with queries in it.'));
  const queries = await loadQueryTools(command, schema.value);
  for (const path of paths) {
    if (signal.aborted) return fail(cancelled());
    const file = await readTextFile(path, terminal, signal);
    findings.push(...queries.say(command.fixes === true ? await mend(file, queries.fix, terminal, signal) : file));
  }
  if (signal.aborted) return fail(cancelled());
  const sorted = sortFindings(findings);
  await writeOutput(terminal, [{ text: REPORTS[command.format](sorted), rowsWritten: sorted.length }], signal);
  return judge(sorted, paths.length, command.maxWarnings);
}

/** What is done with the queries of a file. */
interface QueryTools {
  readonly say: (file: ReadFile) => readonly FileFinding[];
  /** The text with every fix that needs no person. */
  readonly fix: (path: string, text: string) => string;
}

/** Kusto's language service takes long to load: only those who need it wait for it. */
async function loadQueryTools({ rules, hasTimespan }: CheckCommand, schema: SchemaChoice): Promise<QueryTools> {
  const [{ checkFile }, { composeScope }, { fixFile }, { readQueryFile }] = await Promise.all([
    import('../language/checkFile'),
    import('../language/composeScope'),
    import('../language/fixFile'),
    import('../language/queryFiles/readQueryFile'),
  ]);
  const scope = await composeScope(schema);
  const options = { rules, hasTimespan: hasTimespan === true };
  return {
    say: (file) => {
      if ('problem' in file) return [notRead(file.path, file.problem)];
      const positionAt = createPositions(file.text);
      return checkFile(readQueryFile(file.path, file.text), scope, options).map((diagnostic) =>
        toFinding(file.path, diagnostic, positionAt),
      );
    },
    fix: (path, text) => fixFile(text, { ...options, scope, read: (fixed) => readQueryFile(path, fixed) }),
  };
}

/** The file as it is after it has been mended; one that could not be written is as it was. */
async function mend(
  file: ReadFile,
  fix: QueryTools['fix'],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ReadFile> {
  if ('problem' in file) return file;
  const text = fix(file.path, file.text);
  if (text === file.text) return file;
  const isSaved = await saveInPlace(file.path, withByteOrderMark(text, file), terminal, signal);
  if (!isSaved) return { path: file.path, problem: 'The file could not be written.' };
  tell(terminal, `${file.path} was mended.`);
  return { ...file, text };
}

function toFinding(
  file: string,
  { start, end, severity, code, message }: FileDiagnostic,
  positionAt: ReturnType<typeof createPositions>,
): FileFinding {
  const { line, column } = positionAt(start);
  const { line: endLine, column: endColumn } = positionAt(end);
  return { file, line, column, endLine, endColumn, severity, code, message };
}

function notRead(file: string, message: string): FileFinding {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1, severity: 'error', code: 'file-not-read', message };
}

function judge(findings: readonly FileFinding[], fileCount: number, maxWarnings = Infinity): Outcome<undefined> {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  if (errors === 0 && warnings <= maxWarnings) return succeed(undefined);
  const tooMany = errors === 0 ? `, where ${maxWarnings} may be` : '';
  const found = `${count(errors, 'error')} and ${count(warnings, 'warning')}${tooMany}`;
  return fail(findingsFound(`${found}, in ${count(fileCount, 'file')}.`));
}

function count(number: number, thing: string): string {
  return number === 1 ? `1 ${thing}` : `${number} ${thing}s`;
}
