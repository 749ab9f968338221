/** Variables of frames, and the contents of objects, as a debugger shows them. */
import { PyDict } from '../objects/dict.js';
import { PyException } from '../objects/exception.js';
import type { Cell } from '../objects/function.js';
import { PyGenerator } from '../objects/generator.js';
import { PyInstance } from '../objects/instance.js';
import { PyList } from '../objects/list.js';
import { PyModule } from '../objects/module.js';
import { repr } from '../objects/protocol/show.js';
import { storeSubscript } from '../objects/protocol/subscript.js';
import { PySet } from '../objects/set.js';
import type { Table } from '../objects/table.js';
import { PyTuple } from '../objects/tuple.js';
import { PyType } from '../objects/type.js';
import type { Value } from '../objects/value.js';
import type { Frame } from '../vm/frame.js';

/** Something with a name that holds a value. */
export interface Variable {
  readonly name: string;
  readonly value: Value;
  /** Sets another value; null if that is not possible. Raises what the object raises. */
  readonly set: ((value: Value) => void) | null;
}

/** Variables that belong together: `Locals`, `Globals`. */
interface Scope {
  readonly name: string;
  variables(): Variable[];
}

/** The scopes of a frame, the nearest first. */
export function scopesOf(frame: Frame): Scope[] {
  const { globals } = frame.linked;
  const scopes: Scope[] = [];
  if (frame.locals !== globals) scopes.push({ name: 'Locals', variables: () => localsOf(frame) });
  scopes.push({ name: 'Globals', variables: () => variablesIn(globals) });
  return scopes;
}

/** The local variables of a frame that are bound: parameters and locals, then cells. */
export function localsOf(frame: Frame): Variable[] {
  const { stack, cells, locals } = frame;
  if (locals !== null) return variablesIn(locals);
  const { slots, slotNames, cellNames } = frame.linked.code;
  const variables: Variable[] = [];
  const add = (name: string | undefined, value: Value | undefined, set: (value: Value) => void): void => {
    // The compiler's own variables have no name, or one that no program can write.
    if (name !== undefined && value !== undefined && /^\w+$/.test(name)) variables.push({ name, value, set });
  };
  for (let slot = 0; slot < slots; slot++)
    add(slotNames[slot], stack[slot], (value) => {
      stack[slot] = value;
    });
  for (const [i, cell] of (cells as readonly Cell[]).entries())
    add(cellNames[i], cell.value, (value) => {
      cell.value = value;
    });
  return variables;
}

function variablesIn(table: Table): Variable[] {
  return Array.from(table.ordered(), (entry) => ({
    name: String(entry.key),
    value: entry.value as Value,
    set: (value) => {
      table.setName(String(entry.key), value);
    },
  }));
}

/** The number of values in a value that are numbered from 0; 0 if they have names. */
export const indexedCount = (value: Value): number => (value instanceof PyList || value instanceof PyTuple ? value.items.length : 0);

/** Whether a value has other values in it. */
export function hasChildren(value: Value): boolean {
  if (value instanceof PyList || value instanceof PyTuple) return value.items.length > 0;
  if (value instanceof PyDict || value instanceof PySet) return value.table.size > 0;
  if (value instanceof PyInstance) return value.shape.size > 0 || value.native !== undefined;
  if (value instanceof PyGenerator) return value.state !== 'finished';
  if (value instanceof PyException) return value.args.length > 0;
  return value instanceof PyModule || (value instanceof PyType && value.isUser);
}

/** The values in a value. Runs no code of the program except for the texts of keys. */
export function childrenOf(value: Value): Variable[] {
  if (value instanceof PyList) return value.items.map((item, i) => ({ name: `${i}`, value: item, set: subscriptOf(value, i) }));
  if (value instanceof PyTuple) return value.items.map((item, i) => ({ name: `${i}`, value: item, set: null }));
  if (value instanceof PyDict)
    return Array.from(value.table.ordered(), ({ key, value: item }) => ({
      name: repr(key),
      value: item as Value,
      set: subscriptOf(value, key),
    }));
  if (value instanceof PySet) return Array.from(value.table.ordered(), ({ key }, i) => ({ name: `${i}`, value: key, set: null }));
  if (value instanceof PyInstance) return attributesOf(value);
  if (value instanceof PyGenerator) return localsOf(value.frame as Frame);
  if (value instanceof PyException) return value.args.map((item, i) => ({ name: `args[${i}]`, value: item, set: null }));
  if (value instanceof PyModule) return value.tables.flatMap(variablesIn);
  return value instanceof PyType ? variablesIn(value.members) : [];
}

const subscriptOf = (container: Value, index: Value) => (value: Value) => storeSubscript(container, index, value);

function attributesOf(instance: PyInstance): Variable[] {
  const own = instance.shape.names.map((name) => ({
    name,
    value: instance.get(name) as Value,
    set: (value: Value) => instance.set(name, value),
  }));
  return instance.native === undefined ? own : [...own, ...childrenOf(instance.native)];
}
