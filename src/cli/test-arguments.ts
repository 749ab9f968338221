/** From the words of `vpyb test` to what is to be tested. */
import type { RunRequest } from './arguments.js';
import type { CommandLine } from './command-line.js';
import { UsageError } from './usage-error.js';

/** Tests as the user wants them. */
export interface TestRequest {
  /** Files and folders; none: the folder that one is in. */
  readonly paths: readonly string[];
  /** Their boards. */
  readonly run: RunRequest;
  /** A part of the names of those that are run; null: all are. */
  readonly only: string | null;
  /** Where results are written for machines; null: nowhere. */
  readonly junit: string | null;
}

/** What a command line asks for, its boards being those of `run`. */
export function testRequest(line: CommandLine, run: RunRequest): TestRequest {
  const junit = line.one('junit');
  if (junit !== null && !junit.endsWith('.xml')) throw new UsageError(`--junit '${junit}': the name must end in .xml`);
  if (line.operands.includes('')) throw new UsageError('the name of a test file is empty');
  return { paths: line.operands, run, only: line.one('only'), junit };
}
