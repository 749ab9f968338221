/** A store of texts in a folder. What is damaged, or stands under a name by chance, is not found. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TextStore } from '../../host.js';
import { writeWhole } from './cache-folder.js';

/** When there are so many files, all are thrown away: a cache does not grow for ever. */
const MOST_FILES = 500;
/** The same for folders of other builds. */
const MOST_FOLDERS = 8;

export class TextFiles implements TextStore {
  /** `folder`: of its own, and in a folder of such folders. */
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
    clear(this.folder, MOST_FILES);
    clear(dirname(this.folder), MOST_FOLDERS);
    const content = headOf(key) + value;
    writeWhole(this.#path(key), `${hash(content)}\n${content}`);
  }

  #path(key: string): string {
    return join(this.folder, hash(key));
  }
}

/** What stands before a value. */
const headOf = (key: string): string => `${key.length}\n${key}\n`;

/** Removes what is in a folder if there is much. */
function clear(folder: string, most: number): void {
  try {
    const names = readdirSync(folder);
    if (names.length >= most) for (const name of names) rmSync(join(folder, name), { recursive: true, force: true });
  } catch {}
}

/** A name for a text: 64 bits that depend on each of its characters. */
function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995) ^ (b >>> 15);
  }
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}
