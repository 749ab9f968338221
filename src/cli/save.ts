/** `--save`: copies what the board writes to its flash and to a card into a folder. */
import { closeSync, existsSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SdCard, SdSlot } from '../board/flash/sd-card.js';
import type { FileTree } from '../host.js';
import { ChangedFiles } from '../hosts/node/changed-files.js';
import { makeFolder } from '../hosts/node/make-folder.js';
import { filesOn } from '../system/setup/card-files.js';
import { Failure, hostFailure, Status } from './fail.js';

/** Folder for the card's files, named as on a board that mounts its card by itself. */
const CARD = 'sd';

/** Throws a Failure if a folder has something in it: nothing is ever overwritten, or mixed with the files of another run. */
function refuseFilled(folder: string): void {
  if (existsSync(folder) && forSave(folder, () => readdirSync(folder)).length > 0)
    throw new Failure(`--save ${folder}: the folder is not empty; name a new one`, Status.usage);
}

/** Makes the folder for what is to be saved. Throws a Failure if that is impossible, or if the folder is not empty. */
export function beginSaving(folder: string): void {
  refuseFilled(folder);
  forSave(folder, () => makeFolder(folder));
}

/** Does something with the folder. Throws a Failure that names it if that is impossible. */
function forSave<T>(folder: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw hostFailure(`--save ${folder}`, error);
  }
}

/** Saves files in a folder. A folder that is not empty is refused before the run. */
export class Saving {
  readonly flash: ChangedFiles;
  #card: SdCard | null = null;
  /** The card's files at the beginning, by path. */
  #before: ReadonlyMap<string, Uint8Array | null> = new Map();

  constructor(
    private readonly folder: string,
    flash: FileTree,
  ) {
    this.flash = new ChangedFiles(flash);
    refuseFilled(folder);
  }

  /** Called when the board is set up: what it writes from now on is saved. */
  begin({ card }: SdSlot): void {
    forSave(this.folder, () => makeFolder(this.folder));
    this.flash.forget();
    this.#card = card;
    if (card !== null) this.#before = new Map(filesOn(card));
  }

  /** Writes everything that can be written. Throws a Failure that names the first file that cannot be, and the number of others. */
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

  /** Yields what the board has written, by path in the folder. */
  *#changes(): Iterable<[path: string, content: Uint8Array | null]> {
    yield* this.flash.changes;
    if (this.#card === null) return;
    for (const [path, content] of filesOn(this.#card)) {
      const before = this.#before.get(path);
      if (before === undefined || !isSame(content, before)) yield [join(CARD, path), content];
    }
  }
}

/** Makes a new file, as a whole or not at all, or a folder (null), with their parent folders. */
function writeNew(place: string, content: Uint8Array | null): void {
  makeFolder(content === null ? place : dirname(place));
  if (content === null) return;
  const file = openSync(place, 'wx'); // 'wx', because the flash may have a folder with the name of the card's.
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
