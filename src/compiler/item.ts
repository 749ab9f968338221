/** What the assembler collects: instructions whose labels and names are still to be resolved, and the places between them. */
import type { Op } from '../bytecode/opcodes.js';
import type { Span } from '../source/span.js';
import type { Entry } from './ledger.js';
import type { Name, Scope } from './symbols.js';

/** A place that jumps go to. */
export class Label {
  /** Depth of the value stack there, once known. */
  depth: number | null = null;
  /** Position among the items, once placed. */
  item: Item | null = null;
}

/** A stretch whose exceptions go to `target`. */
export interface Range {
  readonly from: Label;
  readonly to: Label;
  readonly target: Label;
  readonly depth: number;
}

/** A statement of a block with several, in the block around it; MicroPython's compiler looks for errors behind each of them. */
export interface StatementPlace {
  readonly line: number;
  readonly isFirst: boolean;
  readonly outer: StatementPlace | null;
}

/** How a name is used by an instruction that is still to be chosen. */
export type NameUse = 'load' | 'store' | 'delete';

/** Which way a condition, or a loop over items, has sent the program. */
export interface Fork {
  readonly line: number;
  /** Executed if it holds, or there is an item. */
  readonly held: Item;
  /** Executed if not. */
  readonly failed: Item;
  /** Whoever executes it executes `failed` next, too; null: nobody else comes there. */
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
  /** MicroPython's stack before it, for closures. */
  readonly stack: number;
  /** Position in the order in which MicroPython compiles; that in which items lie is another for `while`. */
  readonly order: number;
  /** Depth of the value stack behind it, and a jump's own pop. */
  readonly depth: number;
  /** Part of a way out of blocks, behind what MicroPython has for it. */
  readonly leaves: boolean;
  readonly statement: StatementPlace | null;
}

/** Whether MicroPython has an opcode where this is; that of a name is chosen later. */
export const standsForOpcodes = ({ kind, ledger }: Item): boolean =>
  ledger.length > 0 || kind === 'name' || kind === 'function' || kind === 'classCell';
