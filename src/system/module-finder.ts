/** Where modules come from beside the native ones: the frozen ones of the firmware, and files on the flash (`py/builtinimport.c`). */
import type { Code } from '../bytecode/code.js';
import { frozenCode, frozenModules } from '../embedded/stdlib.js';
import type { FatVolume } from '../files/fat-volume.js';
import { decodeUtf8 } from '../objects/utf8.js';
import type { FoundModule } from '../vm/runtime.js';

type Compile = (source: string, filename: string) => Code;

const FROZEN = '.frozen/';
const FLASH = '/flash';

/** What an import path leads to. */
export class ModuleFinder {
  constructor(private readonly volume: FatVolume) {}

  /** The module or package at a path without its ending; null if there is none. */
  find(path: string, compile: Compile): FoundModule | null {
    if (path.startsWith(FROZEN)) return this.#frozen(path);
    const place = this.#onVolume(path);
    if (place === null) return null;
    if (this.volume.kind(place) === 'folder') {
      const init = `${path}/__init__.py`;
      if (this.volume.kind(`${place}/__init__.py`) !== 'file') return null;
      return this.#load(init, `${place}/__init__.py`, path, compile);
    }
    return this.volume.kind(`${place}.py`) === 'file' ? this.#load(`${path}.py`, `${place}.py`, null, compile) : null;
  }

  #load(file: string, place: string, packagePath: string | null, compile: Compile): FoundModule {
    return { code: compile(decodeUtf8(this.volume.read(place), 'replace') as string, file), file, packagePath };
  }

  #frozen(path: string): FoundModule | null {
    const name = path.slice(FROZEN.length);
    const module = frozenModules.get(name);
    const code = frozenCode(name);
    if (module === undefined || code === null) return null;
    return { code, file: module.file, packagePath: module.isPackage ? path : null };
  }

  /** Path on the volume; null for paths elsewhere in the board's tree. */
  #onVolume(path: string): string | null {
    if (!path.startsWith('/')) return path;
    if (path.startsWith(`${FLASH}/`)) return path.slice(FLASH.length);
    return null;
  }
}
