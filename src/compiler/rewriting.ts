/** Changes to the collected instructions of a scope: inserts instructions and replaces items. */
import type { Op } from '../bytecode/opcodes.js';
import type { Assembler } from './assembler.js';
import type { Item } from './item.js';
import type { Entry } from './ledger.js';

export class Rewriting {
  /** The items in the order in which MicroPython compiles. */
  readonly items: readonly Item[];
  private readonly replacements = new Map<Item, Item[]>();
  private readonly first: Item[] = [];

  constructor(readonly assembler: Assembler) {
    this.items = [...assembler.items].sort((x, y) => x.order - y.order);
  }

  /** Makes an instruction with the source position and depth of another item. */
  make(like: Item, op: Op, a = 0, ledger: readonly Entry[] = []): Item {
    return { ...like, kind: 'op', op, a, b: 0, ledger, label: null, name: null, child: null };
  }

  /** Inserts instructions before all others. */
  begin(...items: readonly Item[]): void {
    this.first.push(...items);
  }

  /** Replaces an item by instructions. Without any, the item is left out. */
  replace(item: Item, ...items: readonly Item[]): void {
    this.replacements.set(item, [...items]);
  }

  /** Inserts instructions directly before an item, or after its replacements if it has been replaced. */
  before(item: Item, ...items: readonly Item[]): void {
    const known = this.replacements.get(item) ?? [item];
    this.replacements.set(item, [...known.filter((other) => other !== item), ...items, ...known.filter((other) => other === item)]);
  }

  /** Makes the changes. */
  finish(): void {
    const { items } = this.assembler;
    const made = items.flatMap((item) => this.replacements.get(item) ?? [item]);
    items.length = 0;
    for (const item of this.first) items.push(item);
    for (const item of made) items.push(item);
  }
}
