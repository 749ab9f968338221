/** Folders of this computer from which a board imports: as if they had been copied to `/flash/lib`. */
import { type FileTree, type FileTreeEntry, Unreadable } from '../../host.js';
import { FolderTree, isAbsent, isUnreadable } from './folder.js';

const LIBRARY = 'lib';

/** A tree with more folders laid over its `lib`; of files of one name the tree's own counts, then the first folder's. */
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

  /** Where a path may be found. */
  *#places(path: string): Iterable<[tree: FileTree, path: string]> {
    if (this.tree !== null) yield [this.tree, path];
    if (path !== LIBRARY && !path.startsWith(`${LIBRARY}/`)) return;
    for (const folder of this.folders) yield [folder, path.slice(LIBRARY.length + 1)];
  }
}

/** The folders that a list of paths names, such as `MICROPYPATH`; `.frozen` and what is no folder, or none that can be read, are left out, as by the reference. */
export function librariesOf(list: string, separator: string): FileTree[] {
  return libraryFolders(list, separator).flatMap((path) => unless(isUnreadable, () => new FolderTree(path)) ?? []);
}

/** The folders that such a list names, whatever there is. */
export const libraryFolders = (list: string, separator: string): string[] =>
  list.split(separator).filter((path) => path !== '' && path !== '.frozen');

/** What a look finds; undefined where it ends in such an error. */
function unless<T>(isNone: (error: unknown) => boolean, look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (isNone(error)) return undefined;
    throw error;
  }
}
