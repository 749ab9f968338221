/** The names that a firmware knows because its modules and types have them. */
import { PyModule } from '../objects/module.js';
import type { Table } from '../objects/table.js';
import { PyType, typeOf } from '../objects/type.js';
import type { Value } from '../objects/value.js';

/** Names that programs meet and no module or type lists. */
const UNLISTED = ['__code__', '__dict__', '__dir__', '__file__', '__path__', '__set_name__', '__traceback__', 'pend_throw'];

/** The names of these modules, and of all that they hold. */
export function* firmwareNames(modules: ReadonlyMap<string, () => PyModule>): Iterable<string> {
  const seen = new Set<Value>();
  yield* UNLISTED;
  yield* modules.keys();
  for (const make of modules.values()) yield* namesOf(make(), seen);
}

function* namesOf(value: Value, seen: Set<Value>): Iterable<string> {
  if (seen.has(value)) return;
  seen.add(value);
  if (value instanceof PyModule) yield* namesIn(value.table, seen);
  const type = value instanceof PyType ? value : typeOf(value);
  if (type.isUser || (type !== value && seen.has(type))) return;
  seen.add(type);
  if (Array.isArray(type.slots.attributes)) yield* type.slots.attributes;
  for (const each of type.searchOrder) yield* namesIn(each.members, seen);
}

function* namesIn(table: Table, seen: Set<Value>): Iterable<string> {
  for (const { key, value } of [...table.ordered()]) {
    if (typeof key === 'string') yield key;
    if (value instanceof PyModule ? value.isNative : value !== undefined) yield* namesOf(value as Value, seen);
  }
}
