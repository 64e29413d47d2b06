import { cancelled, fail, succeed, type Outcome } from '../core/errors';
import type { FormatCommand } from './arguments';
import { filesNotDone, filesNotFormatted } from './errors';
import { findFiles } from './findFiles';
import { readTextFile, withByteOrderMark } from './readFiles';
import { saveInPlace } from './saveInPlace';
import { tell, writeOutput, type Terminal } from './terminal';

type FormatText = (path: string, text: string) => string;

/** What became of a file. */
type Formatted = 'unchanged' | 'changed' | 'failed';

/** `kql-hunt format`: lays out the queries of files in place, or says with `--check` which files would change. */
export async function format(
  command: FormatCommand,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Outcome<undefined>> {
  const { paths, missing } = await findFiles(command.files);
  for (const path of missing) tell(terminal, `${path}: There is no such file, or no file with queries in it.`);
  const formatText = await loadFormatter();
  const outcomes: Formatted[] = missing.map(() => 'failed');
  for (const path of paths) {
    if (signal.aborted) return fail(cancelled());
    outcomes.push(await formatOne(path, command, formatText, terminal, signal));
  }
  if (signal.aborted) return fail(cancelled());
  const failed = outcomes.filter((outcome) => outcome === 'failed').length;
  const changed = outcomes.filter((outcome) => outcome === 'changed').length;
  if (failed > 0) return fail(filesNotDone(failed));
  return command.isCheck && changed > 0 ? fail(filesNotFormatted(changed)) : succeed(undefined);
}

/** Kusto's language service takes long to load: only those who need it wait for it. */
async function loadFormatter(): Promise<FormatText> {
  const [{ formatFile }, { readQueryFile }] = await Promise.all([
    import('../language/formatFile'),
    import('../language/queryFiles/readQueryFile'),
  ]);
  return (path, text) => formatFile(readQueryFile(path, text));
}

async function formatOne(
  path: string,
  { isCheck }: FormatCommand,
  formatText: FormatText,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Formatted> {
  const file = await readTextFile(path, terminal, signal);
  if (signal.aborted) return 'failed';
  if ('problem' in file) {
    tell(terminal, `${path}: ${file.problem}`);
    return 'failed';
  }
  const formatted = formatText(path, file.text);
  const outcome = formatted === file.text ? 'unchanged' : 'changed';
  if (path === '-' && !isCheck) {
    await writeOutput(terminal, [{ text: formatted, rowsWritten: 0 }], signal);
    return outcome;
  }
  if (outcome === 'unchanged') return outcome;
  await writeOutput(terminal, [{ text: `${path}\n`, rowsWritten: 0 }], signal);
  if (isCheck) return outcome;
  return (await saveInPlace(path, withByteOrderMark(formatted, file), terminal, signal)) ? 'changed' : 'failed';
}
