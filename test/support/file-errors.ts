/** The errors with which file systems refuse something, by number. */
import { FileError } from '../../src/files/file-error.js';

/** The number with which a file system refuses `action`; 0 if it does not. */
export function errnoOf(action: () => unknown): number {
  try {
    action();
  } catch (error) {
    if (error instanceof FileError) return error.errno;
    throw error;
  }
  return 0;
}
