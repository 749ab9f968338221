/** The command `vpyb`: does what was typed, and turns every outcome into an exit status. */
import { inspect as inspectValue } from 'node:util';
import { hostProblem } from '../hosts/node/host-problem.js';
import { hasHungUp, hasTerminal } from '../hosts/node/terminal.js';
import { Unwritable } from '../hosts/node/unwritable.js';
import { parseArguments } from './arguments.js';
import { Failure, Status, say } from './fail.js';
import { UsageError } from './usage-error.js';

main(process.argv.slice(2)).then(leave);

/**
 * Ends the process. If its terminal has gone, Node aborts on exit, because it insists on restoring the terminal's state; so the process is ended
 * by SIGHUP then. After SIGTERM the terminal may go at any moment, so a process with a terminal is ended by SIGTERM, whichever comes first.
 */
function leave(status: number): void {
  if (hasHungUp()) dieBy('SIGHUP');
  if (status === Status.terminated && hasTerminal()) dieBy('SIGTERM');
  process.exit(status);
}

function dieBy(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

/** Runs the command; returns the exit status. */
async function main(words: readonly string[]): Promise<number> {
  try {
    const { execute, request } = parseArguments(words);
    return await execute(request);
  } catch (error) {
    return told(error);
  }
}

/** Reports what went wrong; returns the exit status for it. This is the only place that turns stray JavaScript errors into words. */
function told(error: unknown): number {
  if (error instanceof AggregateError) return error.errors.map(told)[0] as number;
  if (error instanceof UsageError) {
    say(`vpyb: ${error.message}\n`);
    return Status.usage;
  }
  if (error instanceof Failure) {
    say(`vpyb: ${error.message}\n`);
    return error.status;
  }
  if (error instanceof Unwritable) {
    say(`vpyb: ${error.what}: ${hostProblem(error.cause)}\n`);
    return Status.unwritable;
  }
  say(internalError(error));
  return Status.internal;
}

function internalError(error: unknown): string {
  const details = error instanceof Error ? (error.stack ?? String(error)) : inspectValue(error);
  return `vpyb: internal error. This is a fault of vpyb, not of your program; please report it, with the program and this text:\n${details}\n`;
}
