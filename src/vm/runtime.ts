/** What all code of one machine shares: builtins, modules, the compiler, and the places where modules are found. */
import type { Code, Constant } from '../bytecode/code.js';
import type { Builtins } from '../objects/builtins.js';
import type { Heap } from '../objects/charge.js';
import type { PyException } from '../objects/exception.js';
import type { PyModule } from '../objects/module.js';
import type { NamePool } from '../objects/name-pool.js';
import type { Table } from '../objects/table.js';
import type { Value } from '../objects/value.js';
import type { Tier } from './tier.js';

/** Source kinds that can be compiled. */
export type CompileMode = 'file' | 'single' | 'eval';

/** A module found outside the native ones. */
export interface FoundModule {
  /** The code to run, and the value of `__file__`; null for a folder without `__init__.py`. */
  readonly body: { readonly code: Code; readonly file: string } | null;
  /** Value of `__path__` if it is a package, otherwise null. */
  readonly packagePath: string | null;
}

/** Memory as machine code sees it: items of 1, 2 or 4 bytes, at any address. Raises NotImplementedError where there is none. */
export interface WordMemory {
  /** Returns an item; without sign extension if it is shorter than a word. */
  loadWord(address: number, size: number): number;
  storeWord(address: number, size: number, word: number): void;
}

export interface Runtime {
  readonly tier: Tier;
  readonly heap: Heap;
  readonly builtins: Builtins;
  /** The names that the machine knows. */
  readonly names: NamePool;
  /** `sys.modules`, by full name. */
  readonly modules: Table;
  /** Memory by address. */
  memory(): WordMemory;
  makeConstant(constant: Constant): Value;
  /** Makes the native function of a Code that is machine code. */
  machineFunction(code: Code): Value;
  /** Compiles source; a problem in it is raised as a Python exception. */
  compile(source: string, filename: string, mode: CompileMode): Code;
  /** The name of the module that is the program, or of the package whose `__main__` is, as with `-m`; null if the program is not a module. */
  mainModule: string | null;
  /** Returns a module of the firmware; null if there is none of that name. A file takes precedence over an extensible module. */
  nativeModule(name: string, kind: 'fixed' | 'extensible'): PyModule | null;
  /** Entries of `sys.path`. */
  searchPath(): string[];
  /** The number of traceback levels to keep: `sys.tracebacklimit`. */
  tracebackLimit(): number;
  /** Returns the text of a file that is to be run; raises OSError. */
  readSource(path: string): string;
  /** Finds the file or package at `path`, which is an entry of the search path or a package's path, and a name; null if there is none. */
  findModule(path: string): FoundModule | null;
  /** Returns the exception that there is no module of a name. */
  noModule(name: string): PyException;
}
