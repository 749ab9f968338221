/**
 * The one way from an interrupt to a Python callable: locks, messages, and what happens when it raises
 * (`shared/runtime/mpirq.c`, `ports/stm32/extint.c`). Every peripheral that takes a callback uses it.
 */
import { CALL_PRICE, EVENT_PRICE } from '../../bytecode/prices.js';
import { charge, heap } from '../../objects/charge.js';
import { formatException, isRaised } from '../../objects/exception-type.js';
import { call } from '../../objects/protocol/call.js';
import type { Value } from '../../objects/value.js';
import { nested, type Thread } from '../../vm/thread.js';

/** The measured price of an interrupt reaches to the first opcode of the callback; the callee charges its call itself. */
const ENTRY = EVENT_PRICE.INTERRUPT_ENTRY - CALL_PRICE.BYTECODE - CALL_PRICE.BYTECODE_PER_ARGUMENT;

/** The queue of soft callbacks (`vm/pending.ts`). */
interface SoftCallbacks {
  /** Above 0 none of them runs. */
  locked: number;
  /** False if the queue is full. */
  trySchedule(callee: Value, argument: Value): boolean;
}

/** What callbacks need of the machine. */
export interface CallbackPort {
  /** The thread on whose stack a handler runs: the one that was interrupted; the main one if all were waiting. */
  interrupted(): Thread;
  readonly pending: SoftCallbacks;
  /** Writes to the console; `\n` ends a line. */
  print(text: string): void;
}

/** What is printed above the exception that leaves a hard callback of a timer or of a software timer. */
export const IRQ_HEADER = 'Uncaught exception in IRQ callback handler\n';

/** Calls Python from the interrupts of one machine. */
export class Callbacks {
  constructor(private readonly port: CallbackPort) {}

  /**
   * Calls `callee`, in the interrupt if `hard`, else soon through the queue of soft callbacks, which drops it when full.
   * False if a hard callback raised: it has been printed under `header`, and the caller disables its source.
   */
  dispatch(callee: Value, args: Value[], hard: boolean, header = IRQ_HEADER): boolean {
    if (hard) return this.#callNow(callee, args, header);
    this.port.pending.trySchedule(callee, args[0] as Value);
    return true;
  }

  /** Prints for the firmware's own messages. */
  print(text: string): void {
    this.port.print(text);
  }

  #callNow(callee: Value, args: Value[], header: string): boolean {
    const { pending } = this.port;
    charge(ENTRY);
    pending.locked++;
    heap.locked++;
    try {
      nested(this.port.interrupted(), () => call(callee, args));
      return true;
    } catch (x) {
      if (!isRaised(x)) throw x;
      this.#show(header, x);
      return false;
    } finally {
      heap.locked--;
      pending.locked--;
      charge(EVENT_PRICE.INTERRUPT_EXIT);
    }
  }

  /** The firmware prints without allocating; making the text here must not fail for the lock. */
  #show(header: string, exception: Value): void {
    const { locked } = heap;
    heap.locked = 0;
    try {
      this.port.print(header + formatException(exception));
    } finally {
      heap.locked = locked;
    }
  }
}
