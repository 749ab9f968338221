/** What a board writes to its flash, kept apart from where the flash's content came from. */
import type { FileTree, FileTreeEntry } from '../../host.js';

/** A tree that shows another, and remembers the changes instead of making them there. */
export class ChangedFiles implements FileTree {
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

  /** Files that were written, and folders that were made (null), by path; a folder stands before what is in it. */
  get changes(): ReadonlyMap<string, Uint8Array | null> {
    return this.#changed;
  }
}
