/** A store of texts in a folder. Damaged files, and files that have a text's name by chance, are not found. */
import { type Dirent, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { TextStore } from '../../host.js';
import { writeWhole } from './cache-folder.js';

/** From this number of files on, all are deleted, so that the cache does not grow for ever. */
const MOST_FILES = 500;
/** The same limit for the folders of other builds. */
const MOST_FOLDERS = 8;
/** Name of another build's folder and of a text's file: 16 hex digits (`hash`). */
const NAME = /^[0-9a-f]{16}$/;
/** Also matches the name of an unfinished file (`writeWhole`). */
const FILE_NAME = /^[0-9a-f]{16}(\.\d+)?$/;

export class TextFiles implements TextStore {
  /** `folder`: used by this store alone, and in a folder that holds only such folders. */
  constructor(private readonly folder: string) {}

  get(key: string): string | null {
    try {
      const text = readFileSync(this.#path(key), 'utf8');
      const content = text.slice(text.indexOf('\n') + 1);
      const head = headOf(key);
      return text.startsWith(`${hash(content)}\n`) && content.startsWith(head) ? content.slice(head.length) : null;
    } catch {
      return null;
    }
  }

  set(key: string, value: string): void {
    this.#makeRoom();
    const content = headOf(key) + value;
    writeWhole(this.#path(key), `${hash(content)}\n${content}`);
  }

  #makeRoom(): void {
    const own = filesIn(this.folder);
    if (own.length >= MOST_FILES) remove(own);
    const [all, current] = [dirname(this.folder), basename(this.folder)];
    const others = namesIn(all, (entry) => entry.isDirectory() && NAME.test(entry.name) && entry.name !== current);
    if (others.length < MOST_FOLDERS) return;
    for (const folder of others) {
      remove(filesIn(folder));
      tryTo(() => rmdirSync(folder)); // Fails if it holds anything else.
    }
  }

  #path(key: string): string {
    return join(this.folder, hash(key));
  }
}

/** The text before a value in its file. */
const headOf = (key: string): string => `${key.length}\n${key}\n`;

/**
 * Returns the paths of a folder's entries for which `isMeant` is true; empty if there is no folder. All other entries belong to somebody else.
 */
function namesIn(folder: string, isMeant: (entry: Dirent) => boolean): string[] {
  const entries = tryTo(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  return entries.filter(isMeant).map(({ name }) => join(folder, name));
}

const filesIn = (folder: string): string[] => namesIn(folder, (entry) => entry.isFile() && FILE_NAME.test(entry.name));

function remove(files: readonly string[]): void {
  for (const file of files) tryTo(() => rmSync(file, { force: true }));
}

/** Ignores errors: a cache that cannot be tidied up still works. */
function tryTo<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/** Returns a name for a text: 64 bits that depend on each of its characters. */
function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995) ^ (b >>> 15);
  }
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}
