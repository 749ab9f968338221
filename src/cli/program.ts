/** From what the user wants run to the files and the program of a board. */
import { readdirSync, statSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import type { FileTree } from '../host.js';
import { BLANK, FolderTree, WithFile } from '../hosts/node/folder.js';
import { librariesOf, libraryFolders, WithLibraries } from '../hosts/node/library-path.js';
import type { Program as BoardProgram } from '../system/program.js';
import { STARTED } from '../system/setup/empty-card.js';
import type { Program } from './arguments.js';
import { Failure, hostFailure, Status } from './fail.js';
import { readProgram } from './read-program.js';

/** What a board is given to run. */
export interface LoadedProgram {
  readonly program: BoardProgram;
  readonly flash: FileTree;
  readonly shared: FileTree | null;
  readonly args: readonly string[];
  /** Whether the flash gets the files that a board has from the factory: not where a folder is the whole flash. */
  readonly factoryFiles: boolean;
  /** The files of this computer that the board may have at a path of its flash, `lib/sensor.py`, the first that is there. */
  readonly origins: (path: string) => readonly string[];
}

/** The one file that a user names. */
const NAMED: BoardProgram = { kind: 'main', isNamed: true };

/** Finds the program's files, and libraries beside them unless a folder is the whole flash. `hasPrompt`: one was asked for. Throws a Failure that says what is missing. */
export function load(program: Program, hasPrompt: boolean): LoadedProgram {
  const loaded = loadAlone(program, hasPrompt);
  const libraries = librariesOf(process.env.MICROPYPATH ?? '', delimiter);
  if (libraries.length === 0 || !loaded.factoryFiles) return loaded;
  const folders = libraryFolders(process.env.MICROPYPATH ?? '', delimiter);
  const inLibraries = (path: string): string[] => (path.startsWith('lib/') ? folders.map((folder) => join(folder, path.slice(4))) : []);
  return {
    ...loaded,
    shared: new WithLibraries(loaded.shared, libraries),
    origins: (path) => [...loaded.origins(path), ...inLibraries(path)],
  };
}

function loadAlone(program: Program, hasPrompt: boolean): LoadedProgram {
  switch (program.kind) {
    case 'path':
      return loadPath(program.path, hasPrompt);
    case 'stdin':
      return { program: NAMED, flash: withMain(readProgram('-')), shared: null, args: [], factoryFiles: true, origins: () => [] };
    case 'code':
      return {
        program: { kind: 'code', source: program.code, filename: '<string>', isOnce: true },
        flash: BLANK,
        shared: workingFolder(),
        args: ['-c', ...program.args],
        factoryFiles: true,
        origins: within('.'),
      };
    case 'module':
      return {
        program: { kind: 'module', name: program.module, isOnce: true },
        flash: BLANK,
        shared: workingFolder(),
        args: [program.module, ...program.args],
        factoryFiles: true,
        origins: within('.'),
      };
    case 'repl':
      return { program: { kind: 'none' }, flash: BLANK, shared: null, args: [], factoryFiles: true, origins: () => [] };
  }
}

const within =
  (folder: string) =>
  (path: string): string[] => [join(folder, path)];

function loadPath(path: string, hasPrompt: boolean): LoadedProgram {
  try {
    if (statSync(path).isDirectory()) return loadFolder(path, hasPrompt);
    if (path.endsWith('.mpy')) throw new Failure(compiledModule(path), Status.usage);
    const content = readProgram(path);
    const folder = dirname(path);
    const origins = (name: string): string[] => (name === 'main.py' ? [path] : within(folder)(name));
    return { program: NAMED, flash: withMain(content), shared: neighbours(folder), args: [], factoryFiles: true, origins };
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw hostFailure(path, error);
  }
}

/** What lies beside a program. */
function neighbours(folder: string): FileTree {
  try {
    return new FolderTree(folder);
  } catch (error) {
    throw hostFailure(folder, error);
  }
}

/** What is said of a program that is none. */
const compiledModule = (path: string): string =>
  `${path}: a compiled module, which a board imports but does not run; in its folder, use: vpyb -m ${basename(path, '.mpy')}`;

/** A folder that is the flash has something that runs, a boot.py at least, which may name another file than main.py; unless a prompt is wanted. */
function loadFolder(path: string, hasPrompt: boolean): LoadedProgram {
  const names = readdirSync(path);
  if (!hasPrompt && !names.some((name) => STARTED.includes(name.toLowerCase()))) {
    const [only] = names.filter((name) => name.endsWith('.py'));
    const hint = only === undefined ? '' : `; to run one of its files, name it: ${path.replace(/\/+$/, '')}/${only}`;
    throw new Failure(`${path}: no main.py or boot.py in this folder${hint}`, Status.usage);
  }
  return {
    program: { kind: 'main' },
    flash: new FolderTree(path, true),
    shared: null,
    args: [],
    factoryFiles: false,
    origins: within(path),
  };
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
