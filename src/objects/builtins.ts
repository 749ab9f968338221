/** The builtins of a machine: the firmware's own, and what a program puts over them (`py/objmodule.c`, `mp_module_builtins_override_dict`). */
import { newDict, type PyDict } from './dict.js';
import { raise } from './exception.js';
import type { Delegate } from './module.js';
import type { Table } from './table.js';
import type { Value } from './value.js';

export class Builtins implements Delegate {
  /** The module has no further names: it does not show what it is given. */
  readonly names = null;
  /**
   * What the program has put over the firmware's own builtins: a dict on the heap, made by the first assignment. Only the search for a name
   * finds what is in it. The module `builtins` shows what is in flash.
   */
  overrides: PyDict | null = null;

  constructor(
    /** The firmware's own builtins. */
    readonly own: Table,
  ) {}

  /** Returns what the program has put over a name; undefined if it has not. */
  override(name: string): Value | undefined {
    return this.overrides?.table.getName(name)?.value;
  }

  /** Puts a value over a name, or takes it away again if the value is undefined; raises KeyError if there is none. */
  assign(name: string, value: Value | undefined): true {
    this.overrides ??= newDict(1);
    const { table } = this.overrides;
    if (value !== undefined) table.setName(name, value);
    else if (table.deleteName(name) === undefined) throw raise.KeyError(name);
    return true;
  }
}
