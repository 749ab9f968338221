/** `dict.keys()`, `.values()`, `.items()` and the iterators of dicts (`py/objdict.c`). */
import { BinaryOp } from '../bytecode/operators.js';
import { EXTRA } from '../bytecode/prices.js';
import { allocate, charge } from './charge.js';
import { nativeType } from './declare.js';
import { addressOf } from './identity.js';
import { PyIterator } from './iterators.js';
import { itemParts, shownInParts } from './protocol/show.js';
import type { Table } from './table.js';
import type { Entry } from './table-slots.js';
import { newTuple } from './tuple.js';
import type { Hold, PyType } from './type.js';
import type { PyObject, Value } from './value.js';

/** The part of a dict that a view or iterator shows. */
type ViewKind = 'keys' | 'values' | 'items';

/** Iterates over a table in its order; changes of the table during the iteration are visible. */
export class DictIterator extends PyIterator {
  private at = 0;

  constructor(
    readonly table: Table,
    readonly kind: ViewKind,
  ) {
    super();
  }

  next(): Value | undefined {
    const index = this.table.nextIndex(this.at);
    if (index < 0) return undefined;
    this.at = index + 1;
    return part(this.table.entryAt(index), this.kind);
  }
  override references(hold: Hold): number {
    hold(this.table);
    return super.references(hold);
  }
}

function part(entry: Entry, kind: ViewKind): Value {
  if (kind === 'keys') return entry.key;
  return kind === 'values' ? (entry.value as Value) : newTuple([entry.key, entry.value as Value]);
}

/** A live view of a dict. */
class DictView implements PyObject {
  constructor(
    readonly table: Table,
    readonly kind: ViewKind,
  ) {}
  get type(): PyType {
    return dictViewType;
  }
}

function* shown(table: Table, kind: ViewKind): Iterable<Value> {
  for (const entry of table.ordered()) yield part(entry, kind);
}

/** `dict_view`, the type of all three. */
const dictViewType: PyType = nativeType('dict_view', {
  ...shownInParts(({ table, kind }: DictView) => itemParts(`dict_${kind}([`, shown(table, kind), '])')),
  truth: (self: DictView) => self.table.size > 0,
  length: (self: DictView) => self.table.size,
  hash: (self: DictView) => (self.kind === 'values' ? addressOf(self) : undefined),
  binaryOp(op, left: DictView, right) {
    if (left.kind !== 'keys' || op !== BinaryOp.IN) return undefined;
    charge(EXTRA.IN_DICT);
    return left.table.get(right) !== undefined;
  },
  iterate: (self: DictView) => new DictIterator(self.table, self.kind),
  references(self: DictView, hold) {
    hold(self.table);
    return 16;
  },
});

/** Makes a view. */
export function newView(table: Table, kind: ViewKind): DictView {
  allocate(16, 'iterator');
  return new DictView(table, kind);
}
