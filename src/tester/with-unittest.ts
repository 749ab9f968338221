/** Puts our `unittest` on the flash of a board that runs tests. */
import { UNITTEST } from '../embedded/unittest.js';
import type { FileTree, FileTreeEntry } from '../host.js';
import { encodeUtf8 } from '../objects/utf8.js';

/** Where it is: in front of all others, hidden from whoever lists files. */
export const OWN_FOLDER = '.vpyb';
const FILE = 'unittest.py';
const SOURCE = encodeUtf8(UNITTEST);

/** A tree of files, and it. */
export class WithUnittest implements FileTree {
  constructor(private readonly tree: FileTree) {}

  list(path: string): readonly FileTreeEntry[] {
    if (path === OWN_FOLDER) return [{ name: FILE, isFolder: false, size: SOURCE.length }];
    const entries = this.tree.list(path);
    if (path !== '') return entries;
    return [...entries.filter(({ name }) => name !== OWN_FOLDER), { name: OWN_FOLDER, isFolder: true, size: 0 }];
  }

  read(path: string): Uint8Array {
    return path === `${OWN_FOLDER}/${FILE}` ? SOURCE : this.tree.read(path);
  }
}
