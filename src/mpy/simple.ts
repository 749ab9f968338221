/** Translates the instructions that have one of ours in their place, or a pair that has. */
import type { Constant } from '../bytecode/code.js';
import { BinaryOp, Op, UnaryOp } from '../bytecode/opcodes.js';
import { binary, type Entry, loadFast, loadSmallInt, MP, storeFast, unary } from '../compiler/ledger.js';
import type { Flow } from './flow.js';
import type { MpyFile } from './format.js';
import type { Frame } from './frame.js';
import { Mp } from './opcodes.js';
import { MOST_NESTED } from './order.js';
import { damaged } from './problem.js';
import { type Place, place, type Stack } from './stack.js';

/** Operands that count values or arguments are less than this. */
const MOST = 0x10000;
/** MicroPython's number of `in-place or` and all behind it is less than ours: it has no `not in` and no `is not`. */
const OPERATORS_OF_OURS = BinaryOp.INPLACE_OR - BinaryOp.EXCEPTION_MATCH - 1;
/** Places of a loop's iterator on MicroPython's stack. */
const LOOP = ['loop', 'padding', 'padding', 'padding'] as const;
/** A comprehension's collection lies below the iterators of its loops, at most a key and a value, and what `for` has on its stack. */
const DEEPEST_COLLECTION = LOOP.length * MOST_NESTED + 6;

/** The simple instructions of one function. */
export class Simple {
  /** Values that have been unpacked. */
  private unpacked = 0;

  constructor(
    private readonly flow: Flow,
    private readonly frame: Frame,
    private readonly file: MpyFile,
  ) {}

