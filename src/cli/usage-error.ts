/** Errors in a command line. */

/** The command line asks for something impossible: one line for the user, exit status 2. */
export class UsageError extends Error {}
