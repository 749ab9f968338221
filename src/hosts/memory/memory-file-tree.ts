/** A flash's files in memory: nothing outside the process is read or changed. */
import { type FileTree, type FileTreeEntry, Unreadable } from '../../host.js';
import { encodeUtf8 } from '../../utf8.js';

/** Unpaired surrogates. */
const UNPAIRED = /[\ud800-\udfff]/gu;

/** Returns the files that are passed. Throws a TypeError, with a message for the caller, unless all of them are texts or bytes by path. */
export function checkedFiles(files: Readonly<Record<string, string | Uint8Array>>): typeof files {
  const isContent = (value: unknown): boolean => typeof value === 'string' || value instanceof Uint8Array;
  if (typeof files === 'object' && files !== null && Object.values(files).every(isContent)) return files;
  throw new TypeError("files: give the flash's content by path, as strings or bytes, such as { 'main.py': source }");
}

/** A writable tree of files in memory. */
export class MemoryFileTree implements FileTree {
  /** Content by path; null marks a folder. */
  readonly #entries = new Map<string, Uint8Array | null>();

  /**
   * `files`: content by path. Text is encoded as UTF-8, unpaired surrogates as U+FFFD; parent folders are made. A path that ends in '/' is an
   * empty folder. Throws a TypeError for invalid content, and for a path that is both a file and a folder.
   */
  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const [path, content] of Object.entries(checkedFiles(files))) {
      const parts = path.split('/');
      for (let i = 1; i < parts.length; i++) this.#add(parts.slice(0, i).join('/'), null);
      if (!path.endsWith('/'))
        this.#add(path, typeof content === 'string' ? encodeUtf8(content.replace(UNPAIRED, '\ufffd')) : content.slice());
    }
  }

  #add(path: string, content: Uint8Array | null): void {
    const before = this.#entries.get(path);
    if (before !== undefined && (before === null) !== (content === null))
      throw new TypeError(`files: '${path}' is both a file and a folder`);
    this.#entries.set(path, content);
  }

  list(path: string): FileTreeEntry[] {
    const prefix = path === '' ? '' : `${path}/`;
    const entries: FileTreeEntry[] = [];
    for (const [other, content] of this.#entries) {
      if (!other.startsWith(prefix) || other.indexOf('/', prefix.length) >= 0) continue;
      entries.push({ name: other.slice(prefix.length), isFolder: content === null, size: content?.length ?? 0 });
    }
    return entries;
  }

  read(path: string): Uint8Array {
    const content = this.#entries.get(path);
    if (content == null) throw new Unreadable(`${path}: no such file`);
    return content;
  }

  write(path: string, content: Uint8Array): void {
    this.#entries.set(path, content.slice());
  }

  makeFolder(path: string): void {
    this.#entries.set(path, null);
  }

  remove(path: string): void {
    this.#entries.delete(path);
  }
}