  /** Translates the instruction at hand. */
  translate(op: Mp, operand: number): undefined {
    const { flow } = this;
    const { asm, stack } = flow;
    switch (op) {
      case Mp.LOAD_CONST_FALSE:
        return this.constant({ type: 'bool', value: false }, MP.LOAD_CONST_FALSE);
      case Mp.LOAD_CONST_TRUE:
        return this.constant({ type: 'bool', value: true }, MP.LOAD_CONST_TRUE);
      case Mp.LOAD_CONST_NONE:
        return this.constant({ type: 'none' }, MP.LOAD_CONST_NONE, 'none');
      case Mp.LOAD_CONST_SMALL_INT:
        return this.constant({ type: 'int', value: operand }, loadSmallInt(operand), 'int');
      case Mp.LOAD_CONST_STRING:
        return this.constant({ type: 'text', value: this.name(operand) }, MP.LOAD_CONST_STRING, 'text');
      case Mp.LOAD_CONST_OBJ:
        return this.object(operand);
      case Mp.LOAD_NULL:
        return this.loadNull();
      case Mp.LOAD_FAST:
        return this.local(Op.LOAD_FAST, operand, loadFast(operand));
      case Mp.STORE_FAST:
        return this.local(Op.STORE_FAST, operand, storeFast(operand));
      case Mp.DELETE_FAST:
        return this.local(Op.DELETE_FAST, operand, MP.DELETE_FAST);
      case Mp.LOAD_DEREF:
        return this.cell(Op.LOAD_DEREF, operand, MP.LOAD_DEREF);
      case Mp.STORE_DEREF:
        return this.cell(Op.STORE_DEREF, operand, MP.STORE_DEREF);
      case Mp.DELETE_DEREF:
        return this.cell(Op.DELETE_DEREF, operand, MP.DELETE_DEREF);
      case Mp.LOAD_NAME:
      case Mp.STORE_NAME:
      case Mp.DELETE_NAME:
        if (!this.frame.hasNames) throw damaged('a function looks names up that it has not');
        return this.named(op, operand);
      case Mp.LOAD_GLOBAL:
      case Mp.STORE_GLOBAL:
      case Mp.DELETE_GLOBAL:
        return this.named(op, operand);
      case Mp.LOAD_ATTR:
        return this.emit(Op.LOAD_ATTR, this.nameOf(operand), MP.LOAD_ATTR, stack.dropValues(1).push('value'));
      case Mp.STORE_ATTR:
        return this.emit(Op.STORE_ATTR, this.nameOf(operand), MP.STORE_ATTR, stack.dropValues(2));
      case Mp.LOAD_METHOD:
        return this.emit(Op.LOAD_METHOD, this.nameOf(operand), MP.LOAD_METHOD, stack.dropValues(1).push('callable', 'self'));
      case Mp.LOAD_SUPER_METHOD:
        return this.emit(Op.LOAD_SUPER_METHOD, this.nameOf(operand), MP.LOAD_SUPER_METHOD, stack.dropValues(3).push('callable', 'self'));
      case Mp.LOAD_BUILD_CLASS:
        return this.emit(Op.LOAD_BUILD_CLASS, 0, MP.LOAD_BUILD_CLASS, stack.push('builder'));
      case Mp.LOAD_SUBSCR:
        return this.emit(Op.LOAD_SUBSCR, 0, MP.LOAD_SUBSCR, stack.dropValues(2).push('value'));
      case Mp.STORE_SUBSCR:
        return this.emit(Op.STORE_SUBSCR, 0, MP.STORE_SUBSCR, stack.dropValues(3));
      case Mp.DUP_TOP:
        return this.duplicate();
      case Mp.DUP_TOP_TWO: {
        const [second, first] = [stack.below.top, stack.top];
        stack.dropValues(2);
        return this.emit(Op.DUP_TOP_TWO, 0, MP.DUP_TOP_TWO, stack.put(second).put(first));
      }
      case Mp.POP_TOP:
        return this.popTop();
      case Mp.ROT_TWO: {
        const rest = stack.dropValues(2);
        return this.emit(Op.ROT_TWO, 0, MP.ROT_TWO, rest.put(stack.top).put(stack.below.top));
      }
      case Mp.ROT_THREE:
        return this.rotateThree();
      case Mp.JUMP:
        asm.note(MP.JUMP);
        return flow.go(operand, stack);
      case Mp.POP_JUMP_IF_TRUE:
      case Mp.POP_JUMP_IF_FALSE: {
        const rest = stack.dropValues(1);
        if (op === Mp.POP_JUMP_IF_TRUE) return this.branch(Op.POP_JUMP_IF_TRUE, operand, rest, rest, MP.POP_JUMP_IF_TRUE);
        return this.branch(Op.POP_JUMP_IF_FALSE, operand, rest, rest, MP.POP_JUMP_IF_FALSE);
      }
      case Mp.JUMP_IF_TRUE_OR_POP:
        return this.branch(Op.JUMP_IF_TRUE_OR_POP, operand, stack, stack.dropValues(1), MP.JUMP_IF_TRUE_OR_POP);
      case Mp.JUMP_IF_FALSE_OR_POP:
        return this.branch(Op.JUMP_IF_FALSE_OR_POP, operand, stack, stack.dropValues(1), MP.JUMP_IF_FALSE_OR_POP);
      case Mp.GET_ITER:
        return this.emit(Op.GET_ITER, 1, MP.GET_ITER, stack.dropValues(1).push('iterator'));
      case Mp.GET_ITER_STACK:
        return this.emit(Op.GET_ITER, 0, MP.GET_ITER_STACK, stack.dropValues(1).push(...LOOP));
      case Mp.FOR_ITER: {
        const below = stack.drop('padding').drop('padding').drop('padding').drop('loop');
        return this.branch(Op.FOR_ITER, operand, below, stack.push('value'), MP.FOR_ITER);
      }
      case Mp.UNARY_OP:
        if (operand > UnaryOp.NOT) throw damaged('an operator is unknown');
        return this.emit(Op.UNARY_OP, operand, unary(), stack.dropValues(1).push('value'));
      case Mp.BINARY_OP: {
        const operator = operand > BinaryOp.EXCEPTION_MATCH ? operand + OPERATORS_OF_OURS : operand;
        return this.emit(Op.BINARY_OP, operator, binary(operator)[0] as Entry, stack.dropValues(2).push('value'));
      }
      case Mp.BUILD_TUPLE:
        return this.emit(Op.BUILD_TUPLE, operand, MP.BUILD_TUPLE, this.without(operand).put(place('tuple', operand)));
      case Mp.BUILD_LIST:
        return this.emit(Op.BUILD_LIST, operand, MP.BUILD_LIST, this.without(operand).push('list'));
      case Mp.BUILD_SET:
        return this.emit(Op.BUILD_SET, operand, MP.BUILD_SET, this.without(operand).push('set'));
      case Mp.BUILD_MAP:
        if (operand >= MOST) throw damaged('a number is too large');
        return this.emit(Op.BUILD_MAP, operand, MP.BUILD_MAP, stack.push('dict'));
      case Mp.BUILD_SLICE:
        if (operand !== 2 && operand !== 3) throw damaged('a slice has no parts');
        return this.emit(Op.BUILD_SLICE, operand, MP.BUILD_SLICE, this.without(operand).push('value'));
      case Mp.STORE_MAP: {
        const below = stack.dropValues(2);
        below.drop('dict');
        return this.emit(Op.STORE_MAP, 0, MP.STORE_MAP, below);
      }
      case Mp.STORE_COMP:
        return this.storeComprehension(operand);
      case Mp.UNPACK_SEQUENCE:
        return this.unpack(Op.UNPACK_SEQUENCE, operand, operand, MP.UNPACK_SEQUENCE);
      case Mp.UNPACK_EX:
        return this.unpack(Op.UNPACK_EX, operand, (operand & 255) + (operand >> 8) + 1, MP.UNPACK_EX);
      case Mp.CALL_FUNCTION:
        return this.call(Op.CALL_FUNCTION, operand, MP.CALL_FUNCTION);
      case Mp.CALL_FUNCTION_VAR_KW:
        return this.call(Op.CALL_FUNCTION_VAR_KW, operand, MP.CALL_FUNCTION_VAR_KW);
      case Mp.CALL_METHOD:
        return this.call(Op.CALL_METHOD, operand, MP.CALL_METHOD);
      case Mp.CALL_METHOD_VAR_KW:
        return this.call(Op.CALL_METHOD_VAR_KW, operand, MP.CALL_METHOD_VAR_KW);
      case Mp.YIELD_VALUE:
        this.checkGenerator();
        return this.emit(Op.YIELD_VALUE, 0, MP.YIELD_VALUE, stack.dropValues(1).push('value'));
      case Mp.YIELD_FROM: {
        this.checkGenerator();
        const below = stack.dropValues(1).drop('iterator');
        this.emit(Op.YIELD_FROM, 0, MP.YIELD_FROM, below.push('value'));
        asm.own(Op.LOOK);
        return;
      }
      case Mp.RAISE_OBJ:
        stack.dropValues(1);
        asm.emit(Op.RAISE_OBJ, 0, MP.RAISE_OBJ);
        return;
      case Mp.RAISE_FROM:
        stack.dropValues(2);
        asm.emit(Op.RAISE_FROM, 0, MP.RAISE_FROM);
        return;
      case Mp.IMPORT_NAME: {
        const level = stack.dropValues(1).drop('int');
        return this.emit(Op.IMPORT_NAME, this.nameOf(operand), MP.IMPORT_NAME, level.push('value'));
      }
      case Mp.IMPORT_FROM:
        stack.dropValues(1);
        return this.emit(Op.IMPORT_FROM, this.nameOf(operand), MP.IMPORT_FROM, stack.push('value'));
      case Mp.IMPORT_STAR:
        if (this.frame.kind !== 'module') throw damaged('a function looks names up that it has not');
        return this.emit(Op.IMPORT_STAR, 0, MP.IMPORT_STAR, stack.dropValues(1));
      default:
        throw damaged('an instruction stands where it cannot');
    }
  }

