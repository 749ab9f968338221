/**
 * The one way from an interrupt to a Python callable: locks, messages, and what happens when it raises
 * (`shared/runtime/mpirq.c`, `ports/stm32/extint.c`). Every peripheral that takes a callback uses it.
 */
import { CALL_PRICE, EVENT_PRICE } from '../../bytecode/prices.js';
import { charge, heap } from '../../objects/charge.js';
import { exceptionPieces, isRaised } from '../../objects/exception-type.js';
import { call } from '../../objects/protocol/call.js';
import type { Value } from '../../objects/value.js';
import { nested, type Thread } from '../../vm/thread.js';

/** The measured price of an interrupt reaches to the first opcode of the callback; the callee charges its call itself. */
const ENTRY = EVENT_PRICE.INTERRUPT_ENTRY - CALL_PRICE.BYTECODE - CALL_PRICE.BYTECODE_PER_ARGUMENT;

/** The queue of soft callbacks (`vm/pending.ts`). */
interface SoftCallbacks {
  /** Above 0 none of them runs. */
  locked: number;
  unlock(): void;
  /** False if the queue is full. `from`: who asks, as a person names it. */
  trySchedule(callee: Value, argument: Value, from: string): boolean;
}

/** Who calls Python. */
export interface CallbackSource {
  /** As a person names it: `Timer(4)`. */
  readonly name: string;
  /** What the firmware prints above the exception that leaves a hard callback. */
  readonly header: string;
  /** What has become of it after such an exception, for people. */
  readonly afterwards: string;
}

/** Told what the board keeps to itself. What it does has no effect on the machine. */
export interface CallbackObserver {
  /** A hard callback has raised, and has been printed. */
  failed(source: CallbackSource, callee: Value, exception: Value): void;
  /** A soft callback found no room in the queue. */
  lost(source: CallbackSource, callee: Value): void;
}

/** Told that a hard callback begins; what it answers is called when the callback is over. */
export type CallbackWatch = (source: CallbackSource, callee: Value) => () => void;

/** What callbacks need of the machine. */
export interface CallbackPort {
  /** Null: nobody wants to know. */
  readonly watch: CallbackWatch | null;
  readonly observer: CallbackObserver;
  /** The thread on whose stack a handler runs: the one that was interrupted; the main one if all were waiting. */
  interrupted(): Thread;
  readonly pending: SoftCallbacks;
  /** Writes to the console; `\n` ends a line. */
  print(text: string): void;
}

/**
 * What has become of a callback: a hard one has been called, or has raised and been printed, whereupon the caller disables its source; a soft
 * one is queued, or lost, the queue being full.
 */
type Dispatched = 'called' | 'failed' | 'queued' | 'lost';

/** The header of most sources. */
export const IRQ_HEADER = 'Uncaught exception in IRQ callback handler\n';

/** Calls Python from the interrupts of one machine. */
export class Callbacks {
  constructor(private readonly port: CallbackPort) {}

  /** Calls `callee`, in the interrupt if `hard`, else soon through the queue of soft callbacks. */
  dispatch(source: CallbackSource, callee: Value, args: Value[], hard: boolean): Dispatched {
    if (hard) return this.#callNow(source, callee, args);
    if (this.port.pending.trySchedule(callee, args[0] as Value, source.name)) return 'queued';
    this.port.observer.lost(source, callee);
    return 'lost';
  }

  /** Prints for the firmware's own messages. */
  print(text: string): void {
    this.port.print(text);
  }

  #callNow(source: CallbackSource, callee: Value, args: Value[]): Dispatched {
    const { pending } = this.port;
    const interrupted = heap.handler;
    const over = this.port.watch?.(source, callee);
    charge(ENTRY);
    pending.locked++;
    heap.locked++;
    heap.handler = {};
    try {
      nested(this.port.interrupted(), () => call(callee, args));
      return 'called';
    } catch (x) {
      if (!isRaised(x)) throw x;
      this.#show(source.header, x);
      this.port.observer.failed(source, callee, x);
      return 'failed';
    } finally {
      heap.handler = interrupted;
      heap.locked--;
      pending.unlock();
      charge(EVENT_PRICE.INTERRUPT_EXIT);
      over?.();
    }
  }

  /** The firmware prints without allocating; making the text here must not fail for the lock. */
  #show(header: string, exception: Value): void {
    const { locked } = heap;
    heap.locked = 0;
    try {
      for (const piece of exceptionPieces(exception, header)) this.port.print(piece);
    } finally {
      heap.locked = locked;
    }
  }
}
