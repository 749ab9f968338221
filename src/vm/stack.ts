/** Pushing and leaving activations, and the two limits on their depth. */
import { raise } from '../objects/exception.js';
import type { Frame } from './frame.js';
import { current } from './thread.js';

/** Python activations that a thread may nest whatever its stack: keeps the host's stack safe. */
const DEPTH_LIMIT = 400;
/** Stack bytes of one activation of the firmware's interpreter, beside its frame's words [estimate]. */
const STACK_BYTES_PER_CALL = 136;
/** Frames of more words lie on the heap. */
const FRAME_WORDS_ON_STACK = 11;

/** The frame that runs now, for natives that look at it (`globals`, `locals`). */
export const position: { frame: Frame | null } = { frame: null };

/** Puts a frame (or the top of a chain of them) on top of `below`; raises RuntimeError when the stack is used up. */
export function push(below: Frame | null, top: Frame): void {
  let bottom = top;
  enter(bottom);
  while (bottom.back !== null) {
    bottom = bottom.back;
    enter(bottom);
  }
  bottom.back = below;
}

function enter(frame: Frame): void {
  const thread = current;
  const words = frame.linked.code.frameWords;
  const bytes = STACK_BYTES_PER_CALL + (words > FRAME_WORDS_ON_STACK ? 0 : 4 * words);
  if (thread.depth >= DEPTH_LIMIT || thread.stackUsed + bytes > thread.stackLimit) {
    if (frame.generator !== null) frame.generator.state = 'finished';
    throw raise.RuntimeError('maximum recursion depth exceeded');
  }
  thread.depth++;
  thread.stackUsed += bytes;
  frame.stackBytes = bytes;
}

/** The activation of a frame has ended, or its generator is put aside. */
export function leave(frame: Frame): void {
  current.depth--;
  current.stackUsed -= frame.stackBytes;
}
