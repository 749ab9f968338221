/** The threads of one machine's Python: the main one, which the firmware drives, and those that the program starts (`py/modthread.c`). */
import type { ThreadInfo } from '../modules/pyb/info.js';
import { HEAP_START } from '../objects/charge.js';
import { engine } from '../objects/engine.js';
import { SystemExit } from '../objects/exception.js';
import { exceptionPieces, isRaised } from '../objects/exception-type.js';
import { repr } from '../objects/protocol/show.js';
import type { Keywords, Value } from '../objects/value.js';
import type { Scheduler } from '../sim/scheduler.js';
import { beginCall } from '../vm/begin-call.js';
import { interpret } from '../vm/interpreter.js';
import { STACK_LIMIT } from '../vm/limits.js';
import type { Pending, SoftCall } from '../vm/pending.js';
import type { ThreadPort, ThreadResult } from '../vm/supervisor.js';
import { current, position, Thread } from '../vm/thread.js';
import type { SimulatedHeap } from './memory/simulated-heap.js';
import { ThreadMemory } from './memory/thread-memory.js';

/** What threads need of the rest of the machine. */
interface ThreadsPort {
  readonly scheduler: Scheduler;
  readonly heap: SimulatedHeap;
  readonly pending: Pending;
  /** Bytes of the main thread's stack. */
  readonly stack: number;
  print(text: string): void;
  /** Runs a soft callback; its exceptions do not leave it. */
  runSoft(...call: SoftCall): void;
  /** Called with what a thread has raised and not caught. */
  failed(exception: Value): void;
}

/** Margin that the firmware keeps at the end of the stack (`ports/stm32/main.c`). */
const STACK_MARGIN = 1024;
/** Identities of threads are addresses. The main thread's is static, the others' are on the heap. */
const MAIN_THREAD_ID = 0x2000_1000;
const THREAD_BYTES = 0x60;

export class PythonThreads {
  readonly main: Thread;
  /** What threads have printed that ended with an exception, over all resets. */
  readonly failed: string[] = [];
  readonly #started = new Map<Thread, ThreadMemory>();
  /** How many threads have been started since the reset. */
  #count = 0;

  constructor(private readonly port: ThreadsPort) {
    this.main = this.#make(MAIN_THREAD_ID, port.stack - STACK_MARGIN);
  }

  #make(id: number, stackLimit: number): Thread {
    const { scheduler, heap, pending } = this.port;
    const port: ThreadPort = {
      supervisor: scheduler,
      interpret,
      collector: heap,
      hasRoomOnTop: () => this.#hasRoomOnTop(),
      runSoft: (...call) => this.port.runSoft(...call),
      ends: (thread, result) => this.#ends(thread, result),
    };
    return new Thread(id, stackLimit, port, pending, id === MAIN_THREAD_ID);
  }

  /** All threads, the main one first. */
  get all(): Thread[] {
    return [this.main, ...this.#started.keys()];
  }

  /** Returns the threads in nested code on top of which the running thread has its turn. */
  below(): Thread[] {
    return this.all.filter((thread) => thread !== current && thread.isCovered);
  }

  /** What the threads that the program has started take of the heap. */
  get memory(): Iterable<ThreadMemory> {
    return this.#started.values();
  }

  /** Forgets all threads but the main one: nothing in them runs any more, not even a `finally`. */
  forget(): void {
    for (const thread of this.#started.keys()) {
      thread.drop();
      this.port.scheduler.remove(thread);
    }
    this.#started.clear();
  }

  /** Makes the main thread as new, and the only one. */
  reset(): void {
    this.forget();
    this.port.scheduler.runs.countAnew();
    this.#count = 0;
    this.main.clearStack();
    this.main.noSuspend = 0;
    this.main.unlockHeap();
  }

  /** Threads on top of each other get no more of the host's stack than one thread alone. */
  #hasRoomOnTop(): boolean {
    let used = 0;
    let most = 0;
    for (const thread of this.all) {
      if (thread === current || thread.isCovered) used += thread.stackUsed;
      else most = Math.max(most, thread.stack);
    }
    return used + most <= STACK_LIMIT;
  }

  /** Returns information about all threads, the one started last first. */
  list(): ThreadInfo[] {
    const { ring } = this.port.scheduler;
    const others = Array.from(this.#started, ([thread, { stackSize }]) => ({
      id: thread.id,
      stack: HEAP_START + thread.id - MAIN_THREAD_ID,
      words: Math.trunc(stackSize / 4),
      isRunable: ring.includes(thread),
    }));
    // The firmware runs in the main thread, and is in the ring in its place.
    const isMainRunable = ring.length > others.filter(({ isRunable }) => isRunable).length;
    const main = { id: MAIN_THREAD_ID, stack: null, words: this.port.stack / 4, isRunable: isMainRunable };
    return [...others.reverse(), main];
  }

  /** Starts a thread on a function. Returns its identity. */
  start(callee: Value, args: Value[], keywords: Keywords | null, stackSize: number): Value {
    const { heap, scheduler } = this.port;
    const { frame } = position;
    const memory = new ThreadMemory(callee, args, keywords, stackSize);
    const start = (): number => {
      memory.take(heap);
      const id = MAIN_THREAD_ID + THREAD_BYTES * ++this.#count;
      const thread = this.#make(id, stackSize - STACK_MARGIN);
      thread.startCall(() => {
        position.frame = frame;
        return beginCall(callee, args, keywords);
      });
      this.#started.set(thread, memory);
      scheduler.add(thread);
      return id;
    };
    // Nothing may be allocated before it is known whether the stack fits.
    return heap.mustCollectFor(memory.bytes) ? engine.park({ isBusy: true, ready: () => true }, start) : start();
  }

  /** A thread has ended. If it has failed, that is printed, and the other threads continue. */
  #ends(thread: Thread, result: ThreadResult): void {
    const memory = this.#started.get(thread);
    if (memory === undefined) return;
    try {
      if ('raised' in result) this.#report(result.raised, memory.callee);
    } finally {
      this.#started.delete(thread);
    }
  }

  /** Prints why a thread failed (`py/modthread.c`, thread_entry). Nobody catches what showing its function or the exception raises. */
  #report(raised: unknown, callee: Value): void {
    if (!isRaised(raised)) throw raised;
    if (raised.type.isSubtypeOf(SystemExit)) return;
    this.port.failed(raised);
    const at = this.failed.push('') - 1;
    const print = (text: string): void => {
      this.failed[at] += text;
      this.port.print(text);
    };
    print('Unhandled exception in thread started by ');
    for (const piece of exceptionPieces(raised, `${repr(callee)}\n`)) print(piece);
  }
}
