/** Translates the instructions, and the short sequences, that are replaced by one of ours. */
import type { Constant } from '../bytecode/code.js';
import { type CallOp, hasSelf, hasStars, Op } from '../bytecode/opcodes.js';
import { BinaryOp, UnaryOp } from '../bytecode/operators.js';
import { binary, type Entry, loadFast, loadSmallInt, MP, unary } from '../compiler/ledger.js';
import { Collections } from './collections.js';
import type { Flow } from './flow.js';
import type { MpyFile } from './format.js';
import type { Frame } from './frame.js';
import { Names } from './names.js';
import { Mp } from './opcodes.js';
import { damaged } from './problem.js';
import { LOOP, MOST_OPERANDS, type Place, type Stack } from './stack.js';

/** Our numbers of operators exceed MicroPython's by this, from the in-place ones on: it has no `not in` and no `is not`. */
const OPERATORS_OF_OURS = BinaryOp.INPLACE_OR - BinaryOp.EXCEPTION_MATCH - 1;

/** The simple instructions of one function. */
export class Simple {
  private readonly names: Names;
  private readonly collections: Collections;

  constructor(
    private readonly flow: Flow,
    private readonly frame: Frame,
    private readonly file: MpyFile,
  ) {
    this.names = new Names(flow, frame, file.names);
    this.collections = new Collections(flow);
  }

  /** Translates the current instruction. */
  translate(op: Mp, operand: number): undefined {
    const { flow, names } = this;
    const { asm, stack } = flow;
    if (names.translate(op, operand) || this.collections.translate(op, operand)) return;
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
        return this.constant({ type: 'text', value: names.textOf(operand) }, MP.LOAD_CONST_STRING, 'text');
      case Mp.LOAD_CONST_OBJ:
        return this.object(operand);
      case Mp.LOAD_NULL:
        return this.loadNull();
      case Mp.LOAD_ATTR:
        return flow.emit(Op.LOAD_ATTR, names.numberOf(operand), MP.LOAD_ATTR, stack.dropValues(1).push('value'));
      case Mp.STORE_ATTR:
        return flow.emit(Op.STORE_ATTR, names.numberOf(operand), MP.STORE_ATTR, stack.dropValues(2));
      case Mp.LOAD_METHOD:
        return flow.emit(Op.LOAD_METHOD, names.numberOf(operand), MP.LOAD_METHOD, stack.dropValues(1).push('callable', 'self'));
      case Mp.LOAD_SUPER_METHOD:
        return flow.emit(Op.LOAD_SUPER_METHOD, names.numberOf(operand), MP.LOAD_SUPER_METHOD, stack.dropValues(3).push('callable', 'self'));
      case Mp.LOAD_BUILD_CLASS:
        return flow.emit(Op.LOAD_BUILD_CLASS, 0, MP.LOAD_BUILD_CLASS, stack.push('builder'));
      case Mp.LOAD_SUBSCR:
        return flow.emit(Op.LOAD_SUBSCR, 0, MP.LOAD_SUBSCR, stack.dropValues(2).push('value'));
      case Mp.STORE_SUBSCR:
        return flow.emit(Op.STORE_SUBSCR, 0, MP.STORE_SUBSCR, stack.dropValues(3));
      case Mp.DUP_TOP:
        return this.duplicate();
      case Mp.DUP_TOP_TWO: {
        const [second, first] = [stack.below.top, stack.top];
        stack.dropValues(2);
        return flow.emit(Op.DUP_TOP_TWO, 0, MP.DUP_TOP_TWO, stack.put(second).put(first));
      }
      case Mp.POP_TOP:
        return this.popTop();
      case Mp.ROT_TWO: {
        const rest = stack.dropValues(2);
        return flow.emit(Op.ROT_TWO, 0, MP.ROT_TWO, rest.put(stack.top).put(stack.below.top));
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
        return flow.emit(Op.GET_ITER, 1, MP.GET_ITER, stack.dropValues(1).push('iterator'));
      case Mp.GET_ITER_STACK:
        return flow.emit(Op.GET_ITER, 0, MP.GET_ITER_STACK, stack.dropValues(1).push(...LOOP));
      case Mp.FOR_ITER: {
        const below = stack.drop('padding').drop('padding').drop('padding').drop('loop');
        return this.branch(Op.FOR_ITER, operand, below, stack.push('value'), MP.FOR_ITER);
      }
      case Mp.UNARY_OP:
        if (operand > UnaryOp.NOT) throw damaged('an operator is unknown');
        return flow.emit(Op.UNARY_OP, operand, unary(), stack.dropValues(1).push('value'));
      case Mp.BINARY_OP: {
        const operator = operand > BinaryOp.EXCEPTION_MATCH ? operand + OPERATORS_OF_OURS : operand;
        return flow.emit(Op.BINARY_OP, operator, binary(operator)[0] as Entry, stack.dropValues(2).push('value'));
      }
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
        return flow.emit(Op.YIELD_VALUE, 0, MP.YIELD_VALUE, stack.dropValues(1).push('value'));
      case Mp.YIELD_FROM: {
        this.checkGenerator();
        const below = stack.dropValues(1).drop('iterator');
        return flow.emit(Op.YIELD_FROM, 0, MP.YIELD_FROM, below.push('value'));
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
        return flow.emit(Op.IMPORT_NAME, names.numberOf(operand), MP.IMPORT_NAME, level.push('value'));
      }
      case Mp.IMPORT_FROM:
        stack.dropValues(1);
        return flow.emit(Op.IMPORT_FROM, names.numberOf(operand), MP.IMPORT_FROM, stack.push('value'));
      case Mp.IMPORT_STAR:
        if (this.frame.kind !== 'module') throw damaged('a function looks names up that it has not');
        return flow.emit(Op.IMPORT_STAR, 0, MP.IMPORT_STAR, stack.dropValues(1));
      default:
        throw damaged('an instruction stands where it cannot');
    }
  }

