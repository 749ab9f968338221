/**
 * Translates the ways out of blocks, through the final parts on them. Each of these is entered with a value and a reason, as in compiled code
 * (`compiler/exits.ts`).
 */
import { Op } from '../bytecode/opcodes.js';
import { BinaryOp } from '../bytecode/operators.js';
import { Label } from '../compiler/item.js';
import { binary, type Entry, MP } from '../compiler/ledger.js';
import type { Block, Exit } from './block.js';
import type { Flow } from './flow.js';
import { damaged } from './problem.js';

/** What the final part of an `async with` executes to find out whether it has an exception, and with that what a way out executes. */
export const IS_EXCEPTION: readonly Entry[] = [MP.DUP_TOP, MP.LOAD_GLOBAL, ...binary(BinaryOp.EXCEPTION_MATCH), MP.POP_JUMP_IF_FALSE];
const LEAVING: readonly Entry[] = [...IS_EXCEPTION, MP.ROT_THREE, MP.ROT_THREE];

/** The ways out of the blocks of one function. */
export class Exits {
  constructor(private readonly flow: Flow) {}

  /** Emits a way out, through the innermost final part on it that has not begun. */
  leave(exit: Exit): void {
    const { flow } = this;
    const { asm } = flow;
    let left = exit.kind === 'return' ? Number.POSITIVE_INFINITY : exit.blocks;
    let block = flow.block;
    while (block !== null && left > 0 && (block.kind === 'except' || block.handler <= flow.at)) {
      block = block.outer;
      left--;
    }
    asm.depth = flow.stack.ours;
    if (block !== null && left > 0) this.through(block, exit.kind === 'return' ? exit : { ...exit, blocks: left - 1 });
    else if (exit.kind === 'return') asm.own(Op.RETURN_VALUE);
    else {
      asm.cut(exit.stack.ours);
      flow.resume(exit);
      flow.jump(Op.JUMP, exit.target, exit.stack);
    }
  }

  private through(block: Block, exit: Exit): void {
    const { asm } = this.flow;
    const depth = block.stack.ours;
    if (exit.kind === 'return') asm.unwind(depth);
    else {
      asm.cut(depth);
      asm.ownConstant({ type: 'none' });
    }
    asm.ownConstant({ type: 'int', value: padNumber(block, exit) });
    if (block.fork !== null) asm.note(...LEAVING);
    asm.jump(block.fork === null ? Op.GO : Op.JUMP, block.final);
  }

  /** Enters a block's final part at the end of its protected part, by JUMP or GO. */
  enterFinal(block: Block, op: Op): void {
    const { asm } = this.flow;
    asm.ownConstant({ type: 'int', value: 0 });
    asm.jump(op, block.final);
    this.flow.on = null;
  }
}

/** Ways out of a block: `return`, and `break` and `continue` of the innermost loop around it. */
const MOST_WAYS_OUT = 3;

/** Number, from 1, of the pad for this way out. */
function padNumber({ pads }: Block, exit: Exit): number {
  const isSame = (other: Exit): boolean =>
    exit.kind === 'return' || other.kind === 'return'
      ? exit.kind === other.kind
      : other.target === exit.target && other.blocks === exit.blocks && other.stack === exit.stack;
  const known = pads.findIndex((pad) => isSame(pad.exit));
  if (known >= 0) return known + 1;
  if (pads.length === MOST_WAYS_OUT) throw damaged('a block is left in more ways than there are');
  return pads.push({ exit, label: new Label() });
}
