/**
 * Translates `try` and `with`. MicroPython opens a block by an instruction, and an exception goes to the handler of the innermost block whose
 * handler it has not reached yet; a final part finds on its stack why it was entered. Here a table tells which handler gets an exception, and
 * a final part is entered with two values (`compiler/exits.ts`).
 */
import { Op } from '../bytecode/opcodes.js';
import { BinaryOp } from '../bytecode/operators.js';
import { Label } from '../compiler/item.js';
import { MP } from '../compiler/ledger.js';
import { active, type Block, type Fork, openBlock } from './block.js';
import { Exits, IS_EXCEPTION } from './exits.js';
import type { Flow } from './flow.js';
import { Mp } from './opcodes.js';
import { damaged } from './problem.js';

/** How the final part of an `async with` begins. */
const FORK: readonly Mp[] = [Mp.DUP_TOP, Mp.LOAD_GLOBAL, Mp.BINARY_OP, Mp.POP_JUMP_IF_FALSE];

/** The blocks of one function. */
export class Blocks {
  private readonly handlers = new Map<number, Block>();
  private readonly forks = new Map<number, Block>();
  private readonly exits: Exits;

  constructor(
    private readonly flow: Flow,
    /** The number of blocks that may be open at once. */
    private readonly room: number,
    /** Whether an operand is the number of this name. */
    private readonly isName: (operand: number, name: string) => boolean,
  ) {
    this.exits = new Exits(flow);
  }

  /** SETUP_EXCEPT, SETUP_FINALLY, SETUP_WITH. */
  open(kind: Block['kind'], handler: number): void {
    const { flow } = this;
    const { asm } = flow;
    if (handler <= flow.at || this.handlers.has(handler)) throw damaged('a handler is not behind its block');
    const level = (flow.block?.level ?? 0) + 1;
    if (level > this.room) throw damaged('the frame has too few blocks');
    let { stack } = flow;
    const fork = kind === 'finally' ? this.forkAt(handler) : null;
    const under = kind === 'with' ? stack.dropValues(1) : fork === null ? stack : stack.dropValues(1);
    if (kind === 'with') {
      asm.note(MP.SETUP_WITH);
      asm.own(Op.WITH_ENTER);
      asm.own(Op.LOAD_METHOD, asm.nameOf('__enter__'));
      asm.own(Op.CALL_METHOD, 0);
      stack = under.push('exit', 'manager');
    } else asm.note(kind === 'except' ? MP.SETUP_EXCEPT : MP.SETUP_FINALLY);
    const range = { from: new Label(), to: new Label(), target: new Label(), depth: stack.ours };
    const block: Block = { kind, handler, outer: flow.block, level, stack, under, range, final: new Label(), pads: [], fork };
    range.target.depth = stack.ours + 1;
    block.final.depth = stack.ours + 2;
    this.handlers.set(handler, block);
    if (fork !== null) this.forks.set(fork.leaving, block);
    asm.place(range.from);
    flow.block = block;
    flow.follow(kind === 'with' ? stack.push('value') : stack);
  }

  /** Ends the protected part of a block if the current instruction is its last and cannot fail. Otherwise the part ends at the handler. */
  close(): void {
    const { flow } = this;
    const { op } = flow.instruction(flow.at);
    if (op !== Mp.LOAD_CONST_NONE && op !== Mp.POP_EXCEPT_JUMP) return;
    const block = this.handlers.get(flow.at + 1);
    if (block !== undefined) this.closeRange(block);
  }

  /** Begins a handler. False if no handler begins at the instruction. */
  handle(at: number): boolean {
    const { flow } = this;
    const { asm } = flow;
    const block = this.handlers.get(at);
    if (block === undefined) return false;
    if (flow.on === at) this.complete(block);
    else flow.leadTo(at);
    if (flow.jumpsTo(at) !== 1) throw damaged('a jump goes to a handler');
    flow.at = at;
    this.closeRange(block);
    asm.line = flow.instruction(at).line;
    asm.place(block.range.target);
    flow.resume({ stack: block.stack, block });
    if (block.kind === 'except') {
      flow.resume({ stack: block.stack.push('caught'), block });
      return true;
    }
    asm.depth = block.stack.ours + 1;
    if (block.fork !== null) {
      asm.check(...IS_EXCEPTION);
      flow.take(at + 1, at + FORK.length - 1);
      flow.follow(block.stack.push('value'), at + FORK.length);
      return true;
    }
    asm.ownConstant({ type: 'int', value: -1 });
    asm.place(block.final);
    flow.resume({ stack: block.stack.push('outcome', 'reason'), block });
    return true;
  }

