/** The set-up of a run: whether there is one. */
import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Pyboard } from '../board/pyboard.js';
import type { Setup } from '../system/setup/setup.js';
import type { Program } from './arguments.js';
import { plugIn } from './plug-in.js';
import type { SetupWish } from './setup-arguments.js';

/** The file beside a program that is its set-up. */
const FILE = 'vpyb.json';

/** Plugs in and schedules what the user wants; `setup` is that of the board, if it has one. Answers what is to be done at the end. */
export function prepare(board: Pyboard, wish: SetupWish, program: Program, setup?: Setup): () => Promise<void> {
  const file = wish.file ?? fileBeside(program);
  const isNothing =
    file === null && [wish.devices, wish.wires, wish.events, wish.probes, wish.pictures].every((wishes) => wishes.length === 0);
  return isNothing ? async () => {} : plugIn(board, wish, file, setup);
}

function fileBeside(program: Program): string | null {
  const folder = folderOf(program);
  if (folder === null) return null;
  const file = join(folder, FILE);
  return isThere(file) ? file : null;
}

/** Whether something of that name can be seen, a link that leads nowhere included: the user is told of it then. */
function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Where the program lies; null for one that has no place. */
function folderOf(program: Program): string | null {
  if (program.kind === 'code' || program.kind === 'module') return '.';
  if (program.kind !== 'path') return null;
  const isFolder = existsSync(program.path) && statSync(program.path).isDirectory();
  return isFolder ? program.path : dirname(program.path);
}
