/** From what the user wants run to the files and the program of a board. */
import { readdirSync, statSync } from 'node:fs';
import { basename, delimiter, dirname } from 'node:path';
import type { FileTree } from '../host.js';
import { BLANK, FolderTree, WithFile } from '../hosts/node/folder.js';
import { librariesOf, WithLibraries } from '../hosts/node/library-path.js';
import { STARTED } from '../system/empty-card.js';
import type { Program as BoardProgram } from '../system/firmware.js';
import type { Program } from './arguments.js';
import { Failure, hostFailure, Status } from './fail.js';
import { readProgram } from './read-program.js';

/** What a board is given to run. */
interface LoadedProgram {
  readonly program: BoardProgram;
  readonly flash: FileTree;
  readonly shared: FileTree | null;
  readonly args: readonly string[];
  /** Whether the flash gets the files that a board has from the factory: not where a folder is the whole flash. */
  readonly factoryFiles: boolean;
}

/** The one file that a user names. */
const NAMED: BoardProgram = { kind: 'main', isNamed: true };

/** Finds the program's files, and libraries beside them unless a folder is the whole flash. `hasPrompt`: one was asked for. Throws a Failure that says what is missing. */
export function load(program: Program, hasPrompt: boolean): LoadedProgram {
  const loaded = loadAlone(program, hasPrompt);
  const libraries = librariesOf(process.env.MICROPYPATH ?? '', delimiter);
  if (libraries.length === 0 || !loaded.factoryFiles) return loaded;
  return { ...loaded, shared: new WithLibraries(loaded.shared, libraries) };
}

function loadAlone(program: Program, hasPrompt: boolean): LoadedProgram {
  switch (program.kind) {
    case 'path':
      return loadPath(program.path, hasPrompt);
    case 'stdin':
      return { program: NAMED, flash: withMain(readProgram('-')), shared: null, args: [], factoryFiles: true };
    case 'code':
      return {
        program: { kind: 'code', source: program.code, filename: '<string>', isOnce: true },
        flash: BLANK,
        shared: workingFolder(),
        args: ['-c', ...program.args],
        factoryFiles: true,
      };
    case 'module':
      return {
        program: { kind: 'module', name: program.module, isOnce: true },
        flash: BLANK,
        shared: workingFolder(),
        args: [program.module, ...program.args],
        factoryFiles: true,
      };
    case 'repl':
      return { program: { kind: 'none' }, flash: BLANK, shared: null, args: [], factoryFiles: true };
  }
}

function loadPath(path: string, hasPrompt: boolean): LoadedProgram {
  try {
    if (statSync(path).isDirectory()) return loadFolder(path, hasPrompt);
    if (path.endsWith('.mpy')) throw new Failure(compiledModule(path), Status.usage);
    const content = readProgram(path);
    return { program: NAMED, flash: withMain(content), shared: new FolderTree(dirname(path)), args: [], factoryFiles: true };
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw hostFailure(path, error);
  }
}

/** What is said of a program that is none. */
const compiledModule = (path: string): string =>
  `${path}: a compiled module: a board imports it and does not run it; in its folder: vpyb -m ${basename(path, '.mpy')}`;

/** A folder that is the flash has something that runs, a boot.py at least, which may name another file than main.py; unless a prompt is wanted. */
function loadFolder(path: string, hasPrompt: boolean): LoadedProgram {
  const names = readdirSync(path);
  if (!hasPrompt && !names.some((name) => STARTED.includes(name.toLowerCase()))) {
    const [only] = names.filter((name) => name.endsWith('.py'));
    const hint = only === undefined ? '' : `; to run one of its files, name it: ${path.replace(/\/+$/, '')}/${only}`;
    throw new Failure(`${path}: no main.py or boot.py in this folder${hint}`, Status.usage);
  }
  return { program: { kind: 'main' }, flash: new FolderTree(path, true), shared: null, args: [], factoryFiles: false };
}

function withMain(content: Uint8Array): FileTree {
  return new WithFile(BLANK, 'main.py', content);
}

/** The folder in which the command was given: `-c` and `-m` import from it. None if it cannot be read. */
function workingFolder(): FileTree | null {
  try {
    return new FolderTree('.');
  } catch {
    return null;
  }
}
