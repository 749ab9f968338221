/** The signal that carries an error number (`errno.ts`) from a file system to whoever shows it. */

/** Thrown by everything in this folder when an operation cannot be done. No JavaScript Error: it captures no stack. */
export class FileError {
  constructor(readonly errno: number) {}
}
