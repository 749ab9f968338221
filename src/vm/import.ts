/** Importing (`py/builtinimport.c`). A module's body is a frame of the importing thread; when it has run, the import is looked at again. */
import { raise } from '../objects/exception.js';
import { PyModule } from '../objects/module.js';
import { None } from '../objects/none.js';
import { isTrue } from '../objects/protocol/truth.js';
import { Table } from '../objects/table.js';
import type { Value } from '../objects/value.js';
import { makeNamespaceFrame } from './call.js';
import type { Frame } from './frame.js';
import { LinkedCode } from './link.js';
import type { FoundModule, Runtime } from './runtime.js';

/** What an import asks for. */
export interface ImportRequest {
  /** Dotted name as written. */
  readonly name: string;
  /** Leading dots. */
  readonly level: number;
  /** None, or the tuple of names of `from … import`. */
  readonly fromList: Value;
}

/** The module asked for, or the frame of a body that must run before the same request is made again. Raises ImportError. */
export function importModule(runtime: Runtime, globals: Table, request: ImportRequest): Value | Frame {
  const name = request.level === 0 ? request.name : absoluteName(globals, request);
  if (name === '') throw raise.ValueError();
  const parts = name.split('.');
  let outer: Value | null = null;
  let top: Value | null = null;
  for (let i = 1; i <= parts.length; i++) {
    const step = loadLevel(runtime, parts.slice(0, i), outer);
    if (!isModule(step)) return step;
    outer = step;
    top ??= step;
  }
  return request.fromList !== None && isTrue(request.fromList) ? (outer as Value) : request.level === 0 ? (top as Value) : (outer as Value);
}

const isModule = (step: Value | Frame): step is Value => !(typeof step === 'object' && 'linked' in step && 'stack' in step);

function absoluteName(globals: Table, { name, level }: ImportRequest): string {
  const own = globals.getName('__name__')?.value;
  const parts = typeof own === 'string' ? own.split('.') : [];
  const drop = globals.getName('__path__') === undefined ? level : level - 1;
  if (own === '__main__' || drop >= parts.length + (drop === 0 ? 1 : 0)) throw raise.ImportError("can't perform relative import");
  const base = parts.slice(0, parts.length - drop).join('.');
  return name === '' ? base : `${base}.${name}`;
}

/** One more level of a dotted name: the module, already loaded or native; or the frame that loads it. */
function loadLevel(runtime: Runtime, parts: readonly string[], outer: Value | null): Value | Frame {
  const full = parts.join('.');
  const last = parts[parts.length - 1] as string;
  const loaded = runtime.modules.getName(full)?.value;
  if (loaded !== undefined) return loaded;
  if (outer === null) {
    const native = runtime.nativeModule(full);
    if (native !== null) return native;
  }
  const found = find(runtime, last, outer);
  if (found === null) {
    const member = outer instanceof PyModule && outer.isNative ? outer.table.getName(last)?.value : undefined;
    if (member !== undefined) return member;
    throw raise.ImportError("no module named '%q'", full);
  }
  return beginModule(runtime, full, found, outer, last);
}

function find(runtime: Runtime, name: string, outer: Value | null): FoundModule | null {
  if (outer !== null) {
    const path = outer instanceof PyModule ? outer.table.getName('__path__')?.value : undefined;
    return typeof path === 'string' ? runtime.findModule(`${path}/${name}`) : null;
  }
  for (const entry of runtime.searchPath()) {
    const found = runtime.findModule(entry === '' ? name : `${entry}/${name}`);
    if (found !== null) return found;
  }
  return null;
}

/** Enters the module among the loaded ones and answers the frame of its body; if that fails the module is forgotten. */
function beginModule(runtime: Runtime, full: string, found: FoundModule, outer: Value | null, last: string): Frame {
  const table = new Table();
  table.setName('__name__', full);
  if (found.packagePath !== null) table.setName('__path__', found.packagePath);
  table.setName('__file__', found.file);
  const module = new PyModule(full, table, false);
  runtime.modules.setName(full, module);
  if (outer instanceof PyModule) outer.table.setName(last, module);
  const frame = makeNamespaceFrame(new LinkedCode(found.code, table, runtime), table);
  frame.onFailure = () => {
    runtime.modules.deleteName(full);
  };
  return frame;
}
