/** Maps the files of a board to the client's files, and back. */
import { FLASH } from '../flash-path.js';
import { argumentsIn } from './arguments.js';

/** A folder of the client, and where the board has it. */
interface PathMapping {
  readonly localRoot: string;
  readonly remoteRoot: string;
}

/** Whether a value that a client has given is a mapping. */
export function isMapping(value: unknown): value is PathMapping {
  const { localRoot, remoteRoot } = argumentsIn(value);
  return typeof localRoot === 'string' && typeof remoteRoot === 'string';
}

/** Where the board's files come from. */
export interface HostFiles {
  /** The folder that is `/flash`, or is shown there beside its own files, as an absolute path; null if there is none. */
  readonly folder: string | null;
  /** The file that the board has as its main.py; null if that is the one in the folder, if any. */
  readonly main: string | null;
  /** Whether the host has a file at a path. */
  exists(path: string): boolean;
}

const MAIN = `${FLASH}main.py`;

/** Absolute paths, and those among them where a board has its files unless a program mounts something else. */
const ABSOLUTE = /^([a-z]:)?[\\/]/i;
const ON_BOARD = /^\/(flash|sd\d*|rom)\//;

/** On Windows, paths can be written in two ways, and upper and lower case are the same. */
function normal(path: string): string {
  const slashed = /^[a-z]:[\\/]/i.test(path) ? path.replaceAll('\\', '/').toLowerCase() : path;
  return slashed.replace(/\/+$/, '');
}

/** The part of a path after a folder; null if the path does not lie in the folder. */
function within(folder: string, path: string): string | null {
  const root = normal(folder);
  if (!normal(path).startsWith(`${root}/`)) return null;
  return path.slice(root.length + 1).replaceAll('\\', '/');
}

function joined(folder: string, rest: string): string {
  const isWindows = /^[a-z]:\\/i.test(folder);
  return `${folder.replace(/[\\/]+$/, '')}${isWindows ? '\\' : '/'}${isWindows ? rest.replaceAll('/', '\\') : rest}`;
}

export class PathMap {
  #mappings: readonly PathMapping[] = [];

  constructor(private readonly host: HostFiles) {}

  /** The client's mappings. They apply if the client's files are not the host's, e.g. on another machine; otherwise the host knows better. */
  set mappings(mappings: readonly PathMapping[]) {
    const { folder } = this.host;
    const isForeign = ({ localRoot }: PathMapping): boolean =>
      folder === null ||
      !(normal(`${folder}/`) === normal(localRoot) || within(localRoot, folder) !== null || within(folder, localRoot) !== null);
    this.#mappings = mappings.filter(isForeign);
  }

  /** The path on the board for a client's file. */
  toBoard(path: string): string {
    const { folder, main } = this.host;
    for (const { localRoot, remoteRoot } of this.#mappings) {
      const rest = within(localRoot, path);
      if (rest !== null) return `${remoteRoot.replace(/\/+$/, '')}/${rest}`;
    }
    if (main !== null && normal(main) === normal(path)) return MAIN;
    const rest = folder === null ? null : within(folder, path);
    return rest === null ? path : `${FLASH}${rest}`;
  }

  /** Whether nothing tells where the board has a client's file, so that it hardly has it. */
  isForeign(path: string): boolean {
    return this.toBoard(path) === path && ABSOLUTE.test(path) && !ON_BOARD.test(path);
  }

  /** The client's file for a path on the board; null if none is known. */
  toClient(path: string): string | null {
    const { folder, main } = this.host;
    for (const { localRoot, remoteRoot } of this.#mappings) {
      const rest = within(remoteRoot, path);
      if (rest !== null) return joined(localRoot, rest);
    }
    if (main !== null && path === MAIN) return main;
    const rest = folder === null ? null : within(FLASH, path);
    const file = rest === null ? null : joined(folder as string, rest);
    return file !== null && this.host.exists(file) ? file : null;
  }
}
