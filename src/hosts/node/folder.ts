/**
 * A folder of this computer as the board sees it: read-only, read on demand, never left.
 * Left out are entries that are neither file nor folder, and symbolic links that lead outside, or back to a folder that they are in. What this
 * user may not read is listed but cannot be read.
 * A folder that is taken as a whole is a flash's content, so nothing may be missing from it, except hidden entries of this computer's tools
 * (.git, .vscode, __pycache__), which do not belong on a flash.
 */
import { accessSync, constants, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { path as isPath } from '../../checks.js';
import { type FileTree, type FileTreeEntry, isHidden, Unreadable } from '../../host.js';

/** Milliseconds from 1970 to 2000, the epoch of the board's clock. */
const EPOCH_2000_MS = 946_684_800_000;

/** If all of these permission bits are set, `accessSync` need not be called; it takes a third of the time of listing a folder. */
const READABLE_BY_ALL = 0o444;

/** Why a folder cannot be taken as a whole: a symbolic link in it leads out, back or nowhere, or this user may not read something. */
export class Incomplete extends Error {}

/** A folder of the host as a tree of files; nothing outside it can be reached. */
export class FolderTree implements FileTree {
  readonly #root: string;

  /**
   * Throws what `fs` throws unless `folder` is a folder. `isWhole`: entries that cannot be read or followed are refused (Incomplete), and hidden
   * entries are left out.
   */
  constructor(
    private readonly folder: string,
    private readonly isWhole = false,
  ) {
    isPath('folder', folder); // Node takes an empty path for the current folder.
    this.#root = realpathSync(folder);
    readdirSync(this.#root);
  }

  list(path: string): readonly FileTreeEntry[] {
    return reading(() => {
      const folder = this.#resolve(path);
      const entries: FileTreeEntry[] = [];
      for (const name of readdirSync(folder).sort()) {
        const entry = this.isWhole && isHidden(name) ? null : this.#entry(path, folder, name);
        if (entry !== null) entries.push(entry);
      }
      return entries;
    });
  }

  read(path: string): Uint8Array {
    return reading(() => readFileSync(this.#resolve(path)));
  }

  /** Returns an entry of a folder, which is given as in the tree and as it really is; null if the entry is left out. */
  #entry(listed: string, folder: string, name: string): FileTreeEntry | null {
    const path = folder + sep + name;
    try {
      let status = lstatSync(path);
      if (status.isSymbolicLink()) {
        if (!this.#canFollow(path, listed)) return null;
        status = statSync(path);
      }
      if (!status.isFile() && !status.isDirectory()) return null;
      if (this.isWhole && (status.mode & READABLE_BY_ALL) !== READABLE_BY_ALL) accessSync(path, constants.R_OK);
      const modified = Math.max(0, Math.floor((status.mtimeMs - EPOCH_2000_MS) / 1000));
      return { name, isFolder: status.isDirectory(), size: status.isFile() ? status.size : 0, modified };
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      if (this.isWhole && !isAbsent(error))
        throw new Incomplete(`${this.#shown(path)}: permission denied, and the flash needs the whole folder`);
      return null;
    }
  }

  /**
   * True if a symbolic link stays inside and does not lead back. Otherwise returns false, or throws Incomplete if the folder is taken as a whole.
   * `listed`: the link's folder in the tree. From a folder that contains one on the way there, the same way would go on without end.
   */
  #canFollow(path: string, listed: string): boolean {
    const target = this.#target(path);
    const leadsBack = target !== null && this.#way(listed).some((place) => isIn(place, target));
    if (target !== null && !leadsBack) return true;
    if (!this.isWhole) return false;
    const problem = leadsBack ? `leads back to ${this.#shown(target)}` : `points outside ${this.folder}, or nowhere`;
    throw new Incomplete(`${this.#shown(path)}: the symbolic link ${problem}`);
  }

  /** Returns where a symbolic link really leads; null if that is nowhere, or outside. */
  #target(path: string): string | null {
    try {
      const target = realpathSync(path);
      return isIn(target, this.#root) ? target : null;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return null;
    }
  }

  /** Returns the real paths of a folder of the tree and of those on the way to it. */
  #way(listed: string): string[] {
    const parts = listed.split('/');
    return ['', ...parts].map((_, i) => this.#resolve(parts.slice(0, i).join('/')));
  }

  /** Returns a real path inside the folder as the user would write it. */
  #shown(path: string): string {
    return join(this.folder, relative(this.#root, path));
  }

  /** Returns the real path of a path in the tree; throws if it is outside. */
  #resolve(path: string): string {
    const place = realpathSync(join(this.#root, ...path.split('/')));
    if (!isIn(place, this.#root)) throw new Unreadable(`${path}: outside ${this.#root}`);
    return place;
  }
}

/** Whether a real path is that of a folder, or leads into it. */
const isIn = (place: string, folder: string): boolean => place === folder || place.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** Whether `fs` has thrown the error. */
export const isFsError = (error: unknown): error is Error & { readonly code: unknown } => error instanceof Error && 'code' in error;

/** Converts errors that `fs` throws to those that a tree throws. */
function reading<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!isFsError(error)) throw error;
    throw new Unreadable(error.message, { cause: error });
  }
}

const ABSENT: readonly string[] = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'];
const DENIED: readonly string[] = ['EACCES', 'EPERM'];

/**
 * Whether `fs`, or a tree on top of it, has thrown the error for a path that leads nowhere: a dangling or circular link, a file that has just
 * gone.
 */
export const isAbsent = (error: unknown): boolean => ABSENT.includes(codeOf(error));

/** Whether `fs` or a tree has thrown the error for a path that leads nowhere, or to something that this user may not read. */
export const isUnreadable = (error: unknown): boolean => [...ABSENT, ...DENIED].includes(codeOf(error));

function codeOf(error: unknown): string {
  const cause = error instanceof Unreadable ? error.cause : error;
  return (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
}

/** A blank flash. */
export const BLANK: FileTree = {
  list: () => [],
  read: (path) => {
    throw new Unreadable(`${path}: no such file`);
  },
};

/** A tree with one file added; it replaces whatever `tree` has under that name. */
export class WithFile implements FileTree {
  constructor(
    private readonly tree: FileTree,
    private readonly name: string,
    private readonly content: Uint8Array,
  ) {}

  list(path: string): readonly FileTreeEntry[] {
    const entries = this.tree.list(path);
    if (path !== '') return entries;
    const others = entries.filter(({ name }) => name.toUpperCase() !== this.name.toUpperCase());
    return [...others, { name: this.name, isFolder: false, size: this.content.length }];
  }

  read(path: string): Uint8Array {
    return path === this.name ? this.content : this.tree.read(path);
  }
}
