/** Folders of this computer from which a board imports, as if they had been copied to `/flash/lib`. */
import { type FileTree, type FileTreeEntry, Unreadable } from '../../host.js';
import { FolderTree, isAbsent, isUnreadable } from './folder.js';

const LIBRARY = 'lib';

/** A tree with more folders laid over its `lib`. Of files with the same name, the tree's own comes first, then that of the first folder. */
export class WithLibraries implements FileTree {
  constructor(
    private readonly tree: FileTree | null,
    private readonly folders: readonly FileTree[],
  ) {}

  list(path: string): readonly FileTreeEntry[] {
    const entries = new Map<string, FileTreeEntry>();
    if (path === '') entries.set(LIBRARY, { name: LIBRARY, isFolder: true, size: 0 });
    for (const [tree, place] of this.#places(path))
      for (const entry of unless(isAbsent, () => tree.list(place)) ?? []) if (!entries.has(entry.name)) entries.set(entry.name, entry);
    return [...entries.values()];
  }

  read(path: string): Uint8Array {
    for (const [tree, place] of this.#places(path)) {
      const content = unless(isAbsent, () => tree.read(place));
      if (content !== undefined) return content;
    }
    throw new Unreadable(`${path}: no such file`);
  }

  /** Yields the places where a path may be found. */
  *#places(path: string): Iterable<[tree: FileTree, path: string]> {
    if (this.tree !== null) yield [this.tree, path];
    if (path !== LIBRARY && !path.startsWith(`${LIBRARY}/`)) return;
    for (const folder of this.folders) yield [folder, path.slice(LIBRARY.length + 1)];
  }
}

/**
 * Returns the folders that a list of paths names, such as `MICROPYPATH`. Like the reference, it leaves out `.frozen` and anything that is not a
 * readable folder.
 */
export function librariesOf(list: string, separator: string): FileTree[] {
  return libraryFolders(list, separator).flatMap((path) => unless(isUnreadable, () => new FolderTree(path)) ?? []);
}

/** Returns all folders that such a list names, whether they exist or not. */
export const libraryFolders = (list: string, separator: string): string[] =>
  list.split(separator).filter((path) => path !== '' && path !== '.frozen');

/** Returns the result of `look`; undefined if it throws an error for which `isNone` is true. */
function unless<T>(isNone: (error: unknown) => boolean, look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (isNone(error)) return undefined;
    throw error;
  }
}
