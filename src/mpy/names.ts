/** Translates instructions on names: locals, cells, and the names of a module or class. Also looks up the texts of all other names. */
import { Op } from '../bytecode/opcodes.js';
import { type Entry, loadFast, MP, storeFast } from '../compiler/ledger.js';
import type { Flow } from './flow.js';
import type { Frame } from './frame.js';
import { Mp } from './opcodes.js';
import { damaged } from './problem.js';

/** An instruction that reads, binds or deletes a name. */
interface Access {
  readonly op: Op;
  readonly use: 'load' | 'store' | 'delete';
  /** Where the name is looked up; the operand is a number there. */
  readonly of: 'local' | 'cell' | 'name' | 'global';
  readonly entry: (operand: number) => Entry;
}

const access = (op: Op, use: Access['use'], of: Access['of'], entry: Entry | Access['entry']): Access => ({
  op,
  use,
  of,
  entry: typeof entry === 'function' ? entry : () => entry,
});

const ACCESSES: Readonly<Partial<Record<Mp, Access>>> = {
  [Mp.LOAD_FAST]: access(Op.LOAD_FAST, 'load', 'local', loadFast),
  [Mp.STORE_FAST]: access(Op.STORE_FAST, 'store', 'local', storeFast),
  [Mp.DELETE_FAST]: access(Op.DELETE_FAST, 'delete', 'local', MP.DELETE_FAST),
  [Mp.LOAD_DEREF]: access(Op.LOAD_DEREF, 'load', 'cell', MP.LOAD_DEREF),
  [Mp.STORE_DEREF]: access(Op.STORE_DEREF, 'store', 'cell', MP.STORE_DEREF),
  [Mp.DELETE_DEREF]: access(Op.DELETE_DEREF, 'delete', 'cell', MP.DELETE_DEREF),
  [Mp.LOAD_NAME]: access(Op.LOAD_NAME, 'load', 'name', MP.LOAD_NAME),
  [Mp.STORE_NAME]: access(Op.STORE_NAME, 'store', 'name', MP.STORE_NAME),
  [Mp.DELETE_NAME]: access(Op.DELETE_NAME, 'delete', 'name', MP.DELETE_NAME),
  [Mp.LOAD_GLOBAL]: access(Op.LOAD_GLOBAL, 'load', 'global', MP.LOAD_GLOBAL),
  [Mp.STORE_GLOBAL]: access(Op.STORE_GLOBAL, 'store', 'global', MP.STORE_GLOBAL),
  [Mp.DELETE_GLOBAL]: access(Op.DELETE_GLOBAL, 'delete', 'global', MP.DELETE_GLOBAL),
};

/** The names of one function. */
export class Names {
  constructor(
    private readonly flow: Flow,
    private readonly frame: Frame,
    /** The names of the file, by their numbers. */
    private readonly texts: readonly string[],
  ) {}

  /** The text of a name. */
  textOf(number: number): string {
    const text = this.texts[number];
    if (text === undefined) throw damaged('a name is unknown');
    return text;
  }

  /** The number of a name in the Code. */
  numberOf(number: number): number {
    return this.flow.asm.nameOf(this.textOf(number));
  }

  /** Translates the current instruction. False if it is not one of these. */
  translate(instruction: Mp, operand: number): boolean {
    const { flow } = this;
    const { asm, stack } = flow;
    const known = ACCESSES[instruction];
    if (known === undefined) return false;
    const { op, use, of } = known;
    const entry = known.entry(operand);
    const place = this.placeOf(of, operand);
    if (use === 'load') flow.emit(op, place, entry, stack.push('value'));
    else if (use === 'delete') flow.emit(op, place, entry, stack);
    else if (!stack.isEmpty && stack.top.kind === 'caught') {
      // A handler binds its exception to this name; on our stack the exception stays.
      asm.own(Op.DUP_TOP);
      flow.emit(op, place, entry, stack.below.push('handled'));
    } else flow.emit(op, place, entry, stack.dropValues(1));
    return true;
  }

  private placeOf(of: Access['of'], operand: number): number {
    if (of === 'local') return this.frame.slot(operand);
    if (of === 'cell') {
      const cell = this.frame.cell(operand);
      if (cell === null) throw damaged('a cell is none');
      return cell;
    }
    if (of === 'name' && !this.frame.hasNames) throw damaged('a function looks names up that it has not');
    return this.numberOf(operand);
  }
}
