import { showInvisibles } from '../../visibleText';

/** A part of the mark of an unseen character, as it is read off the grid and typed. */
const PART_OF_MARK = /[‹›]|u\+/i;

/** True for a text that is compared with texts as they are shown, see `foldFor`. */
export function namesMarks(wanted: string): boolean {
  return PART_OF_MARK.test(wanted);
}

/**
 * How texts are compared with a wanted one: whatever the case, and where that names marks of unseen characters, such as
 * `‹U+202E›`, as they are shown, so that a mark finds the character that it stands for and itself.
 */
export function foldFor(wanted: string): (text: string) => string {
  return namesMarks(wanted) ? (text) => showInvisibles(text).toLowerCase() : (text) => text.toLowerCase();
}