  /** Begins the part to which jumps and returns out of an `async with` go. False if it does not begin at the instruction. */
  leaveFork(at: number): boolean {
    const { flow } = this;
    const { asm } = flow;
    const block = this.forks.get(at);
    if (block === undefined) return false;
    flow.leadTo(at);
    if (flow.jumpsTo(at) !== 1) throw damaged('a jump goes to a handler');
    flow.at = at;
    asm.line = flow.instruction(at).line;
    asm.place(block.final);
    asm.own(Op.ROT_THREE);
    asm.own(Op.ROT_THREE);
    flow.resume({ stack: block.under.push('outcome', 'reason').put(block.stack.top), block });
    flow.take(at + 1, at + 1);
    flow.follow(flow.stack, at + 2);
    return true;
  }

  /** Translates LOAD_CONST_NONE ROT_TWO JUMP at the end of an `async with`. False if the instructions are different. */
  endFork(): boolean {
    const { flow } = this;
    const { at, asm, block } = flow;
    if (block === null || block.fork === null || block.handler !== at + 3) return false;
    const [rotate, jump] = [flow.instruction(at + 1), flow.instruction(at + 2)];
    if (rotate.op !== Mp.ROT_TWO || jump.op !== Mp.JUMP || jump.operand !== block.fork.ending) return false;
    if (flow.stack !== block.stack || flow.jumpsTo(at + 1, at + 2) > 0) return false;
    flow.take(at + 1, at + 2);
    asm.note(MP.LOAD_CONST_NONE, MP.ROT_TWO, MP.JUMP);
    asm.ownConstant({ type: 'none' });
    this.exits.enterFinal(block, Op.JUMP);
    return true;
  }

  /** POP_EXCEPT_JUMP. */
  popExceptJump(target: number): void {
    const { flow } = this;
    const { block, stack, asm } = flow;
    if (block === null || block.kind !== 'except') throw damaged('no block is open');
    if (stack !== block.stack && stack.drop('handled') !== block.stack) throw damaged('a block is left with another stack');
    asm.note(MP.POP_EXCEPT_JUMP);
    asm.cut(block.under.ours);
    flow.resume({ stack: block.under, block: block.outer });
    flow.go(target, block.under);
  }

  /** RETURN_VALUE. */
  returnValue(): void {
    const { flow } = this;
    flow.asm.note(MP.RETURN_VALUE);
    this.exits.leave({ kind: 'return' });
  }

  /** UNWIND_JUMP: leaves this number of blocks and, if the highest bit is set, the loop whose iterator lies below them. */
  unwindJump(target: number, extra: number): void {
    const { flow } = this;
    const blocks = extra & 127;
    let outermost: Block | null = flow.block;
    for (let i = 1; i < blocks; i++) outermost = outermost?.outer ?? null;
    if (blocks === 0 || outermost === null) throw damaged('no block is open');
    let stack = outermost.under;
    if ((extra & 128) !== 0) stack = stack.drop('padding').drop('padding').drop('padding').drop('loop');
    flow.asm.note(MP.UNWIND_JUMP);
    this.exits.leave({ kind: 'jump', target, blocks, stack, block: outermost.outer });
  }

  /** WITH_CLEANUP. */
  withCleanup(): void {
    const { flow } = this;
    const { asm } = flow;
    const below = flow.stack.drop('reason').drop('outcome').drop('manager').drop('exit');
    asm.note(MP.WITH_CLEANUP);
    asm.own(Op.WITH_ARGS);
    asm.own(Op.CALL_METHOD, 3);
    asm.own(Op.WITH_END);
    flow.follow(below.push('left', 'left', 'outcome', 'reason'));
  }