  private emit(op: Op, a: number, entry: Entry, after: Stack): undefined {
    this.flow.asm.emit(op, a, entry);
    this.flow.follow(after);
  }

  private branch(op: Op, target: number, there: Stack, here: Stack, entry: Entry): undefined {
    this.flow.branch(op, target, there, here, [entry]);
  }

  private name(number: number): string {
    const name = this.file.names[number];
    if (name === undefined) throw damaged('a name is unknown');
    return name;
  }

  private nameOf(number: number): number {
    return this.flow.asm.nameOf(this.name(number));
  }

  private without(values: number): Stack {
    return this.flow.stack.dropValues(values);
  }

  private checkGenerator(): void {
    if (!this.frame.prelude.isGenerator) throw damaged('a function yields that is no generator');
  }

  private constant(value: Constant, entry: Entry, kind: Place['kind'] = 'value'): undefined {
    const { flow } = this;
    this.emit(Op.LOAD_CONST, flow.asm.constantOf(value), entry, flow.stack.push(kind));
  }

  private object(number: number): undefined {
    const value = this.file.constants[number];
    if (value === undefined) throw damaged('a constant is missing');
    this.constant(value, MP.LOAD_CONST_OBJ, value.type === 'text' ? 'text' : 'value');
  }

  /** It stands for what `del` stores, for the free places of a generator's iterator, and for what a call or function has not. */
  private loadNull(): undefined {
    const { flow } = this;
    const { at, asm, stack } = flow;
    const follows = (...ops: Mp[]): boolean =>
      ops.every((op, i) => flow.instructions[at + 1 + i]?.op === op) && flow.jumpsTo(at + 1, at + ops.length) === 0;
    if (follows(Mp.ROT_TWO, Mp.STORE_ATTR)) {
      asm.emit(Op.DELETE_ATTR, this.nameOf(flow.instruction(at + 2).operand), MP.LOAD_NULL, MP.ROT_TWO, MP.STORE_ATTR);
      flow.take(at + 1, at + 2);
      flow.follow(stack.dropValues(1), at + 3);
    } else if (follows(Mp.ROT_THREE, Mp.STORE_SUBSCR)) {
      asm.emit(Op.DELETE_SUBSCR, 0, MP.LOAD_NULL, MP.ROT_THREE, MP.STORE_SUBSCR);
      flow.take(at + 1, at + 2);
      flow.follow(stack.dropValues(2), at + 3);
    } else if (follows(Mp.LOAD_FAST, Mp.LOAD_NULL, Mp.LOAD_NULL)) {
      const { operand } = flow.instruction(at + 1);
      asm.note(MP.LOAD_NULL);
      asm.emit(Op.LOAD_FAST, this.frame.slot(operand), loadFast(operand));
      asm.note(MP.LOAD_NULL, MP.LOAD_NULL);
      flow.take(at + 1, at + 3);
      flow.follow(stack.push(...LOOP), at + 4);
    } else this.emit(Op.LOAD_NULL, 0, MP.LOAD_NULL, stack.push('null'));
  }

