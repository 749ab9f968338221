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

/** Thrown when a flash is given a file or folder with a name that FAT does not allow. */
export class NoFatName extends RangeError {
  constructor(path: string) {
    super(
      `${path}: this name is not possible on the flash, which is FAT: it allows none of " * : < > ? | \\, no control characters, no dot or space at the end, and at most ${LONGEST_NAME} characters`,
    );
  }
}
