/** Modules: a name and a table of names. */
import { type Members, membersTable } from './declare.js';
import { raise } from './exception.js';
import { call } from './protocol/call.js';
import { isStr, textOf } from './str.js';
import type { Table } from './table.js';
import { PyType, typeName } from './type.js';
import type { PyObject, Value } from './value.js';

/** What a native module does with names beyond its table, which lies in flash (`py/objmodule.c`, module_attr). */
export interface Delegate {
  /** Names that the module has in addition: attributes, but not in its `__dict__`. */
  readonly names: Table | null;
  /** Sets a name, or deletes it if the value is undefined; false if that is not possible. */
  assign(name: string, value: Value | undefined): boolean;
  /** Hears with which exception somebody is told that the module has no such name; absent if nobody wants to know. */
  lacks?(name: string, failed: object): void;
}

export class PyModule implements PyObject {
  #table: Table | null;

  constructor(
    readonly name: string,
    /** The table of names, or a function that makes it when it is first needed. */
    private readonly content: Table | (() => Table),
    /** True for a native module. Its names cannot be changed because, on the board, they lie in flash. */
    readonly isNative: boolean,
    /** What a native module asks for names that are not in the table, and to set any name; null if it has no such names. */
    readonly delegate: Delegate | null = null,
  ) {
    this.#table = typeof content === 'function' ? null : content;
  }
  get table(): Table {
    this.#table ??= (this.content as () => Table)();
    return this.#table;
  }
  /** The tables in which its attributes are. */
  get tables(): Table[] {
    const names = this.delegate?.names ?? null;
    return names === null ? [this.table] : [this.table, names];
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
    if (getter === undefined) return module.delegate?.names?.getName(name)?.value;
    return name === '__class__' ? undefined : call(getter, [name]);
  },
  lacksAttribute: (module: PyModule, name, failed) => module.delegate?.lacks?.(name, failed),
  setAttribute(module: PyModule, name, value) {
    if (module.isNative) return module.delegate?.assign(name, value) ?? false;
    if (value !== undefined) module.table.setName(name, value);
    else if (module.table.deleteName(name) === undefined) throw raise.KeyError(name);
    return true;
  },
});

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
export function nativeModule(name: string, members: Members, delegate: Delegate | null = null): PyModule {
  return new PyModule(name, membersTable({ __name__: name }, members), true, delegate);
}