  private local(op: Op.LOAD_FAST | Op.STORE_FAST | Op.DELETE_FAST, local: number, entry: Entry): undefined {
    this.access(op, this.frame.slot(local), entry, op === Op.LOAD_FAST ? 'load' : op === Op.STORE_FAST ? 'store' : 'delete');
  }

  private cell(op: Op.LOAD_DEREF | Op.STORE_DEREF | Op.DELETE_DEREF, local: number, entry: Entry): undefined {
    const cell = this.frame.cell(local);
    if (cell === null) throw damaged('a cell is none');
    this.access(op, cell, entry, op === Op.LOAD_DEREF ? 'load' : op === Op.STORE_DEREF ? 'store' : 'delete');
  }

  private named(op: keyof typeof NAMED, number: number): undefined {
    const [ours, entry, use] = NAMED[op];
    this.access(ours, this.nameOf(number), entry, use);
  }

  /** What a handler binds its exception to: here the exception stays. */
  private access(op: Op, a: number, entry: Entry, use: 'load' | 'store' | 'delete'): undefined {
    const { flow } = this;
    const { asm, stack } = flow;
    if (use === 'load') this.emit(op, a, entry, stack.push('value'));
    else if (use === 'delete') this.emit(op, a, entry, stack);
    else if (!stack.isEmpty && stack.top.kind === 'caught') {
      asm.own(Op.DUP_TOP);
      this.emit(op, a, entry, stack.below.push('handled'));
    } else this.emit(op, a, entry, stack.dropValues(1));
  }

  private duplicate(): undefined {
    const { stack } = this.flow;
    const isCaught = !stack.isEmpty && stack.top.kind === 'caught';
    if (!isCaught) stack.dropValues(1);
    this.emit(Op.DUP_TOP, 0, MP.DUP_TOP, isCaught ? stack.push('value') : stack.put(stack.top));
  }

