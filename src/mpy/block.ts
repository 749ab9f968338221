/** Blocks of `try` and `with` as they are translated (`blocks.ts`), and what their instructions ask of them. */
import type { ActiveException } from '../bytecode/code.js';
import type { Label } from '../compiler/item.js';
import { damaged } from './problem.js';
import type { Stack } from './stack.js';

/** A way out of blocks: what is returned, or the instruction that a jump goes to and how things are there. */
export type Exit =
  | { readonly kind: 'return' }
  | { readonly kind: 'jump'; readonly target: number; readonly blocks: number; readonly stack: Stack; readonly block: Block | null };

/** A block: what is protected, and what its handler expects. */
export interface Block {
  readonly kind: 'except' | 'finally' | 'with';
  /** The first instruction of its handler. */
  readonly handler: number;
  readonly outer: Block | null;
  /** How many are open in it, itself included. */
  readonly level: number;
  /** The stack in it, and the one when it has been left. */
  readonly stack: Stack;
  readonly under: Stack;
  readonly range: { readonly from: Label; readonly to: Label; readonly target: Label; readonly depth: number };
  /** Where its final part begins, with a value and a reason. */
  readonly final: Label;
  readonly pads: { readonly exit: Exit; readonly label: Label }[];
  /** The final part of an `async with`. */
  readonly fork: Fork | null;
}

/** What `async with` does when it is left: with an exception in its hands one thing, else another. */
export interface Fork {
  /** Where those go who leave it by a jump or a return, and those who come to its end. */
  readonly leaving: number;
  readonly ending: number;
}

/** The block that an instruction ends. */
export function openBlock(block: Block | null): Block {
  if (block === null) throw damaged('no block is open');
  return block;
}

/** Where the exception being handled may lie, the innermost first. */
export function active(stack: Stack): ActiveException[] {
  const places: ActiveException[] = [];
  for (let at = stack.exception; at !== null; at = at.below.exception)
    places.push({ kind: at.top.kind === 'outcome' ? 'finally' : 'except', depth: at.below.ours });
  return places;
}
