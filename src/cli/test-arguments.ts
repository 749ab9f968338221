/** Turns the words of `vpyb test` into what is to be tested. */
import { type CommandLine, INSTEAD_OF_PYTEST } from './command-line.js';
import { type Program, type RunRequest, refuseCompileOnly, runRequest } from './run-arguments.js';
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

/** Stands for a program in the current folder, so that its vpyb.json is used. */
const IN_FOLDER: Program = { kind: 'code', code: '', args: [] };

/** Returns the tests that a command line asks for. */
export function testRequest(line: CommandLine): TestRequest {
  refuseCompileOnly(line);
  const run = runRequest(line, () => IN_FOLDER);
  const junit = line.one('junit');
  if (junit !== null && !junit.endsWith('.xml')) throw new UsageError(`--junit '${junit}': the name must end in .xml`);
  if (line.operands.includes('')) throw new UsageError('the name of a test file is empty');
  const node = line.operands.find((path) => path.includes('.py::'));
  if (node !== undefined) throw new UsageError(`'${node}' names no file${INSTEAD_OF_PYTEST}`);
  return { paths: line.operands, run, only: line.one('only'), junit };
}
