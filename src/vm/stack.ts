/** Pushing and leaving activations, and the two limits on their depth. */
import { raise } from '../objects/exception.js';
import type { Frame } from './frame.js';
import { stackRoom } from './thread.js';

/** The frame that runs now, for natives that look at it (`globals`, `locals`). */
export const position: { frame: Frame | null } = { frame: null };

/** The RuntimeError of a stack that is used up. */
export function recursionError(): object {
  return raise.RuntimeError('maximum recursion depth exceeded');
}

/** Puts a frame (or the top of a chain of them) on top of `below`; raises RuntimeError when the stack is used up, and enters none. */
export function push(below: Frame | null, top: Frame): void {
  let bottom = top;
  enter(bottom);
  while (bottom.back !== null) {
    const next = bottom.back;
    try {
      enter(next);
    } catch (x) {
      abandon(top, next);
      throw x;
    }
    bottom = next;
  }
  bottom.back = below;
}

/** A chain does not fit: what has been entered of it, down to before `end`, is left, and all its generators are over. */
function abandon(top: Frame, end: Frame): void {
  for (let frame = top; frame !== end; frame = frame.back as Frame) leave(frame);
  for (let frame: Frame | null = top; frame !== null; frame = frame.back) if (frame.generator !== null) frame.generator.state = 'finished';
}

/** Whether the stack has room for an activation. */
export function hasRoom(frame: Frame): boolean {
  return stackRoom.left >= frame.linked.stackBytes;
}

function enter(frame: Frame): void {
  const bytes = frame.linked.stackBytes;
  if (!hasRoom(frame)) {
    if (frame.generator !== null) frame.generator.state = 'finished';
    throw recursionError();
  }
  stackRoom.left -= bytes;
  frame.stackBytes = bytes;
}

/** The activation of a frame has ended, or its generator is put aside. */
export function leave(frame: Frame): void {
  stackRoom.left += frame.stackBytes;
}
