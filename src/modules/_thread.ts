/** `_thread` (`py/modthread.c`, `ports/stm32/mpthreadport.c`). */
import { BounceWait, Mutex, MutexWait } from '../execution.js';
import { ABSENT, arg, fn, methodsOf, nativeType } from '../objects/declare.js';
import { PyDict } from '../objects/dict.js';
import { engine } from '../objects/engine.js';
import { raise } from '../objects/exception.js';
import { anything, int } from '../objects/kinds.js';
import { PyList } from '../objects/list.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { None } from '../objects/none.js';
import { PyTuple } from '../objects/tuple.js';
import type { Keywords, PyObject, Value } from '../objects/value.js';
import type { Kept } from './kept.js';

/** What the module needs of the machine. */
export interface Threads {
  /** Starts a thread that calls a function. Returns the thread's identity. */
  start(callee: Value, args: Value[], keywords: Keywords | null, stackSize: number): Value;
  /** Identity of the calling thread. */
  readonly currentId: number;
  /** Takes a mutex for the running thread if it is free. */
  acquire(mutex: Mutex): boolean;
  /** Gives a mutex to the first thread that waits for it, or frees it. */
  release(mutex: Mutex): void;
  /** Whether the calling thread loses the global lock if it releases the lock for a moment. */
  readonly isPressed: boolean;
}

/** A lock (`py/modthread.c`). Waiting threads get it in the order in which they asked. */
class Lock implements PyObject {
  readonly mutex = new Mutex();
  /** True once the holder knows that it has the lock: a thread to which the lock is handed over learns that at its next turn. */
  locked = false;

  constructor(readonly threads: Threads) {}

  get type() {
    return lockType;
  }
}

const DEFAULT_STACK = 4096;
const LEAST_STACK = 2560;

/** Does `action` on a lock while the global lock is released; other threads may take the global lock meanwhile. */
function withoutGlobalLock(threads: Threads, action: () => void, deliver: () => Value): Value {
  if (threads.isPressed) return engine.park(new BounceWait(action), deliver);
  action();
  return deliver();
}

function acquire(lock: Lock, wait: boolean): Value {
  const { threads, mutex } = lock;
  const taken = (): boolean => {
    lock.locked = true;
    return true;
  };
  if (wait && mutex.isTaken) return engine.park(new MutexWait(mutex), taken);
  const isFree = threads.acquire(mutex);
  return withoutGlobalLock(threads, () => {}, isFree ? taken : () => false);
}

function release(lock: Lock): Value {
  if (!lock.locked) throw raise.RuntimeError();
  lock.locked = false;
  const { threads, mutex } = lock;
  return withoutGlobalLock(
    threads,
    () => threads.release(mutex),
    () => None,
  );
}

const { method } = methodsOf<Lock>();

const lockType = nativeType(
  'lock',
  {},
  {
    acquire: method(
      'Take the lock, waiting for it unless told not to. A third argument is ignored, as on the board.',
      [arg('wait', int, 1), arg('timeout', anything, None)],
      (self, wait) => acquire(self, wait !== 0),
    ),
    release: method('Give the lock to the first who waits for it, or free it.', [], release),
    locked: method('Whether it is taken.', [], (self) => self.locked),
    __enter__: method('Take it.', [], (self) => acquire(self, true)),
    __exit__: method('Release it.', [arg('type', anything), arg('value', anything), arg('traceback', anything)], (self) => release(self)),
  },
);

/** The module, for a machine with threads. */
export function _thread(threads: Threads, kept: Kept): PyModule {
  return nativeModule('_thread', {
    LockType: lockType,
    get_ident: fn('Identity of this thread.', [], () => threads.currentId),
    stack_size: fn(
      'Stack size of threads that are started from now on, in bytes; answers the one until now.',
      [arg('size', int, 0)],
      (size) => {
        const before = kept.stackSize;
        kept.stackSize = size;
        return before;
      },
    ),
    start_new_thread: fn(
      'Run a function in a new thread.',
      [arg('function', anything), arg('args', anything), arg('kwargs', anything, ABSENT)],
      (callee, args, keywords) => {
        if (!(args instanceof PyTuple || args instanceof PyList)) throw raise.TypeError("object isn't a tuple or list");
        if (keywords !== undefined && !(keywords instanceof PyDict)) throw raise.TypeError('expecting a dict for keyword args');
        const named =
          keywords === undefined
            ? null
            : new Map([...keywords.table.ordered()].map((entry) => [entry.key as string, entry.value as Value]));
        const { stackSize } = kept;
        return threads.start(callee, [...args.items], named, stackSize === 0 ? DEFAULT_STACK : Math.max(stackSize, LEAST_STACK) & ~3);
      },
    ),
    exit: fn('End this thread.', [], () => {
      throw raise.SystemExit();
    }),
    allocate_lock: fn('Make a lock.', [], () => new Lock(threads)),
  });
}
