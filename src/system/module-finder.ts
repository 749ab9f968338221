/** Where non-native modules come from: the frozen modules of the firmware, and files on the flash (`py/builtinimport.c`). */
import type { BoardDescription } from '../board/boards.js';
import type { Code } from '../bytecode/code.js';
import { frozenModules } from '../embedded/stdlib.js';
import { frozenCode } from '../embedded/stdlib-code.js';
import { decodeUtf8 } from '../utf8.js';
import type { FoundModule } from '../vm/runtime.js';

/** Functions that turn files into Code. */
interface Makers {
  compile(source: string, filename: string): Code;
  /** Loads an .mpy file. */
  load(content: Uint8Array, filename: string): Code;
}

const FROZEN = '.frozen/';

/** The mounted file systems. */
interface ImportFiles {
  /** Returns what is at a path; null if there is nothing. */
  importStat(path: string): 'file' | 'folder' | null;
  /** Returns the content of a file. */
  readFile(path: string): Uint8Array;
}

/** Returns the modules that are frozen into a board's firmware, by path. */
export function frozenOn({ interfaces }: BoardDescription): typeof frozenModules {
  return new Map([...frozenModules].filter(([, { needsNetwork }]) => !needsNetwork || interfaces.length > 0));
}

/** Finds the module that an import path leads to. */
export class ModuleFinder {
  /** `frozen`: the frozen modules of the firmware. */
  constructor(
    private readonly frozen: typeof frozenModules,
    private readonly files: () => ImportFiles,
  ) {}

  /** Returns the module or package at a path without its extension; null if there is none. */
  find(path: string, makers: Makers): FoundModule | null {
    if (path.startsWith(FROZEN)) return this.#frozen(path);
    const packagePath = this.files().importStat(path) === 'folder' ? path : null;
    const file = this.#file(packagePath === null ? path : `${path}/__init__`);
    if (file === null) return packagePath === null ? null : { body: null, packagePath };
    const content = this.files().readFile(file);
    const code = file.endsWith('.mpy') ? makers.load(content, file) : makers.compile(decodeUtf8(content, 'keep') as string, file);
    return { body: { code, file }, packagePath };
  }

  /** Returns the file to load; a source file is preferred to a compiled one. */
  #file(path: string): string | null {
    for (const file of [`${path}.py`, `${path}.mpy`]) if (this.files().importStat(file) === 'file') return file;
    return null;
  }

  #frozen(path: string): FoundModule | null {
    const name = path.slice(FROZEN.length);
    const module = this.frozen.get(name);
    if (module === undefined) return null;
    const code = frozenCode(name) as Code;
    return { body: { code, file: module.file }, packagePath: module.isPackage ? path : null };
  }
}
