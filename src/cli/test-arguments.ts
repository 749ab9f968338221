/** Turns the words of `vpyb test` into what is to be tested. */
import type { RunRequest } from './arguments.js';
import type { CommandLine } from './command-line.js';
import { UsageError } from './usage-error.js';

/** Tests as the user wants them. */
export interface TestRequest {
  /** Files and folders; empty: the current folder. */
  readonly paths: readonly string[];
  /** The options of the tests' boards. */
  readonly run: RunRequest;
  /** Only tests with this text in their name or file are run; null: all are. */
  readonly only: string | null;
  /** The file for machine-readable results; null: none is written. */
  readonly junit: string | null;
}

/** Returns the tests that a command line asks for; `run` gives the options of their boards. */
export function testRequest(line: CommandLine, run: RunRequest): TestRequest {
  const junit = line.one('junit');
  if (junit !== null && !junit.endsWith('.xml')) throw new UsageError(`--junit '${junit}': the name must end in .xml`);
  if (line.operands.includes('')) throw new UsageError('the name of a test file is empty');
  return { paths: line.operands, run, only: line.one('only'), junit };
}