  /** END_FINALLY, for each of the ways in which it can be reached. */
  endFinally(at: number): void {
    const { flow } = this;
    const { asm } = flow;
    const isPending = this.handle(at) || flow.come(at);
    asm.line = flow.instruction(at).line;
    if (isPending) this.endFinal(openBlock(flow.block));
    const raised = flow.ending(at, 'raise');
    const nothing = flow.ending(at, 'nothing');
    if (raised !== undefined || nothing !== undefined) flow.leadTo(-1);
    if (raised !== undefined) {
      const { stack, block } = raised.state;
      openBlock(block);
      asm.place(raised.label);
      flow.resume(raised.state);
      asm.note(MP.END_FINALLY);
      asm.own(Op.RAISE_LAST, asm.activeTable([{ kind: 'except', depth: stack.below.ours }, ...active(stack.below)]));
    }
    if (nothing === undefined) return;
    const { stack, block } = nothing.state;
    asm.place(nothing.label);
    flow.resume(nothing.state);
    asm.note(MP.END_FINALLY);
    asm.own(Op.POP_TOP);
    flow.resume({ stack: stack.below, block: openBlock(block).outer });
    flow.follow(stack.below);
  }

  /** RAISE_LAST. */
  raiseLast(): void {
    const { asm, stack } = this.flow;
    asm.note(MP.RAISE_LAST);
    asm.own(Op.RAISE_LAST, asm.activeTable(active(stack)));
  }

  /** Ends a final part: continues after it, or on the way out on which it was entered. */
  private endFinal(block: Block): void {
    const { flow } = this;
    const { asm } = flow;
    const rest = flow.stack.drop('reason').drop('outcome');
    const under = block.kind === 'with' ? rest.drop('left').drop('left') : rest;
    if (block.kind === 'except' || under !== block.under) throw damaged('a block ends with another stack');
    asm.note(MP.END_FINALLY);
    for (const { label } of block.pads) label.depth = rest.ours + 1;
    asm.own(Op.END_FINALLY, asm.finallyTable(block.pads.map(({ label }) => label)));
    const after = new Label();
    if (block.pads.length > 0) asm.jump(Op.GO, after);
    for (const { exit, label } of block.pads) {
      asm.place(label);
      flow.resume({ stack: rest.push('value'), block: block.outer });
      this.exits.leave(exit);
    }
    after.depth = rest.ours;
    asm.place(after);
    asm.cut(under.ours);
    flow.resume({ stack: under, block: block.outer });
    flow.follow(under);
  }

  /** Enters a block's final part after its protected part has run to the end, with None on the stack. */
  private complete(block: Block): void {
    const { flow } = this;
    if (block.kind === 'except' || block.fork !== null || flow.block !== block || flow.stack.drop('none') !== block.stack)
      throw damaged('a block ends with another stack');
    flow.asm.depth = flow.stack.ours;
    this.exits.enterFinal(block, Op.GO);
  }

  private closeRange({ range }: Block): void {
    const { asm } = this.flow;
    if (range.to.item !== null) return;
    const { depth } = asm;
    range.to.depth = depth;
    asm.place(range.to);
    asm.ranges.push(range);
  }

  private forkAt(handler: number): Fork | null {
    const { flow } = this;
    const first = FORK.map((_, i) => flow.instructions[handler + i]);
    if (!first.every((instruction, i) => instruction?.op === FORK[i])) return null;
    const [, global, match, jump] = first as unknown as readonly { readonly operand: number }[] & { readonly length: 4 };
    if (!this.isName(global.operand, 'BaseException') || match.operand !== BinaryOp.EXCEPTION_MATCH) return null;
    const leaving = jump.operand;
    const rotates = [leaving, leaving + 1].every((at) => flow.instructions[at]?.op === Mp.ROT_THREE);
    const isAlone = flow.jumpsTo(handler + 1, handler + 3) === 0 && flow.jumpsTo(leaving + 1) === 0;
    return rotates && isAlone && leaving > handler ? { leaving, ending: leaving + 2 } : null;
  }
}
