/** Turns the words of `vpyb ast | symbols | dis` into what is to be shown. */
import type { BoardName } from '../board/boards.js';
import type { FirmwareName } from '../firmwares.js';
import type { CommandLine } from './command-line.js';
import { boardOf, COMPILE_ONLY, firmwareOf, type RunRequest } from './run-arguments.js';
import type { SetupWish } from './setup-arguments.js';
import { UsageError } from './usage-error.js';

/** A program to be shown. `compile`: nothing is shown; the program is only checked. */
export interface InspectRequest {
  readonly stage: 'ast' | 'symbols' | 'dis' | 'js' | 'compile';
  readonly path: string;
  readonly optimize: number;
  /** Null: the one that the set-up file names, or the default. */
  readonly board: BoardName | null;
  readonly firmware: FirmwareName | null;
  /** The set-up file that may name them. */
  readonly setup: Pick<SetupWish, 'file'>;
}

/** Returns what a command line asks to see at this stage. */
export function inspectRequest(line: CommandLine, stage: InspectRequest['stage']): InspectRequest {
  if (line.operands.length === 0) throw new UsageError(`'${stage}' needs a FILE.py`);
  line.refuseOperands(1, `'${stage}' takes one FILE.py`);
  const [path] = line.operands;
  return {
    stage: line.has('js') ? 'js' : stage,
    path,
    optimize: line.count('optimize'),
    board: boardOf(line),
    firmware: firmwareOf(line),
    setup: { file: null },
  };
}

/** Returns the check of a program that would otherwise be run. */
export function compileRequest({ program, optimize, board, firmware, setup }: RunRequest): InspectRequest {
  if (program.kind !== 'path') throw new UsageError(`-X ${COMPILE_ONLY} needs a FILE.py`);
  return { stage: 'compile', path: program.path, optimize, board, firmware, setup };
}
