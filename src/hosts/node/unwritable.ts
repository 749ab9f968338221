/** An open file or stream could not be written to the end: the disk is full, the device fails. `cause` is what `fs` has thrown. */
export class Unwritable extends Error {
  /** `what`: the file or stream. */
  constructor(
    readonly what: string,
    cause: unknown,
  ) {
    super(`${what}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
