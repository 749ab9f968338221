/** The files of a board and where the client has them. */
import { argumentsIn } from './arguments.js';

/** A folder of the client's, and where the board has it. */
interface PathMapping {
  readonly localRoot: string;
  readonly remoteRoot: string;
}

/** Whether a client has given one. */
export function isMapping(value: unknown): value is PathMapping {
  const { localRoot, remoteRoot } = argumentsIn(value);
  return typeof localRoot === 'string' && typeof remoteRoot === 'string';
}

/** Where the board's files come from. */
export interface HostFiles {
  /** The folder that is `/flash`, or lies beside it there, as an absolute path; null: there is none. */
  readonly folder: string | null;
  /** The file that the board has as its main.py; null: one of that name in the folder, if any. */
  readonly main: string | null;
  /** Whether there is such a file. */
  exists(path: string): boolean;
}

const FLASH = '/flash';
const MAIN = `${FLASH}/main.py`;

/** Windows has two ways to write a path, and takes no notice of capitals. */
function normal(path: string): string {
  const slashed = /^[a-z]:[\\/]/i.test(path) ? path.replaceAll('\\', '/').toLowerCase() : path;
  return slashed.replace(/\/+$/, '');
}

/** What comes after a folder in the path of something in it; null if it does not lie there. */
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

  /** What the client has asked for. It counts where the client has other files than the host, as on another machine; else the host knows best. */
  set mappings(mappings: readonly PathMapping[]) {
    const { folder } = this.host;
    const isForeign = ({ localRoot }: PathMapping): boolean =>
      folder === null ||
      !(normal(`${folder}/`) === normal(localRoot) || within(localRoot, folder) !== null || within(folder, localRoot) !== null);
    this.#mappings = mappings.filter(isForeign);
  }

  /** The path on the board of a client's file. */
  toBoard(path: string): string {
    const { folder, main } = this.host;
    for (const { localRoot, remoteRoot } of this.#mappings) {
      const rest = within(localRoot, path);
      if (rest !== null) return `${remoteRoot.replace(/\/+$/, '')}/${rest}`;
    }
    if (main !== null && normal(main) === normal(path)) return MAIN;
    const rest = folder === null ? null : within(folder, path);
    return rest === null ? path : `${FLASH}/${rest}`;
  }

  /** The client's file of a path on the board; null if it has none that is known. */
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
