/**
 * Importing (`py/builtinimport.c`). A module's body is a frame of the importing thread; when it returns, the import that
 * waits for it continues with the next part of the dotted name.
 */

import { dictOfTable } from '../objects/dict.js';
import { raise } from '../objects/exception.js';
import { PyModule } from '../objects/module.js';
import { None } from '../objects/none.js';
import { findAttribute, forLackOf, loadAttribute, loadMethod, storeAttribute } from '../objects/protocol/attribute.js';
import { call } from '../objects/protocol/call.js';
import { findMethodProtected } from '../objects/protocol/protected-attribute.js';
import { arrayOf } from '../objects/sequence.js';
import { interned, makeStr, textOf } from '../objects/str.js';
import { Table } from '../objects/table.js';
import type { Value } from '../objects/value.js';
import { makeNamespaceFrame } from './call.js';
import { Frame } from './frame.js';
import { LinkedCode } from './link.js';
import type { FoundModule, Runtime } from './runtime.js';

const MAIN = '__main__';

/** What an import asks for. */
interface ImportRequest {
  /** The dotted name as written. */
  readonly name: string;
  /** The number of leading dots. */
  readonly level: number;
  /** None: the import gives the first module of the dotted name; anything else: the last. */
  readonly fromList: Value;
}

/** Returns the module, or the frame of a body that must run first and whose `importing` continues the import. Raises ImportError. */
export function importModule(runtime: Runtime, globals: Table, request: ImportRequest): Value | Frame {
  const name = request.level === 0 ? request.name : absoluteName(globals, request);
  if (name === '') throw raise.ValueError();
  return new Import(runtime, name.split('.'), request.fromList !== None).proceed();
}

/** Does what the statement `import` does: calls `builtins.__import__` if the program has put its own function there. */
export function importStatement(runtime: Runtime, globals: Table, request: ImportRequest): Value | Frame {
  interned(request.name);
  const override = runtime.builtins.override('__import__');
  if (override === undefined) return importModule(runtime, globals, request);
  return call(override, [makeStr(request.name), dictOfTable(globals), None, request.fromList, request.level]);
}

/** Returns a module's name for `from … import`: an attribute, otherwise a module of the package, which may have to run first. */
export function importFrom(runtime: Runtime, globals: Table, module: Value, name: string): Value | Frame {
  const value = findAttribute(module, name);
  if (value !== undefined) return value;
  if (findAttribute(module, '__path__') === undefined) throw forLackOf(module, name, raise.ImportError("can't import name %q", name));
  const full = `${textOf(loadAttribute(module, '__name__'))}.${name}`;
  return importStatement(runtime, globals, { name: full, level: 0, fromList: true });
}

/** Binds a module's public names, or the names in its `__all__`, for `from … import *`. */
export function importStar(module: Value, target: Table): void {
  const all = findMethodProtected(module, '__all__');
  if (all !== undefined) {
    for (const name of arrayOf(all)) target.setName(textOf(name), loadMethod(module, textOf(name)));
    return;
  }
  const { table } = loadAttribute(module, '__dict__') as unknown as { readonly table: Table };
  for (const { key, value } of [...table.ordered()]) {
    const name = textOf(key as Value);
    if (!name.startsWith('_')) target.setName(name, value as Value);
  }
}

/** Removes one trailing part of the importing module's name for each dot; in a package the first dot stands for the package itself. */
function absoluteName(globals: Table, { name, level }: ImportRequest): string {
  const given = globals.getName('__name__')?.value;
  if (given === undefined) throw raise.KeyError('__name__');
  // A module that runs as the program keeps its real name in `__main__`.
  const own = textOf(textOf(given) === MAIN ? (globals.getName(MAIN)?.value ?? given) : given);
  let left = globals.getName('__path__') === undefined ? level : level - 1;
  let end = own.length;
  while (left > 0 && end > 0) if (own[--end] === '.') left--;
  if (end === 0) throw raise.ImportError("can't perform relative import");
  const base = own.slice(0, end);
  return name === '' ? base : `${base}.${name}`;
}

