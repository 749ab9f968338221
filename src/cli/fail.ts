/** Exit statuses, and how the command reports errors. */
import { hostProblem } from '../hosts/node/host-problem.js';
import { writeWaiting } from '../hosts/node/waiting.js';
import { MOST_PORT } from './numbers.js';

/** What the command's exit status means. */
export const Status = {
  ok: 0,
  exception: 1,
  usage: 2,
  internal: 70,
  /** EX_IOERR of BSD's sysexits.h. */
  unwritable: 74,
  maxWall: 124,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

/** Signals that end a run, and their exit statuses. */
export const SIGNAL_STATUS = { SIGINT: Status.interrupted, SIGTERM: Status.terminated, SIGHUP: Status.hungUp } as const;
/** The name of such a signal. */
export type Signal = keyof typeof SIGNAL_STATUS;
/** All of them. */
export const SIGNALS = Object.keys(SIGNAL_STATUS) as Signal[];

/** A problem that the user can fix: one line, and an exit status. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

const STDERR = 2;

/**
 * Writes to standard error before it returns. Errors are ignored (no reader, the terminal has gone, the disk is full), as there is nobody to
 * tell.
 */
export function say(text: string): void {
  try {
    writeWaiting(STDERR, Buffer.from(text));
  } catch {}
}

/** Returns the Failure for a host file that is not accessible: a usage error, unless the disk is to blame. */
export function hostFailure(place: string, error: unknown): Failure {
  const { code } = error as NodeJS.ErrnoException;
  const isDisk = code !== undefined && ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'].includes(code);
  return new Failure(`${place}: ${hostProblem(error)}`, isDisk ? Status.unwritable : Status.usage);
}

/**
 * Returns the Failure for an option's port that is not available, or on which nothing can listen. `valueFor` is the option's value for another
 * port.
 */
export function portFailure(option: string, port: number, error: unknown, valueFor: (port: number) => string = String): Failure {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    const other = port < MOST_PORT ? port + 1 : port - 1;
    const advice = `choose another, such as ${option}=${valueFor(other)}, or 0 for any`;
    return new Failure(`${option}: port ${port} is already in use; ${advice}`, Status.usage);
  }
  const problem = code === 'EACCES' ? ' is not permitted; choose one above 1023' : `: ${code ?? message}`;
  return new Failure(`${option}: port ${port}${problem}`, Status.usage);
}
