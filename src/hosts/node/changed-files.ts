/** What a board writes to its flash, kept apart from where the flash's content came from, and brought to a folder of this computer. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileTree, FileTreeEntry } from '../../host.js';
import { makeFolder } from './make-folder.js';

/** A tree that shows another, and remembers the changes instead of making them there. */
export class ChangedFiles implements FileTree {
  /** Files that were written, and folders that were made (null), by path; a folder stands before what is in it. */
  readonly #changed = new Map<string, Uint8Array | null>();

  constructor(private readonly tree: FileTree) {}

  list(path: string): readonly FileTreeEntry[] {
    return this.tree.list(path);
  }

  read(path: string): Uint8Array {
    return this.tree.read(path);
  }

  write(path: string, content: Uint8Array): void {
    this.#changed.set(path, content.slice());
  }

  makeFolder(path: string): void {
    this.#changed.set(path, null);
  }

  remove(path: string): void {
    this.#changed.delete(path);
  }

  /** From here on changes count. */
  forget(): void {
    this.#changed.clear();
  }

  /** Writes the changed files, and the folders on the way, to a folder. Throws what `fs` throws. */
  save(folder: string): void {
    for (const [path, content] of this.#changed) {
      const place = join(folder, path);
      makeFolder(content === null ? place : join(place, '..'));
      if (content !== null) writeFileSync(place, content);
    }
  }
}
