/** What an activation takes of a thread's stack, and how deep activations may nest. */
/** Python activations that a thread may nest whatever its stack: keeps the host's stack safe. */
export const DEPTH_LIMIT = 400;
/** Stack bytes of one activation of the firmware's interpreter, beside its frame's words [estimate]. */
const STACK_BYTES_PER_CALL = 136;
/** A frame of more words than this lies on the heap (`py/objfun.c`, VM_MAX_STATE_ON_STACK). */
export const FRAME_WORDS_ON_STACK = 11;

/** Bytes of the thread's stack that an activation of a frame of so many words takes. */
export function activationBytes(frameWords: number): number {
  return STACK_BYTES_PER_CALL + (frameWords > FRAME_WORDS_ON_STACK ? 0 : 4 * frameWords);
}
