/** Names that are looked up in tables: globals, builtins, and the names of a module's or class's body. */
import { EXTRA } from '../bytecode/prices.js';
import type { Builtins } from '../objects/builtins.js';
import { charge } from '../objects/charge.js';
import { raise } from '../objects/exception.js';
import type { Table } from '../objects/table.js';
import type { Entry } from '../objects/table-slots.js';
import type { Value } from '../objects/value.js';
import type { Frame } from './frame.js';
import type { LinkedCode } from './link.js';

/** Returns a global that is not in the code's cells, or a builtin; raises NameError. */
export function loadGlobal(linked: LinkedCode, index: number): Value {
  const { globals } = linked;
  const { builtins } = linked.runtime;
  if (builtins.overrides !== null) return loadOverridden(linked, index, builtins);
  globals.changes ??= { value: 0 };
  if (linked.builtinsEpoch === globals.changes.value) {
    const value = linked.builtins[index]?.value;
    if (value !== undefined) {
      charge(EXTRA.GLOBAL_BUILTIN);
      return value;
    }
  } else {
    linked.builtinsEpoch = globals.changes.value;
    linked.builtins.length = 0;
  }
  const name = linked.names[index] as string;
  const entry: Entry | undefined = globals.getName(name);
  if (entry !== undefined) {
    linked.cells[index] = entry;
    return entry.value as Value;
  }
  charge(EXTRA.GLOBAL_BUILTIN);
  const builtin = builtins.own.getName(name);
  if (builtin?.value === undefined) throw noName(linked, index);
  linked.builtins[index] = builtin;
  return builtin.value;
}

/** The same for a program that has put something over builtins. */
function loadOverridden(linked: LinkedCode, index: number, builtins: Builtins): Value {
  const name = linked.names[index] as string;
  const entry = linked.globals.getName(name);
  if (entry !== undefined) {
    linked.cells[index] = entry;
    return entry.value as Value;
  }
  charge(EXTRA.GLOBAL_OVERRIDE);
  const override = builtins.override(name);
  if (override !== undefined) return override;
  charge(EXTRA.GLOBAL_BUILTIN);
  const builtin = builtins.own.getName(name)?.value;
  if (builtin === undefined) throw noName(linked, index);
  return builtin;
}

function noName(linked: LinkedCode, index: number): object {
  return raise.NameError("name '%q' isn't defined", linked.names[index] as string);
}

/** Returns a name from the frame's own table, otherwise a global or builtin. */
export function loadName(f: Frame, linked: LinkedCode, index: number): Value {
  const own = f.locals?.getName(linked.names[index] as string)?.value;
  return own === undefined ? loadGlobal(linked, index) : own;
}

/** Binds a name where the frame's names live. */
export function storeName(f: Frame, linked: LinkedCode, index: number, value: Value): void {
  (f.locals ?? linked.globals).setName(linked.names[index] as string, value);
}

/** Unbinds a name; raises KeyError. */
export function deleteName(table: Table, name: string): void {
  if (table.deleteName(name) === undefined) throw raise.KeyError(name);
}
