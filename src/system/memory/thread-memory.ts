/** The heap memory that a thread takes while it runs (`py/modthread.c`, `ports/stm32/mpthreadport.c`). */
import { allocate, wholeBlocks } from '../../objects/charge.js';
import { nativeType } from '../../objects/declare.js';
import type { Hold, PyType } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';
import type { SimulatedHeap } from './simulated-heap.js';

/** `pyb_thread_t`: ten words. */
const NODE_BYTES = 40;
/** `thread_entry_args_t`: six words, plus one word for each argument and two for each keyword argument. */
const ENTRY_BYTES = 24;

/** A thread's stack, its node in the list of all threads, and what it is started with. */
export class ThreadMemory implements PyObject {
  readonly #parts: readonly number[];

  constructor(
    readonly callee: Value,
    readonly args: readonly Value[],
    readonly keywords: Keywords | null,
    readonly stackSize: number,
  ) {
    this.#parts = [ENTRY_BYTES + 4 * (args.length + 2 * (keywords?.size ?? 0)), stackSize, NODE_BYTES];
  }

  /** Total bytes. */
  get bytes(): number {
    return this.#parts.reduce((sum, bytes) => sum + wholeBlocks(bytes), 0);
  }

  /** Allocates it on the heap. Raises MemoryError for a part that does not fit now. */
  take(heap: SimulatedHeap): void {
    for (const bytes of this.#parts) {
      if (heap.automatic && heap.used + bytes > heap.total) throw heap.refusal(bytes);
      allocate(bytes);
    }
  }

  get type(): PyType {
    return threadMemoryType;
  }

  references(hold: Hold): number {
    hold(this.callee);
    for (const value of [...this.args, ...(this.keywords?.values() ?? [])]) hold(value);
    return this.bytes;
  }
}

const threadMemoryType = nativeType('thread', { references: (self: ThreadMemory, hold) => self.references(hold) }, {});
