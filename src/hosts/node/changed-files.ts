/** What a board writes to its flash, kept apart from the source of the flash's content. */
import type { FileTree, FileTreeEntry } from '../../host.js';

/** A tree that shows another tree, and records changes instead of making them there. */
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

  /** Forgets the changes so far. */
  forget(): void {
    this.#changed.clear();
  }

  /** Files that were written, and folders that were made (null), by path. A folder comes before its content. */
  get changes(): ReadonlyMap<string, Uint8Array | null> {
    return this.#changed;
  }
}