/** One import, which proceeds along a dotted name. The frame of each module's body refers to it. */
export class Import {
  /** Parts of the name that are done. */
  #done = 0;
  #top: Value | null = null;
  #outer: Value | null = null;
  /** The module whose body runs. */
  #loading: PyModule | null = null;

  constructor(
    private readonly runtime: Runtime,
    private readonly parts: readonly string[],
    private readonly wantsLast: boolean,
  ) {}

  /** Continues, also after a module's body has returned. Returns the module asked for, or the next body to run. */
  proceed(): Value | Frame {
    if (this.#loading !== null) this.#enter(this.#loading);
    while (this.#done < this.parts.length) {
      const step = this.#next();
      if (step instanceof Frame) return step;
      this.#top ??= step;
      this.#outer = step;
      this.#done++;
    }
    return (this.wantsLast ? this.#outer : this.#top) as Value;
  }

  /** Forgets the module whose body has failed. */
  failed(): void {
    this.runtime.modules.deleteName(this.#name);
  }

  get #name(): string {
    return interned(this.parts.slice(0, this.#done + 1).join('.'));
  }

  /** Makes a loaded module an attribute of the package around it. */
  #enter(module: PyModule): void {
    this.#loading = null;
    if (this.#outer !== null) storeAttribute(this.#outer, this.parts[this.#done] as string, module);
    this.#top ??= module;
    this.#outer = module;
    this.#done++;
  }

  #next(): Value | Frame {
    const { runtime } = this;
    const last = this.parts[this.#done] as string;
    // With an empty search path the firmware's own module is always used.
    const loaded = runtime.searchPath().length > 0 ? runtime.modules.getName(this.#name)?.value : undefined;
    if (loaded !== undefined) return loaded;
    const fixed = this.#outer === null ? runtime.nativeModule(last, 'fixed') : subModule(this.#outer, last);
    if (fixed !== null) return fixed;
    const found = this.#find(last);
    if (found !== null) return this.#begin(found);
    const extensible = this.#outer === null ? runtime.nativeModule(last, 'extensible') : null;
    if (extensible === null) throw runtime.noModule(this.#name);
    return extensible;
  }

  #find(name: string): FoundModule | null {
    const outer = this.#outer;
    if (outer !== null) {
      const path = findAttribute(outer, '__path__');
      return path === undefined ? null : this.runtime.findModule(`${textOf(path)}/${name}`);
    }
    for (const entry of this.runtime.searchPath()) {
      const found = this.runtime.findModule(entry === '' ? name : `${entry}/${name}`);
      if (found !== null) return found;
    }
    return null;
  }

  /** Whether the module is the program (`MICROPY_MODULE_OVERRIDE_MAIN_IMPORT`). */
  #isMain(): boolean {
    const { mainModule } = this.runtime;
    return mainModule !== null && (this.#name === mainModule || this.#name === `${mainModule}.${MAIN}`);
  }

  /** Adds the module to the loaded ones. Returns the frame of its body, or the module itself if it is a folder without one. */
  #begin({ body, packagePath }: FoundModule): Value | Frame {
    const table = new Table();
    const module = new PyModule(this.#name, table, false);
    this.runtime.modules.setName(this.#name, module);
    if (packagePath === null && this.#isMain()) {
      table.setName('__name__', makeStr(MAIN));
      table.setName(MAIN, makeStr(this.#name));
      this.runtime.modules.setName(MAIN, module);
    } else table.setName('__name__', makeStr(this.#name));
    if (packagePath !== null) table.setName('__path__', makeStr(packagePath));
    if (body === null) {
      if (this.#outer !== null) storeAttribute(this.#outer, this.parts[this.#done] as string, module);
      return module;
    }
    table.setName('__file__', makeStr(body.file));
    const frame = makeNamespaceFrame(new LinkedCode(body.code, table, this.runtime), table);
    this.#loading = module;
    frame.importing = this;
    return frame;
  }
}

/** A module that is a member of a native one. */
function subModule(outer: Value, name: string): Value | null {
  const member = outer instanceof PyModule && outer.isNative ? outer.table.getName(name)?.value : undefined;
  return member instanceof PyModule ? member : null;
}