  private popTop(): undefined {
    const { flow } = this;
    const { asm, stack } = flow;
    switch (stack.isEmpty ? 'null' : stack.top.kind) {
      case 'caught':
        asm.note(MP.POP_TOP);
        return flow.follow(stack.below.push('handled'));
      case 'padding':
      case 'passed':
        asm.note(MP.POP_TOP);
        return flow.follow(stack.below);
      case 'counter':
        this.emit(Op.POP_TOP, 0, MP.POP_TOP, stack.below);
        if (stack.below.top.kind !== 'constantEnd') return;
        asm.own(Op.POP_TOP);
        return flow.follow(stack.below.below);
      case 'end':
      case 'loop':
        return this.emit(Op.POP_TOP, 0, MP.POP_TOP, stack.below);
      default:
        return this.emit(Op.POP_TOP, 0, MP.POP_TOP, stack.dropValues(1));
    }
  }

  private rotateThree(): undefined {
    const { stack } = this.flow;
    let rest = stack;
    for (let i = 0; i < 3; i++) rest = rest.top.kind === 'callable' || rest.top.kind === 'self' ? rest.below : rest.dropValues(1);
    this.emit(Op.ROT_THREE, 0, MP.ROT_THREE, rest.put(stack.top).put(stack.below.below.top).put(stack.below.top));
  }

  /** The operand is the collection's place below the top on MicroPython's stack, and its kind. */
  private storeComprehension(operand: number): undefined {
    const { flow } = this;
    const kind = (['list', 'dict', 'set'] as const)[operand & 3];
    if (kind === undefined || operand >> 2 > DEEPEST_COLLECTION) throw damaged('a comprehension makes nothing');
    const after = flow.stack.dropValues(kind === 'dict' ? 2 : 1);
    const theirs = flow.stack.theirs - (operand >> 2);
    let collection = after;
    while (!collection.isEmpty && collection.theirs > theirs) collection = collection.below;
    collection.drop(kind);
    this.emit(Op.STORE_COMP, (operand & 3) | ((after.ours - collection.ours) << 2), MP.STORE_COMP, after);
  }

  private unpack(op: Op, operand: number, count: number, entry: Entry): undefined {
    // Each value is taken by an instruction of its own.
    this.unpacked += count;
    if (operand >= MOST || this.unpacked > this.flow.instructions.length) throw damaged('a number is too large');
    let stack = this.without(1);
    for (let i = 0; i < count; i++) stack = stack.push('value');
    this.emit(op, operand, entry, stack);
  }

  /** The callee, perhaps with self, positional arguments, pairs of name and value; of some calls also which ones are starred. */
  private call(
    op: Op.CALL_FUNCTION | Op.CALL_FUNCTION_VAR_KW | Op.CALL_METHOD | Op.CALL_METHOD_VAR_KW,
    operand: number,
    entry: Entry,
  ): undefined {
    const { flow } = this;
    if (operand >= MOST) throw damaged('a number is too large');
    const isStarred = op === Op.CALL_FUNCTION_VAR_KW || op === Op.CALL_METHOD_VAR_KW;
    let stack = isStarred ? flow.stack.drop('int') : flow.stack;
    for (let keywords = operand >> 8; keywords > 0; keywords--) {
      stack = stack.dropValues(1);
      stack = isStarred ? stack.drop('text', 'null') : stack.drop('text');
    }
    stack = stack.dropValues(operand & 255);
    const isMethod = op === Op.CALL_METHOD || op === Op.CALL_METHOD_VAR_KW;
    stack = isMethod ? stack.drop('self').drop('callable') : stack.dropValues(1);
    this.emit(op, operand, entry, stack.push('value'));
    flow.asm.own(Op.LOOK);
  }
}

const NAMED = {
  [Mp.LOAD_NAME]: [Op.LOAD_NAME, MP.LOAD_NAME, 'load'],
  [Mp.STORE_NAME]: [Op.STORE_NAME, MP.STORE_NAME, 'store'],
  [Mp.DELETE_NAME]: [Op.DELETE_NAME, MP.DELETE_NAME, 'delete'],
  [Mp.LOAD_GLOBAL]: [Op.LOAD_GLOBAL, MP.LOAD_GLOBAL, 'load'],
  [Mp.STORE_GLOBAL]: [Op.STORE_GLOBAL, MP.STORE_GLOBAL, 'store'],
  [Mp.DELETE_GLOBAL]: [Op.DELETE_GLOBAL, MP.DELETE_GLOBAL, 'delete'],
} as const;
