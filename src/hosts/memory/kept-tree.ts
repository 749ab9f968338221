/** A cache around a tree of files: everything is read once, and later changes of the files are not seen. */
import type { FileTree, FileTreeEntry } from '../../host.js';

export class KeptTree implements FileTree {
  readonly #entries = new Map<string, readonly FileTreeEntry[]>();
  readonly #contents = new Map<string, Uint8Array>();

  constructor(private readonly tree: FileTree) {}

  list(path: string): readonly FileTreeEntry[] {
    const known = this.#entries.get(path) ?? this.tree.list(path);
    this.#entries.set(path, known);
    return known;
  }

  read(path: string): Uint8Array {
    const known = this.#contents.get(path) ?? this.tree.read(path);
    this.#contents.set(path, known);
    return known;
  }
}
