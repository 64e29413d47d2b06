import { writeString } from './valueLiteral';

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Words of the language with a lower-case initial; a column that begins with a capital is never taken for one. */
const BEGINS_LIKE_A_KEYWORD = /^[a-z]/;

/** Writes a column's name so that it means that column, whatever the name is. */
export function writeColumn(name: string): string {
  return PLAIN_NAME.test(name) && !BEGINS_LIKE_A_KEYWORD.test(name) ? name : `[${writeString(name)}]`;
}
