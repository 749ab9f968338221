/** Finds and applies the set-up of a run, if there is one. */
import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Pyboard } from '../board/pyboard.js';
import type { Setup } from '../system/setup/setup.js';
import { type PluggedIn, plugIn } from './plug-in.js';
import type { Program } from './run-arguments.js';
import type { SetupWish } from './setup-arguments.js';

/** The set-up file beside a program. */
const FILE = 'vpyb.json';
const NOTHING: PluggedIn = { writePictures: async () => {}, undelivered: 0, planned: [] };

/** Plugs in and schedules what the user wants; `setup` is the board's set-up, if it has one. */
export function prepare(board: Pyboard, wish: SetupWish, program: Program, setup?: Setup): PluggedIn {
  const file = wish.file ?? fileBeside(program);
  const isNothing =
    file === null && [wish.devices, wish.wires, wish.events, wish.probes, wish.pictures].every((wishes) => wishes.length === 0);
  return isNothing ? NOTHING : plugIn(board, wish, file, setup);
}

function fileBeside(program: Program): string | null {
  const folder = folderOf(program);
  if (folder === null) return null;
  const file = join(folder, FILE);
  return isThere(file) ? file : null;
}

/** Whether there is an entry at this path, even a link that leads nowhere, about which the user is then told. */
function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Returns the folder of the program; null if it has none. */
function folderOf(program: Program): string | null {
  if (program.kind === 'code' || program.kind === 'module') return '.';
  if (program.kind !== 'path') return null;
  const isFolder = existsSync(program.path) && statSync(program.path).isDirectory();
  return isFolder ? program.path : dirname(program.path);
}
