/**
 * The only way from an interrupt to a Python callable: locks, messages, and what happens when the callable raises
 * (`shared/runtime/mpirq.c`, `ports/stm32/extint.c`). Every peripheral that takes a callback uses it.
 */
import { CALL_PRICE, EVENT_PRICE } from '../../bytecode/prices.js';
import { charge, heap } from '../../objects/charge.js';
import { exceptionPieces, isRaised } from '../../objects/exception-type.js';
import { call } from '../../objects/protocol/call.js';
import type { Value } from '../../objects/value.js';
import { nested, type Thread } from '../../vm/thread.js';

/** The measured price of an interrupt covers everything up to the callback's first opcode, less the call, which the callee charges itself. */
const ENTRY = EVENT_PRICE.INTERRUPT_ENTRY - CALL_PRICE.BYTECODE - CALL_PRICE.BYTECODE_PER_ARGUMENT;

/** The queue of soft callbacks (`vm/pending.ts`). */
interface SoftCallbacks {
  /** While this is above 0, no soft callback runs. */
  locked: number;
  unlock(): void;
  /** Queues a callback; returns false if the queue is full. `from`: the name of its source, for people. */
  trySchedule(callee: Value, argument: Value, from: string): boolean;
}

/** A source of callbacks. */
export interface CallbackSource {
  /** The name of the source, for people: `Timer(4)`. */
  readonly name: string;
  /** What the firmware prints before an exception that leaves a hard callback. */
  readonly header: string;
  /** What has become of the source after such an exception, for people. */
  readonly afterwards: string;
}

/** Hears of callbacks that failed or were lost. What it does has no effect on the machine. */
export interface CallbackObserver {
  /** Called when a hard callback has raised and the exception has been printed. */
  failed(source: CallbackSource, callee: Value, exception: Value): void;
  /** Called when a soft callback has found no room in the queue. */
  lost(source: CallbackSource, callee: Value): void;
}

/** Called when a hard callback begins. Returns a function that is called when the callback is over. */
export type CallbackWatch = (source: CallbackSource, callee: Value) => () => void;

/** What callbacks need of the machine. */
export interface CallbackPort {
  /** Null if nobody is interested. */
  readonly watch: CallbackWatch | null;
  readonly observer: CallbackObserver;
  /** The thread on whose stack a handler runs: the interrupted one, or the main thread if all were waiting. */
  interrupted(): Thread;
  readonly pending: SoftCallbacks;
  /** Writes to the console; `\n` ends a line. */
  print(text: string): void;
}

/**
 * What has become of a callback. A hard one was called, or it failed: it raised, the exception was printed, and the caller disables its
 * source. A soft one is queued, or it is lost because the queue is full.
 */
type Dispatched = 'called' | 'failed' | 'queued' | 'lost';

/** The header of most sources. */
export const IRQ_HEADER = 'Uncaught exception in IRQ callback handler\n';

/** Calls Python from the interrupts of one machine. */
export class Callbacks {
  constructor(private readonly port: CallbackPort) {}

  /** Calls `callee`: in the interrupt if `hard`, otherwise soon, through the queue of soft callbacks. */
  dispatch(source: CallbackSource, callee: Value, args: Value[], hard: boolean): Dispatched {
    if (hard) return this.#callNow(source, callee, args);
    if (this.port.pending.trySchedule(callee, args[0] as Value, source.name)) return 'queued';
    this.port.observer.lost(source, callee);
    return 'lost';
  }

  /** Prints a message of the firmware itself. */
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

  /** Prints an exception. The firmware does so without allocating, so making the text here must not fail because of the heap's lock. */
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
