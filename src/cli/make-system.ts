/** The board that a command line asks for. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NoFatName } from '../files/fat-name.js';
import { Unreadable } from '../host.js';
import { Incomplete } from '../hosts/node/folder.js';
import type { SystemOptions } from '../system/options.js';
import { PyboardSystem } from '../system/pyboard-system.js';
import { FlashFull } from '../system/setup/flash-files.js';
import { Failure, Status } from './fail.js';
import type { LoadedProgram } from './program.js';
import type { RunRequest } from './run-arguments.js';
import type { SettledRun } from './setup.js';

/** Errors that mean that a board cannot have the files it is given; their messages are meant for the user, who can name another folder. */
const REFUSALS = [FlashFull, NoFatName, Incomplete, Unreadable] as const;

/** Makes the board with additional options. Throws a Failure of one line if that is impossible. */
export function makeSystem(
  further: Pick<SystemOptions, 'output'> & Partial<SystemOptions>,
  { flash, shared, factoryFiles, program, args }: LoadedProgram,
  request: SettledRun,
): PyboardSystem {
  const { profile, activity } = request;
  try {
    return new PyboardSystem({
      ...boardOptions(request),
      ...{ profile, activity },
      debug: request.debug !== null,
      optimize: Math.min(request.optimize, 3) as 0 | 1 | 2 | 3,
      ...{ flash, shared, factoryFiles, program, args },
      ...further,
    });
  } catch (error) {
    const advice = error instanceof FlashFull && request.program.kind === 'path' ? withoutTheFolder(request.program.path) : '';
    if (REFUSALS.some((kind) => error instanceof kind)) throw new Failure((error as Error).message + advice, Status.usage);
    throw error;
  }
}

/** Returns the options that all boards of a command share, whatever runs on them. */
export function boardOptions({
  board,
  firmware,
  clock,
  seed,
  turns,
  tier,
  heap,
  uniqueId,
  stopEvery,
  coverage,
}: RunRequest): Partial<SystemOptions> {
  return {
    ...{ clock, seed, turns, tier },
    board: board ?? undefined,
    firmware: firmware ?? undefined,
    heap: heap ?? undefined,
    uniqueId: uniqueId ?? undefined,
    stopEvery: stopEvery ?? undefined,
    coverage: coverage !== null,
  };
}

/** Returns a hint how to run the program of a folder that is too large, for instance because it holds a virtual environment of the host. */
function withoutTheFolder(path: string): string {
  const main = join(path, 'main.py');
  return existsSync(main) ? `; 'vpyb ${main}' runs it with the files beside it, which take no room` : '';
}
