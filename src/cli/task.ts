/** What the command is to do, as the command line asks for it. */

/** A function that returns an exit status, and what it is given. */
export interface Task<R = unknown> {
  execute(request: R): Promise<number>;
  readonly request: R;
}

/** Returns the task of calling `execute`. */
export const task = <R>(execute: (request: R) => Promise<number>, request: R): Task<R> => ({ execute, request });
