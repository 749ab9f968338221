/** What had been opened could not be written to its end: the disk is full, the device fails. `cause` is what `fs` has thrown. */
export class Unwritable extends Error {
  /** `what`: a file, a stream. */
  constructor(
    readonly what: string,
    cause: unknown,
  ) {
    super(`${what}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
