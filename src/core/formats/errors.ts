import type { HuntError } from '../errors';

/** What the codes of a file system, or of who gives the rows, mean to a person, and what helps. */
const REASONS: ReadonlyMap<string, readonly [reason: string, hint: string]> = new Map([
  ['ENOENT', ['its folder does not exist', 'Choose a folder that exists.']],
  ['ENOTDIR', ['its folder is a file', 'Choose a folder that exists.']],
  ['EACCES', ['you may not write there', 'Choose a folder that you may write to.']],
  [
    'EPERM',
    ['you may not write there, or a program holds the file', 'Close the file elsewhere, or choose another name.'],
  ],
  ['EBUSY', ['a program holds the file', 'Close the file elsewhere, or choose another name.']],
  ['EROFS', ['the disk can only be read', 'Choose a folder on another disk.']],
  ['ENOSPC', ['the disk is full', 'Make room or choose another disk.']],
  ['EDQUOT', ['your share of the disk is used up', 'Make room or choose another disk.']],
  ['ROWS_LOST', ['the process that held its rows has ended', 'Run the query again, then save its rows.']],
  ['ENAMETOOLONG', ['the name is too long', 'Choose a shorter name.']],
]);

/** A file could not be written; whatever was there before is unchanged. */
export function cannotSave(path: string, cause: unknown): HuntError {
  const code = codeOf(cause);
  const [reason, hint] = REASONS.get(code) ?? ['the disk refused it', 'Choose another folder or name.'];
  return {
    code: 'CannotSave',
    message: `"${path}" could not be saved: ${reason}.`,
    hint,
    ...(code === '' ? {} : { details: { code } }),
    cause,
  };
}

export function notAPlainFile(path: string): HuntError {
  return {
    code: 'NotAPlainFile',
    message: `"${path}" is not a file that can be replaced.`,
    hint: 'Choose the name of a new or an ordinary file.',
  };
}

function codeOf(cause: unknown): string {
  const isCoded = typeof cause === 'object' && cause !== null && 'code' in cause;
  return isCoded && typeof cause.code === 'string' ? cause.code : '';
}
