/** Blocks of `try` and `with` as they are translated (`blocks.ts`), and what their instructions need to know about them. */
import type { ActiveException } from '../bytecode/code.js';
import type { Label } from '../compiler/item.js';
import { damaged } from './problem.js';
import type { Stack } from './stack.js';

/** A way out of blocks: a return, or a jump, with its target instruction, the number of blocks that it leaves, and the state at the target. */
export type Exit =
  | { readonly kind: 'return' }
  | { readonly kind: 'jump'; readonly target: number; readonly blocks: number; readonly stack: Stack; readonly block: Block | null };

/** A block: its protected part, and what its handler expects. */
export interface Block {
  readonly kind: 'except' | 'finally' | 'with';
  /** The first instruction of its handler. */
  readonly handler: number;
  readonly outer: Block | null;
  /** Number of blocks that are open in it, including itself. */
  readonly level: number;
  /** The stack in it, and the stack after it. */
  readonly stack: Stack;
  readonly under: Stack;
  readonly range: { readonly from: Label; readonly to: Label; readonly target: Label; readonly depth: number };
  /** Where its final part begins, with a value and a reason. */
  readonly final: Label;
  readonly pads: { readonly exit: Exit; readonly label: Label }[];
  /** Set for the final part of an `async with`. */
  readonly fork: Fork | null;
}

/** Instructions in the final part of an `async with`, which treats an exception differently from other ways out. */
export interface Fork {
  /** Where a jump or return out of it goes, and where the end of its protected part goes. */
  readonly leaving: number;
  readonly ending: number;
}

/** The block that an instruction ends. Throws if there is none. */
export function openBlock(block: Block | null): Block {
  if (block === null) throw damaged('no block is open');
  return block;
}

/** The places where the exception being handled may lie, innermost first. */
export function active(stack: Stack): ActiveException[] {
  const places: ActiveException[] = [];
  for (let at = stack.exception; at !== null; at = at.below.exception)
    places.push({ kind: at.top.kind === 'outcome' ? 'finally' : 'except', depth: at.below.ours });
  return places;
}
