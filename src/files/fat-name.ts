/** Which names FAT allows (`create_name` in `lib/oofatfs/ff.c`). */
import { EINVAL } from '../errno.js';
import { FileError } from './file-error.js';

const LONGEST_NAME = 255;
/** Characters that FatFs refuses in a name. */
const FORBIDDEN = /["*:<>?|\x7f]/;
/** The first of these characters ends a path, so a name that is followed by a line end is valid, too. */
const END = /[\0-\x1f]/;

/** Whether a part of a path leads to its folder itself, or to the one above. */
export const isDot = (name: string): boolean => name === '.' || name === '..';

/** Returns the parts of a path as they are; a trailing separator gives an empty part, which is not a name. */
export function partsOf(path: string): string[] {
  const end = path.search(END);
  const text = (end < 0 ? path : path.slice(0, end)).replace(/^[/\\]+/, '');
  return text === '' ? [] : text.split(/[/\\]+/);
}

/** Returns a part of a path as a name, without trailing dots and spaces, which do not count. Raises EINVAL if it cannot be a name. */
export function fatName(part: string): string {
  if (isDot(part)) return part;
  const name = part.replace(/[. ]+$/, '');
  if (name === '' || part.length > LONGEST_NAME || FORBIDDEN.test(part)) throw new FileError(EINVAL);
  return name;
}

/** Whether a file of a host can be on FAT under exactly its name. */
export function isFatName(name: string): boolean {
  return !/[/\\]|[. ]$/.test(name) && name !== '' && name.length <= LONGEST_NAME && !FORBIDDEN.test(name) && !END.test(name);
}

/** Returns the form in which FAT compares names: regardless of case, character by character. */
export function foldName(name: string): string {
  let folded = '';
  for (const unit of name) folded += unit.toUpperCase().length === 1 ? unit.toUpperCase() : unit;
  return folded;
}

/** Thrown when a flash is given a file or folder that cannot have its name there; the message says which and why. */
export class NoFatName extends RangeError {
  /** FAT does not allow the name. */
  static impossible(path: string): NoFatName {
    return new NoFatName(
      `${path}: this name is not possible on the flash, which is FAT: it allows none of " * : < > ? | \\, no control characters, no dot or space at the end, and at most ${LONGEST_NAME} characters`,
    );
  }

  /** Two names differ only in case. */
  static taken(path: string, other: string): NoFatName {
    return new NoFatName(
      `${other} and ${path}: the flash can hold only one of them, because it is FAT, which takes names that differ only in case for the same`,
    );
  }
}
