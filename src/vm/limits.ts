/** What an activation takes of a thread's stack and of the heap, and how deep activations may nest. */
import type { Code } from '../bytecode/code.js';

/** Python activations that a thread may nest whatever its stack: keeps the host's stack safe. */
const DEPTH_LIMIT = 400;
/** Stack bytes of one activation of the firmware's interpreter, beside its frame [estimate]. */
const STACK_BYTES_PER_CALL = 136;
/** Stack of a thread of which more is not used. */
export const STACK_LIMIT = DEPTH_LIMIT * STACK_BYTES_PER_CALL;
/** A frame of more bytes lies on the heap (`py/objfun.c`, VM_MAX_STATE_ON_STACK). */
const FRAME_BYTES_ON_STACK = 44;
/** Sizes of `mp_exc_stack_t`, of the head of `mp_code_state_t`, and of what stands before the state in `mp_obj_gen_instance_t`. */
const EXCEPT_BLOCK_BYTES = 12;
const FRAME_HEADER_BYTES = 20;
const GENERATOR_HEADER_BYTES = 28;

/** Bytes of the firmware's frame behind its header: words and exception blocks. */
function stateBytes({ frameWords, exceptDepth }: Code): number {
  return 4 * frameWords + EXCEPT_BLOCK_BYTES * exceptDepth;
}

/** Bytes of heap that an activation takes; 0 if its frame lies on the stack, as that of machine code always does. */
export function heapFrameBytes(code: Code): number {
  const bytes = stateBytes(code);
  if (code.isGenerator) return GENERATOR_HEADER_BYTES + bytes;
  return bytes > FRAME_BYTES_ON_STACK && code.emitter === 'bytecode' ? FRAME_HEADER_BYTES + bytes : 0;
}

/** Bytes of the thread's stack that an activation takes. */
export function activationBytes(code: Code): number {
  return STACK_BYTES_PER_CALL + (heapFrameBytes(code) === 0 ? stateBytes(code) : 0);
}
