/** `--save`: what the board writes to its flash comes to a folder. */
import { existsSync, readdirSync } from 'node:fs';
import type { FileTree } from '../host.js';
import { ChangedFiles } from '../hosts/node/changed-files.js';
import { makeFolder } from '../hosts/node/make-folder.js';
import { Failure, hostFailure, Status } from './fail.js';

/** Where the files go. A folder with files in it is refused before the run: nothing is ever overwritten. */
export class Saving {
  readonly flash: ChangedFiles;

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
  begin(): void {
    this.#try(() => makeFolder(this.folder));
    this.flash.forget();
  }

  finish(): void {
    this.#try(() => this.flash.save(this.folder));
  }

  #try<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw hostFailure(`--save ${this.folder}`, error);
    }
  }
}
