/** What all code of one machine shares: builtins, modules, the compiler, and where modules come from. */
import type { Code, Constant } from '../bytecode/code.js';
import type { Heap } from '../objects/charge.js';
import type { PyModule } from '../objects/module.js';
import type { NamePool } from '../objects/name-pool.js';
import type { Table } from '../objects/table.js';
import type { Value } from '../objects/value.js';
import type { Tier } from './tier.js';

/** Source kinds that can be compiled. */
export type CompileMode = 'file' | 'single' | 'eval';

/** A module found outside the native ones. */
export interface FoundModule {
  /** What runs, and the value of `__file__`; null for a folder without `__init__.py`. */
  readonly body: { readonly code: Code; readonly file: string } | null;
  /** Value of `__path__` for a package, else null. */
  readonly packagePath: string | null;
}

/** Memory as machine code sees it: items of 1, 2 or 4 bytes, at any address. Raises NotImplementedError where nothing is. */
export interface WordMemory {
  /** Without a sign if it is shorter than a word. */
  loadWord(address: number, size: number): number;
  storeWord(address: number, size: number, word: number): void;
}

export interface Runtime {
  readonly tier: Tier;
  readonly heap: Heap;
  readonly builtins: Table;
  /** The names that the machine knows. */
  readonly names: NamePool;
  /** `sys.modules`, by full name. */
  readonly modules: Table;
  /** Memory by address. */
  memory(): WordMemory;
  makeConstant(constant: Constant): Value;
  /** The function that machine code is. */
  machineFunction(code: Code): Value;
  /** Compiles source; raises the Python exception of a problem in it. */
  compile(source: string, filename: string, mode: CompileMode): Code;
  /** The `__import__` of the builtins, as long as no program puts another there. */
  standardImport: Value | null;
  /** The module that is the program, as by `-m`: it or, of a package, its `__main__` is named so. Null if the program is none. */
  mainModule: string | null;
  /** A module that is part of the firmware; null if there is none of that name. A file may stand before an extensible one. */
  nativeModule(name: string, kind: 'fixed' | 'extensible'): PyModule | null;
  /** Entries of `sys.path`. */
  searchPath(): string[];
  /** Levels of a traceback that are kept: `sys.tracebacklimit`. */
  tracebackLimit(): number;
  /** Text of a file that is to be run; raises OSError. */
  readSource(path: string): string;
  /** Looks for `path` (an entry of the search path or a package's path, and a name) as file or package. */
  findModule(path: string): FoundModule | null;
}
