/** What the assembler collects: instructions whose labels and names are still to be resolved, and the places between them. */
import type { Op } from '../bytecode/opcodes.js';
import type { Span } from '../source/span.js';
import type { Entry } from './ledger.js';
import type { Name, Scope } from './symbols.js';

/** A place that jumps go to. */
export class Label {
  /** Depth of the value stack there, once known. */
  depth: number | null = null;
  /** The item that marks its place, once placed. */
  item: Item | null = null;
}

/** A range of instructions whose exceptions go to `target`. */
export interface Range {
  readonly from: Label;
  readonly to: Label;
  readonly target: Label;
  readonly depth: number;
}

/** A statement of a block with several, and the one around that block. MicroPython's compiler checks for errors after each of them. */
export interface StatementPlace {
  readonly line: number;
  readonly isFirst: boolean;
  readonly outer: StatementPlace | null;
}

/** How a name is used by an instruction that is still to be chosen. */
export type NameUse = 'load' | 'store' | 'delete';

/** The two ways that a condition, or a loop over items, can send the program. */
export interface Fork {
  readonly line: number;
  /** Executed if the condition holds, or there is an item. */
  readonly held: Item;
  /** Executed otherwise. */
  readonly failed: Item;
  /** A mark from which the program also comes to `failed`; null if there is none. */
  readonly joined: Item | null;
}

/** One instruction, or the place of a label, or a mere cost, or the end of a statement, or a place of the source that is to be counted. */
export interface Item {
  readonly kind: 'op' | 'label' | 'name' | 'note' | 'function' | 'classCell' | 'end' | 'mark';
  op: Op;
  a: number;
  b: number;
  ledger: readonly Entry[];
  line: number;
  readonly span: Span;
  /** Target of a jump, or the label that is placed. */
  label: Label | null;
  readonly name: Name | null;
  readonly use: NameUse;
  /** The function that is made. */
  readonly child: Scope | null;
  /** Depth of MicroPython's stack before it, for closures. */
  readonly stack: number;
  /** Position in the order in which MicroPython compiles. For `while`, the items themselves are in a different order. */
  readonly order: number;
  /** Depth of the value stack after it, and after a jump's own pop. */
  readonly depth: number;
  /** Part of a way out of blocks, after the opcodes that MicroPython has for it. */
  readonly leaves: boolean;
  readonly statement: StatementPlace | null;
}

/** Whether MicroPython has an opcode here; the opcode of a name is chosen later. */
export const standsForOpcodes = ({ kind, ledger }: Item): boolean =>
  ledger.length > 0 || kind === 'name' || kind === 'function' || kind === 'classCell';
