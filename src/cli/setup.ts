/** Finds the set-up of a run, settles by it what board that runs on, and applies it. */
import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BoardName } from '../board/boards.js';
import type { Pyboard } from '../board/pyboard.js';
import type { FirmwareName } from '../firmwares.js';
import { DEFAULTS } from '../system/options.js';
import type { Setup } from '../system/setup/setup.js';
import { type PluggedIn, plugIn, readSetup, type SetupFile } from './plug-in.js';
import type { Program, RunRequest } from './run-arguments.js';
import type { SetupWish } from './setup-arguments.js';

/** What a command line says about the board. */
interface Asked extends Pick<RunRequest, 'program' | 'board' | 'firmware'> {
  readonly setup: Pick<SetupWish, 'file'>;
}

/** What is settled once the set-up file has been read. */
interface Settled {
  readonly board: BoardName;
  readonly firmware: FirmwareName;
  /** What is applied to the board; null if there is no set-up file. */
  readonly setupFile: SetupFile | null;
}

/** A run whose board is settled. */
export type SettledRun = RunRequest & Settled;

/** The set-up file beside a program. */
const FILE = 'vpyb.json';
const NOTHING: PluggedIn = { writePictures: async () => {}, undelivered: 0, planned: [] };

/**
 * Settles the board and the firmware: those that the command line asks for, else those of its set-up file, else those of the file beside the
 * program, which is the set-up file unless the command line names another. Throws a Failure if such a file cannot be read, or is no set-up.
 */
export function settle(asked: Asked): Settled {
  const files = [asked.setup.file, fileBeside(asked.program)].filter((path) => path !== null).map(readSetup);
  return {
    board: asked.board ?? files.find(({ parts }) => parts.board)?.parts.board ?? DEFAULTS.board,
    firmware: asked.firmware ?? files.find(({ parts }) => parts.firmware)?.parts.firmware ?? DEFAULTS.firmware,
    setupFile: files[0] ?? null,
  };
}

/** Plugs in and schedules what the user wants; `setup` is the board's set-up, if it has one. */
export function prepare(board: Pyboard, { setup: wish, setupFile }: SettledRun, setup?: Setup): PluggedIn {
  const isNothing =
    setupFile === null && [wish.devices, wish.wires, wish.events, wish.probes, wish.pictures].every((wishes) => wishes.length === 0);
  return isNothing ? NOTHING : plugIn(board, wish, setupFile, setup);
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
