/** Translates instructions that make, fill and unpack collections. */
import { Op } from '../bytecode/opcodes.js';
import { type Entry, MP } from '../compiler/ledger.js';
import type { Flow } from './flow.js';
import { Mp } from './opcodes.js';
import { MOST_NESTED } from './order.js';
import { damaged } from './problem.js';
import { LOOP, MOST_OPERANDS, place } from './stack.js';

/** Deepest place of a comprehension's collection: below the iterators of its loops, a key and a value, and the stack of a `for`. */
const DEEPEST_COLLECTION = LOOP.length * MOST_NESTED + 6;

/** The collections of one function. */
export class Collections {
  /** Number of values that have been unpacked. */
  private unpacked = 0;

  constructor(private readonly flow: Flow) {}

  /** Translates the current instruction. False if it is not one of these. */
  translate(op: Mp, operand: number): boolean {
    const { flow } = this;
    const { stack } = flow;
    switch (op) {
      case Mp.BUILD_TUPLE:
        flow.emit(Op.BUILD_TUPLE, operand, MP.BUILD_TUPLE, stack.dropValues(operand).put(place('tuple', operand)));
        return true;
      case Mp.BUILD_LIST:
        flow.emit(Op.BUILD_LIST, operand, MP.BUILD_LIST, stack.dropValues(operand).push('list'));
        return true;
      case Mp.BUILD_SET:
        flow.emit(Op.BUILD_SET, operand, MP.BUILD_SET, stack.dropValues(operand).push('set'));
        return true;
      case Mp.BUILD_MAP:
        if (operand >= MOST_OPERANDS) throw damaged('a number is too large');
        flow.emit(Op.BUILD_MAP, operand, MP.BUILD_MAP, stack.push('dict'));
        return true;
      case Mp.BUILD_SLICE:
        if (operand !== 2 && operand !== 3) throw damaged('a slice has no parts');
        flow.emit(Op.BUILD_SLICE, operand, MP.BUILD_SLICE, stack.dropValues(operand).push('value'));
        return true;
      case Mp.STORE_MAP: {
        const below = stack.dropValues(2);
        below.drop('dict');
        flow.emit(Op.STORE_MAP, 0, MP.STORE_MAP, below);
        return true;
      }
      case Mp.STORE_COMP:
        this.storeComprehension(operand);
        return true;
      case Mp.UNPACK_SEQUENCE:
        this.unpack(Op.UNPACK_SEQUENCE, operand, operand, MP.UNPACK_SEQUENCE);
        return true;
      case Mp.UNPACK_EX:
        this.unpack(Op.UNPACK_EX, operand, (operand & 255) + (operand >> 8) + 1, MP.UNPACK_EX);
        return true;
      default:
        return false;
    }
  }

  /** The operand holds the collection's distance below the top of MicroPython's stack, and its kind. */
  private storeComprehension(operand: number): void {
    const { flow } = this;
    const kind = (['list', 'dict', 'set'] as const)[operand & 3];
    if (kind === undefined || operand >> 2 > DEEPEST_COLLECTION) throw damaged('a comprehension makes nothing');
    const after = flow.stack.dropValues(kind === 'dict' ? 2 : 1);
    const theirs = flow.stack.theirs - (operand >> 2);
    let collection = after;
    while (!collection.isEmpty && collection.theirs > theirs) collection = collection.below;
    collection.drop(kind);
    flow.emit(Op.STORE_COMP, (operand & 3) | ((after.ours - collection.ours) << 2), MP.STORE_COMP, after);
  }

  private unpack(op: Op, operand: number, count: number, entry: Entry): void {
    const { flow } = this;
    // There is an instruction for each value, which uses it.
    this.unpacked += count;
    if (operand >= MOST_OPERANDS || this.unpacked > flow.instructions.length) throw damaged('a number is too large');
    let stack = flow.stack.dropValues(1);
    for (let i = 0; i < count; i++) stack = stack.push('value');
    flow.emit(op, operand, entry, stack);
  }
}
