/** Modules: a name and a table of names. */
import type { Builtins } from './builtins.js';
import { type Members, membersTable } from './declare.js';
import { raise } from './exception.js';
import { features } from './features.js';
import { call } from './protocol/call.js';
import { isStr, textOf } from './str.js';
import type { Table } from './table.js';
import { PyType, typeName } from './type.js';
import type { PyObject, Value } from './value.js';

export class PyModule implements PyObject {
  #table: Table | null;

  constructor(
    readonly name: string,
    /** The table of names, or a function that makes it when it is first needed. */
    private readonly content: Table | (() => Table),
    /** True for a native module. Its names cannot be changed because, on the board, they lie in flash. */
    readonly isNative: boolean,
    /** What assignments to its names go to instead of the table, if this is the module `builtins`. */
    readonly builtins: Builtins | null = null,
  ) {
    this.#table = typeof content === 'function' ? null : content;
  }
  get table(): Table {
    this.#table ??= (this.content as () => Table)();
    return this.#table;
  }
  get type(): PyType {
    return moduleType;
  }
}

/** Installed by `dict.ts`: returns the dict that shows a table. */
export const dictOf: { make: ((table: Table) => Value) | null } = { make: null };

/** `module`. */
const moduleType = new PyType('module', {
  repr: (module: PyModule) => `<module '${shownName(module)}'${filePart(module)}>`,
  attributes: ['__dict__'],
  getAttribute(module: PyModule, name) {
    const entry = module.table.getName(name);
    if (entry !== undefined) return entry.value;
    if (name === '__dict__') return dictOf.make?.(module.table);
    const getter = module.table.getName('__getattr__')?.value;
    return getter === undefined || name === '__class__' ? undefined : call(getter, [name]);
  },
  setAttribute(module: PyModule, name, value) {
    // The only name of a native module that can be deleted and set again.
    if (module.name === 'sys' && name === 'tracebacklimit' && features.tracebackLimit) {
      if (value === undefined) module.table.deleteName(name);
      else module.table.setName(name, value);
      return true;
    }
    if (module.builtins !== null) {
      module.builtins.assign(name, value);
      return true;
    }
    if (module.isNative && module.table.getName(name) === undefined) return false;
    if (module.isNative && (value === undefined || !settable(module, name))) return false;
    if (value !== undefined) module.table.setName(name, value);
    else if (module.table.deleteName(name) === undefined) throw raise.KeyError(name);
    return true;
  },
});

/** Whether a name of a native module can be assigned to: `sys.path`, `sys.ps1`, `sys.ps2`. */
function settable(module: PyModule, name: string): boolean {
  return module.name === 'sys' && (name === 'path' || name === 'ps1' || name === 'ps2');
}

/** The module's `__name__`, which a program may change (`module_print`). */
function shownName(module: PyModule): string {
  const name = module.table.getName('__name__')?.value;
  if (name === undefined) return '';
  if (!isStr(name)) throw raise.TypeError("can't convert '%s' object to str implicitly", typeName(name));
  return textOf(name);
}

function filePart(module: PyModule): string {
  const file = module.table.getName('__file__')?.value;
  return typeof file === 'string' ? ` from '${file}'` : '';
}

/** Makes a native module. */
export function nativeModule(name: string, members: Members): PyModule {
  return new PyModule(name, membersTable({ __name__: name }, members), true);
}