  private branch(op: Op, target: number, there: Stack, here: Stack, entry: Entry): undefined {
    this.flow.branch(op, target, there, here, [entry]);
  }

  private checkGenerator(): void {
    if (!this.frame.prelude.isGenerator) throw damaged('a function yields that is no generator');
  }

  private constant(value: Constant, entry: Entry, kind: Place['kind'] = 'value'): undefined {
    const { flow } = this;
    flow.emit(Op.LOAD_CONST, flow.asm.constantOf(value), entry, flow.stack.push(kind));
  }

  private object(number: number): undefined {
    const value = this.file.constants[number];
    if (value === undefined) throw damaged('a constant is missing');
    this.constant(value, MP.LOAD_CONST_OBJ, value.type === 'text' ? 'text' : 'value');
  }

  /** LOAD_NULL is what `del` stores, a free place of a generator's iterator, or something that a call or function does not have. */
  private loadNull(): undefined {
    const { flow } = this;
    const { at, asm, stack } = flow;
    const follows = (...ops: Mp[]): boolean =>
      ops.every((op, i) => flow.instructions[at + 1 + i]?.op === op) && flow.jumpsTo(at + 1, at + ops.length) === 0;
    if (follows(Mp.ROT_TWO, Mp.STORE_ATTR)) {
      asm.emit(Op.DELETE_ATTR, this.names.numberOf(flow.instruction(at + 2).operand), MP.LOAD_NULL, MP.ROT_TWO, MP.STORE_ATTR);
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
    } else flow.emit(Op.LOAD_NULL, 0, MP.LOAD_NULL, stack.push('null'));
  }

  private duplicate(): undefined {
    const { flow } = this;
    const { stack } = flow;
    const isCaught = !stack.isEmpty && stack.top.kind === 'caught';
    if (!isCaught) stack.dropValues(1);
    flow.emit(Op.DUP_TOP, 0, MP.DUP_TOP, isCaught ? stack.push('value') : stack.put(stack.top));
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
        flow.emit(Op.POP_TOP, 0, MP.POP_TOP, stack.below);
        if (stack.below.top.kind !== 'constantEnd') return;
        asm.own(Op.POP_TOP);
        return flow.follow(stack.below.below);
      case 'end':
      case 'loop':
        return flow.emit(Op.POP_TOP, 0, MP.POP_TOP, stack.below);
      default:
        return flow.emit(Op.POP_TOP, 0, MP.POP_TOP, stack.dropValues(1));
    }
  }

  private rotateThree(): undefined {
    const { flow } = this;
    const { stack } = flow;
    let rest = stack;
    for (let i = 0; i < 3; i++) rest = rest.top.kind === 'callable' || rest.top.kind === 'self' ? rest.below : rest.dropValues(1);
    flow.emit(Op.ROT_THREE, 0, MP.ROT_THREE, rest.put(stack.top).put(stack.below.below.top).put(stack.below.top));
  }

  /** Takes the callee, perhaps with self, positional arguments, pairs of name and value, and in some calls the bitmap of starred arguments. */
  private call(op: CallOp, operand: number, entry: Entry): undefined {
    const { flow } = this;
    if (operand >= MOST_OPERANDS) throw damaged('a number is too large');
    const isStarred = hasStars(op);
    let stack = isStarred ? flow.stack.drop('int') : flow.stack;
    for (let keywords = operand >> 8; keywords > 0; keywords--) {
      stack = stack.dropValues(1);
      stack = isStarred ? stack.drop('text', 'null') : stack.drop('text');
    }
    stack = stack.dropValues(operand & 255);
    stack = hasSelf(op) ? stack.drop('self').drop('callable') : stack.dropValues(1);
    flow.emit(op, operand, entry, stack.push('value'));
  }
}
