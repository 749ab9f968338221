/**
 * A folder of this computer as the board sees it: read-only, read when asked for, never left.
 * Left out: what is neither file nor folder, what cannot be read, and symbolic links that lead outside. A folder that is taken as a whole
 * is a flash's: what tools of this computer keep in it (.git, .vscode, __pycache__) has no business there.
 */
import { accessSync, constants, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type FileTree, type FileTreeEntry, Unreadable } from '../../host.js';

/** Milliseconds from 1970 to 2000, the epoch of the board's clock. */
const EPOCH_2000_MS = 946_684_800_000;

/** Permissions with which nobody need ask whether this user may read: that is a third of what listing a folder takes. */
const READABLE_BY_ALL = 0o444;

/** A symbolic link that leads nowhere, or out of a folder that is to be taken as a whole. */
export class LeadsOut extends Error {}

/** A folder of the host as a tree of files; nothing outside of it can be reached. */
export class FolderTree implements FileTree {
  readonly #root: string;

  /**
   * Throws what `fs` throws unless `folder` is a folder. `isWhole`: links that cannot be followed are not left out but refused (LeadsOut),
   * and hidden entries are left out.
   */
  constructor(
    private readonly folder: string,
    private readonly isWhole = false,
  ) {
    this.#root = realpathSync(folder);
    readdirSync(this.#root);
  }

  list(path: string): readonly FileTreeEntry[] {
    return reading(() => {
      const folder = this.#resolve(path);
      const entries: FileTreeEntry[] = [];
      for (const name of readdirSync(folder).sort()) {
        const entry = this.isWhole && isHidden(name) ? null : this.#entry(folder, name);
        if (entry !== null) entries.push(entry);
      }
      return entries;
    });
  }

  read(path: string): Uint8Array {
    return reading(() => readFileSync(this.#resolve(path)));
  }

  #entry(folder: string, name: string): FileTreeEntry | null {
    const path = folder + sep + name;
    try {
      let status = lstatSync(path);
      if (status.isSymbolicLink()) {
        if (!this.#canFollow(path)) return null;
        status = statSync(path);
      }
      if (!status.isFile() && !status.isDirectory()) return null;
      if ((status.mode & READABLE_BY_ALL) !== READABLE_BY_ALL) accessSync(path, constants.R_OK);
      const modified = Math.max(0, Math.floor((status.mtimeMs - EPOCH_2000_MS) / 1000));
      return { name, isFolder: status.isDirectory(), size: status.isFile() ? status.size : 0, modified };
    } catch (error) {
      if (isUnreadable(error)) return null;
      throw error;
    }
  }

  /** Whether a symbolic link stays inside; throws LeadsOut instead where nothing may be missing. */
  #canFollow(path: string): boolean {
    try {
      if (this.#isWithin(realpathSync(path))) return true;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
    }
    if (!this.isWhole) return false;
    const name = join(this.folder, relative(this.#root, path));
    throw new LeadsOut(`${name}: the symbolic link leads out of ${this.folder}, or nowhere`);
  }

  /** The real place of a path of the tree; throws if that is outside. */
  #resolve(path: string): string {
    const place = realpathSync(join(this.#root, ...path.split('/')));
    if (!this.#isWithin(place)) throw new Unreadable(`${path}: leads out of ${this.#root}`);
    return place;
  }

  #isWithin(place: string): boolean {
    return place === this.#root || place.startsWith(this.#root.endsWith(sep) ? this.#root : this.#root + sep);
  }
}

/** Whether it is there for tools of this computer. */
const isHidden = (name: string): boolean => name.startsWith('.') || name === '__pycache__';

/** What `fs` throws becomes what a tree throws. */
function reading<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new Unreadable(error.message, { cause: error });
  }
}

const UNREADABLE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES', 'EPERM']);

/** Whether `fs`, or a tree for it, has thrown it for a path that leads to nothing that can be read: a dangling or circular link, a file that has just gone. */
export function isUnreadable(error: unknown): boolean {
  const cause = error instanceof Unreadable ? error.cause : error;
  return UNREADABLE.has((cause as NodeJS.ErrnoException | undefined)?.code ?? '');
}

/** A blank flash. */
export const BLANK: FileTree = {
  list: () => [],
  read: (path) => {
    throw new Unreadable(`${path}: no such file`);
  },
};

/** A tree with one file put in the place of whatever `tree` has under its name. */
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
