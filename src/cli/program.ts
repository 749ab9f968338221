/** Finds the files and the program of a board from what the user wants to run. */
import { readdirSync, statSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import type { FileTree } from '../host.js';
import { BLANK, FolderTree, isAbsent, WithFile } from '../hosts/node/folder.js';
import { librariesOf, libraryFolders, WithLibraries } from '../hosts/node/library-path.js';
import type { Program as BoardProgram } from '../system/program.js';
import { STARTED } from '../system/setup/empty-card.js';
import { Failure, hostFailure, Status } from './fail.js';
import { readProgram } from './read-program.js';
import type { Program } from './run-arguments.js';

/** The program and files that a board is given. */
export interface LoadedProgram {
  readonly program: BoardProgram;
  readonly flash: FileTree;
  readonly shared: FileTree | null;
  readonly args: readonly string[];
  /** Whether the flash gets the factory's files: not if a folder is the whole flash. */
  readonly factoryFiles: boolean;
  /**
   * Returns the files of this computer that the board may see at a path of its flash such as `lib/sensor.py`; the first one that exists counts.
   */
  readonly origins: (path: string) => readonly string[];
}

/** The program is the one file that the user names. */
const NAMED: BoardProgram = { kind: 'main', isNamed: true };

/**
 * Finds the program's files, and libraries beside them. `hasPrompt`: a prompt was requested. Throws a Failure that says what is missing.
 */
export function load(program: Program, hasPrompt: boolean): LoadedProgram {
  const loaded = loadAlone(program, hasPrompt);
  return {
    ...loaded,
    shared: withLibraries(loaded.shared),
    origins: (path) => [...loaded.origins(path), ...inLibraries(path)],
  };
}

const libraryPath = (): string => process.env.MICROPYPATH ?? '';

/** Returns what a board's flash shows, with the folders of `MICROPYPATH` laid over its `lib`. */
export function withLibraries(shared: FileTree | null): FileTree | null {
  const libraries = librariesOf(libraryPath(), delimiter);
  return libraries.length === 0 ? shared : new WithLibraries(shared, libraries);
}

/** Returns the files of this computer that `MICROPYPATH` may have put at a path of the flash. */
export const inLibraries = (path: string): string[] =>
  path.startsWith('lib/') ? libraryFolders(libraryPath(), delimiter).map((folder) => join(folder, path.slice('lib/'.length))) : [];

function loadAlone(program: Program, hasPrompt: boolean): LoadedProgram {
  switch (program.kind) {
    case 'path':
      return loadPath(program, hasPrompt);
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

function loadPath({ path, meant = '' }: Program & { readonly kind: 'path' }, hasPrompt: boolean): LoadedProgram {
  try {
    if (statSync(path).isDirectory()) return loadFolder(path, hasPrompt);
    if (path.endsWith('.mpy')) throw new Failure(compiledModule(path), Status.usage);
    const content = readProgram(path);
    const folder = dirname(path);
    const origins = (name: string): string[] => (name === 'main.py' ? [path] : within(folder)(name));
    return { program: NAMED, flash: withMain(content), shared: neighbours(folder), args: [], factoryFiles: true, origins };
  } catch (error) {
    if (error instanceof Failure) throw error;
    const failure = hostFailure(path, error);
    throw isAbsent(error) ? new Failure(failure.message + meant, failure.status) : failure;
  }
}

/** Returns the folder of a program, which the board sees as shared files. */
function neighbours(folder: string): FileTree {
  try {
    return new FolderTree(folder);
  } catch (error) {
    throw hostFailure(folder, error);
  }
}

/** The message for a compiled module that is given as the program. */
const compiledModule = (path: string): string =>
  `${path}: a compiled module, which a board imports but does not run; in its folder, use: vpyb -m ${basename(path, '.mpy')}`;

/**
 * Loads a folder as the flash. Unless a prompt is wanted, the folder must have a program to run: at least a boot.py, which may name another file
 * than main.py.
 */
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

/** Returns the current folder, from which `-c` and `-m` import; null if it cannot be read. */
function workingFolder(): FileTree | null {
  try {
    return new FolderTree('.');
  } catch {
    return null;
  }
}
