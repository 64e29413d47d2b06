import { cancelled, fail, succeed, type Outcome } from '../core/errors';
import type { FileDiagnostic } from '../language/checkFile';
import type { CheckCommand } from './arguments';
import { sortFindings, writeJsonReport, writeTextReport, type FileFinding } from './checkReport';
import { findingsFound } from './errors';
import { findFiles } from './findFiles';
import { createPositions } from './lineStarts';
import { readTextFile, type ReadFile } from './readFiles';
import { writeSarifReport } from './sarifReport';
import { writeOutput, type Terminal } from './terminal';

const REPORTS = { text: writeTextReport, json: writeJsonReport, sarif: writeSarifReport } as const;

/** `kql-hunt check`: writes what there is to say about the queries of files; an error fails where any of it is one. */
export async function check(
  command: CheckCommand,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Outcome<undefined>> {
  const { paths, missing } = await findFiles(command.files);
  const findings = missing.map((path) => notRead(path, 'There is no such file, or no file with queries in it.'));
  const say = await createCheck(command);
  for (const path of paths) {
    if (signal.aborted) return fail(cancelled());
    findings.push(...say(await readTextFile(path, terminal, signal)));
  }
  if (signal.aborted) return fail(cancelled());
  const sorted = sortFindings(findings);
  await writeOutput(terminal, [{ text: REPORTS[command.format](sorted), rowsWritten: sorted.length }], signal);
  return judge(sorted, paths.length, command.maxWarnings);
}

/** Kusto's language service takes long to load: only those who need it wait for it. */
async function createCheck({ rules }: CheckCommand): Promise<(file: ReadFile) => FileFinding[]> {
  const [{ checkFile }, { HUNTING_SCOPE }, { readQueryFile }] = await Promise.all([
    import('../language/checkFile'),
    import('../language/huntingScope'),
    import('../language/queryFiles/readQueryFile'),
  ]);
  return (file) => {
    if ('problem' in file) return [notRead(file.path, file.problem)];
    const positionAt = createPositions(file.text);
    return checkFile(readQueryFile(file.path, file.text), HUNTING_SCOPE, rules).map((diagnostic) =>
      toFinding(file.path, diagnostic, positionAt),
    );
  };
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
