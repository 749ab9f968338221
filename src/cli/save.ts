/** `--save`: what the board writes to its flash, and to a card, comes to a folder. */
import { closeSync, existsSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SdCard, SdSlot } from '../board/flash/sd-card.js';
import type { FileTree } from '../host.js';
import { ChangedFiles } from '../hosts/node/changed-files.js';
import { makeFolder } from '../hosts/node/make-folder.js';
import { filesOn } from '../system/setup/card-files.js';
import { Failure, hostFailure, Status } from './fail.js';

/** Where the card's files go, as on the board that mounts it by itself. */
const CARD = 'sd';

/** Where the files go. A folder with files in it is refused before the run: nothing is ever overwritten. */
export class Saving {
  readonly flash: ChangedFiles;
  #card: SdCard | null = null;
  /** What was on the card, by its path. */
  #before: ReadonlyMap<string, Uint8Array | null> = new Map();

  constructor(
    private readonly folder: string,
    flash: FileTree,
  ) {
    this.flash = new ChangedFiles(flash);
    if (existsSync(folder) && this.#try(() => readdirSync(folder)).length > 0) {
      throw new Failure(`--save ${folder}: the folder is not empty; name a new one`, Status.usage);
    }
  }

  /** The board is as it comes; what it writes from now on is saved. */
  begin({ card }: SdSlot): void {
    this.#try(() => makeFolder(this.folder));
    this.flash.forget();
    this.#card = card;
    if (card !== null) this.#before = new Map(filesOn(card));
  }

  /** Writes all that can be written. Throws a Failure that names the first of what cannot, and says how much more there is. */
  finish(): void {
    const failures: [path: string, error: unknown][] = [];
    for (const [path, content] of this.#changes()) {
      try {
        writeNew(join(this.folder, path), content);
      } catch (error) {
        failures.push([path, error]);
      }
    }
    const [first, ...others] = failures;
    if (first === undefined) return;
    const [path, error] = first;
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    throw hostFailure(`--save ${join(this.folder, path)}${more}`, error);
  }

  /** What the board has written, by its path in the folder. */
  *#changes(): Iterable<[path: string, content: Uint8Array | null]> {
    yield* this.flash.changes;
    if (this.#card === null) return;
    for (const [path, content] of filesOn(this.#card)) {
      const before = this.#before.get(path);
      if (before === undefined || !isSame(content, before)) yield [join(CARD, path), content];
    }
  }

  #try<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw hostFailure(`--save ${this.folder}`, error);
    }
  }
}

/** Makes a file that is not there yet, as a whole or not at all, or a folder (null), and the folders on the way. */
function writeNew(place: string, content: Uint8Array | null): void {
  makeFolder(content === null ? place : dirname(place));
  if (content === null) return;
  const file = openSync(place, 'wx'); // The flash may have a folder like the card's, too.
  try {
    writeFileSync(file, content);
  } catch (error) {
    rmSync(place);
    throw error;
  } finally {
    closeSync(file);
  }
}

const isSame = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === b || (a !== null && b !== null && a.length === b.length && a.every((byte, i) => byte === b[i]));
