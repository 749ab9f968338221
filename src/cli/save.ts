/** `--save`: what the board writes to its flash, and to a card, comes to a folder. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SdCard, SdSlot } from '../board/sd-card.js';
import type { FileTree } from '../host.js';
import { ChangedFiles } from '../hosts/node/changed-files.js';
import { makeFolder } from '../hosts/node/make-folder.js';
import { filesOn } from '../system/card-files.js';
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

  finish(): void {
    this.#try(() => {
      this.flash.save(this.folder);
      if (this.#card !== null) this.#saveCard(this.#card);
    });
  }

  #saveCard(card: SdCard): void {
    for (const [path, content] of filesOn(card)) {
      const before = this.#before.get(path);
      if (before !== undefined && isSame(content, before)) continue;
      const place = join(this.folder, CARD, path);
      makeFolder(content === null ? place : dirname(place));
      if (content !== null) writeFileSync(place, content, { flag: 'wx' }); // The flash may have such a folder, too.
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

const isSame = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === b || (a !== null && b !== null && a.length === b.length && a.every((byte, i) => byte === b[i]));
