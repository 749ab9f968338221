/** Puts our `unittest` on the flash of a board that runs tests. */
import { UNITTEST } from '../embedded/unittest.js';
import type { FileTree, FileTreeEntry } from '../host.js';
import { OF_TESTS } from '../system/test-modules.js';
import { encodeUtf8 } from '../utf8.js';

/** The folder where it is: first in the module search path, and hidden when files are listed. */
export const OWN_FOLDER = '.vpyb';
const PACKAGE = `${OWN_FOLDER}/${OF_TESTS.cases}`;
const FILES = new Map(Array.from(UNITTEST, ([name, source]) => [`${PACKAGE}/${name}`, encodeUtf8(source)]));

/** A tree of files with our `unittest` added. */
export class WithUnittest implements FileTree {
  constructor(private readonly tree: FileTree) {}

  list(path: string): readonly FileTreeEntry[] {
    if (path === OWN_FOLDER) return [{ name: OF_TESTS.cases, isFolder: true, size: 0 }];
    if (path === PACKAGE)
      return Array.from(FILES, ([file, { length }]) => ({ name: file.slice(PACKAGE.length + 1), isFolder: false, size: length }));
    const entries = this.tree.list(path);
    if (path !== '') return entries;
    return [...entries.filter(({ name }) => name !== OWN_FOLDER), { name: OWN_FOLDER, isFolder: true, size: 0 }];
  }

  read(path: string): Uint8Array {
    return FILES.get(path) ?? this.tree.read(path);
  }
}
