/** How much of a thread's stack and of the heap an activation takes, and how deep activations may nest. */
import type { Code } from '../bytecode/code.js';

/** How many Python activations a thread may nest, however large its stack: protects the host's stack. */
const DEPTH_LIMIT = 400;
/** Stack bytes of one activation of the firmware's interpreter, without its frame [estimate]. */
const STACK_BYTES_PER_CALL = 136;
/** The most bytes of a thread's stack that are used. */
export const STACK_LIMIT = DEPTH_LIMIT * STACK_BYTES_PER_CALL;
/** A frame with more bytes than this lies on the heap (`py/objfun.c`, VM_MAX_STATE_ON_STACK). */
const FRAME_BYTES_ON_STACK = 44;
/** Sizes of `mp_exc_stack_t`, of the head of `mp_code_state_t`, and of what precedes the state in `mp_obj_gen_instance_t`. */
const EXCEPT_BLOCK_BYTES = 12;
const FRAME_HEADER_BYTES = 20;
const GENERATOR_HEADER_BYTES = 28;

/** Bytes of the firmware's frame after its header: words and exception blocks. */
function stateBytes({ frameWords, exceptDepth }: Code): number {
  return 4 * frameWords + EXCEPT_BLOCK_BYTES * exceptDepth;
}

/** Bytes of heap that an activation takes; 0 if its frame lies on the stack, as machine code's always does. */
export function heapFrameBytes(code: Code): number {
  const bytes = stateBytes(code);
  if (code.isGenerator) return GENERATOR_HEADER_BYTES + bytes;
  return bytes > FRAME_BYTES_ON_STACK && code.emitter === 'bytecode' ? FRAME_HEADER_BYTES + bytes : 0;
}

/** Bytes of the thread's stack that an activation takes. */
export function activationBytes(code: Code): number {
  return STACK_BYTES_PER_CALL + (heapFrameBytes(code) === 0 ? stateBytes(code) : 0);
}
