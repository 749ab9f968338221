/** Where modules come from beside the native ones: the frozen ones of the firmware, and files on the flash (`py/builtinimport.c`). */
import type { BoardDescription } from '../board/boards.js';
import type { Code } from '../bytecode/code.js';
import { frozenModules } from '../embedded/stdlib.js';
import { frozenCode } from '../embedded/stdlib-code.js';
import { decodeUtf8 } from '../objects/utf8.js';
import type { FoundModule } from '../vm/runtime.js';

/** What makes Code of files. */
interface Makers {
  compile(source: string, filename: string): Code;
  /** Of an .mpy file. */
  load(content: Uint8Array, filename: string): Code;
}

const FROZEN = '.frozen/';

/** The mounted file systems. */
interface ImportFiles {
  /** What is at a path; null for nothing. */
  importStat(path: string): 'file' | 'folder' | null;
  /** Content of a file. */
  readFile(path: string): Uint8Array;
}

/** The modules that a board's firmware has frozen, by path. */
export function frozenOn({ interfaces }: BoardDescription): typeof frozenModules {
  return new Map([...frozenModules].filter(([, { needsNetwork }]) => !needsNetwork || interfaces.length > 0));
}

/** What an import path leads to. */
export class ModuleFinder {
  /** `frozen`: the modules of the firmware. */
  constructor(
    private readonly frozen: typeof frozenModules,
    private readonly files: () => ImportFiles,
  ) {}

  /** The module or package at a path without its ending; null if there is none. */
  find(path: string, makers: Makers): FoundModule | null {
    if (path.startsWith(FROZEN)) return this.#frozen(path);
    const packagePath = this.files().importStat(path) === 'folder' ? path : null;
    const file = this.#file(packagePath === null ? path : `${path}/__init__`);
    if (file === null) return packagePath === null ? null : { body: null, packagePath };
    const content = this.files().readFile(file);
    const code = file.endsWith('.mpy') ? makers.load(content, file) : makers.compile(decodeUtf8(content, 'keep') as string, file);
    return { body: { code, file }, packagePath };
  }

  /** A source file is preferred to a compiled one. */
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
