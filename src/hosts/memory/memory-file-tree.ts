/** A flash's files in memory: nothing outside the process is read or changed. */
import type { FileTree, FileTreeEntry } from '../../host.js';

const EMPTY = new Uint8Array(0);

/** A writable tree of files in memory. */
export class MemoryFileTree implements FileTree {
  /** Content by path; null marks a folder. */
  readonly #entries = new Map<string, Uint8Array | null>();

  /** `files`: content by path, text as UTF-8; folders on the way are made. A path that ends in '/' is an empty folder. */
  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const [path, content] of Object.entries(files)) {
      const parts = path.split('/');
      for (let i = 1; i < parts.length; i++) this.#entries.set(parts.slice(0, i).join('/'), null);
      if (!path.endsWith('/')) this.#entries.set(path, typeof content === 'string' ? encodeUtf8(content) : content.slice());
    }
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
    return this.#entries.get(path) ?? EMPTY;
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

/** UTF-8 of a text; unpaired surrogates become U+FFFD. */
function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    const c = point >= 0xd800 && point < 0xe000 ? 0xfffd : point;
    if (c < 0x80) bytes.push(c);
    else if (c < 0x800) bytes.push(0xc0 | (c >> 6), 0x80 | (c & 63));
    else if (c < 0x10000) bytes.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
    else bytes.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
  }
  return Uint8Array.from(bytes);
}
