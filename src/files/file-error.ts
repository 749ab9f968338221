/** The signal that carries an error number (`errno.ts`) from a file system to the code that shows it. */

/** Thrown by everything in this folder when an operation cannot be done. It is not a JavaScript Error, because it needs no stack trace. */
export class FileError {
  constructor(readonly errno: number) {}
}
