/** Where modules come from beside the native ones: the frozen ones of the firmware, and files on the flash (`py/builtinimport.c`). */
import type { Code } from '../bytecode/code.js';
import { frozenCode, frozenModules } from '../embedded/stdlib.js';
import { decodeUtf8 } from '../objects/utf8.js';
import type { FoundModule } from '../vm/runtime.js';

type Compile = (source: string, filename: string) => Code;

const FROZEN = '.frozen/';

/** The mounted file systems. */
export interface ImportFiles {
  /** What is at a path; null for nothing. */
  importStat(path: string): 'file' | 'folder' | null;
  /** Content of a file. */
  readFile(path: string): Uint8Array;
}

/** What an import path leads to. */
export class ModuleFinder {
  constructor(private readonly files: () => ImportFiles) {}

  /** The module or package at a path without its ending; null if there is none. */
  find(path: string, compile: Compile): FoundModule | null {
    if (path.startsWith(FROZEN)) return this.#frozen(path);
    const files = this.files();
    const kind = files.importStat(path);
    const file = kind === 'folder' ? `${path}/__init__.py` : `${path}.py`;
    if (files.importStat(file) !== 'file') return null;
    const source = decodeUtf8(files.readFile(file), 'replace') as string;
    return { code: compile(source, file), file, packagePath: kind === 'folder' ? path : null };
  }

  #frozen(path: string): FoundModule | null {
    const name = path.slice(FROZEN.length);
    const module = frozenModules.get(name);
    const code = frozenCode(name);
    if (module === undefined || code === null) return null;
    return { code, file: module.file, packagePath: module.isPackage ? path : null };
  }
}
