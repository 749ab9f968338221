/**
 * Runs Python for the debugger on a machine whose program is stopped: no time passes, and heap, stack and names are separate. So it
 * leaves nothing behind except what it does to objects, pins and files, and nothing else happens meanwhile.
 */
import { Heap, heap } from '../objects/charge.js';
import { raise } from '../objects/exception.js';
import { exceptionPieces, isRaised } from '../objects/exception-type.js';
import { knownNames } from '../objects/name-pool.js';
import type { Clock } from '../sim/clock.js';
import type { Frame } from '../vm/frame.js';
import { AT_REST, putInPlace } from '../vm/in-place.js';
import { interpret } from '../vm/interpreter.js';
import { STACK_LIMIT } from '../vm/limits.js';
import { Pending } from '../vm/pending.js';
import type { ThreadPort } from '../vm/supervisor.js';
import { current, nested, Thread } from '../vm/thread.js';

/** The result of an evaluation: a value, or the text of an error, like the last lines that the board would print. */
export type Outcome<T> = { readonly value: T } | { readonly error: string };

/** CPU cycles that an evaluation may take: one second of a PYBv1.1. */
const MOST_CYCLES = 168_000_000;
/** Heap blocks that an evaluation may take. */
const MOST_BLOCKS = 1 << 20;
/** The first address for its objects, in RAM outside of the machine's heap. */
const FIRST_ADDRESS = 0x1000_0000;
/** Least stack of an evaluation in bytes, however deep the program is. */
const LEAST_STACK = 4096;

const STANDS_STILL = 'time stands still while the debugger has stopped the program';
const TOO_LONG = 'the evaluation takes too long';

const refuse = (): never => {
  throw raise.RuntimeError(STANDS_STILL);
};
const endless = (): never => {
  throw raise.RuntimeError(TOO_LONG);
};

/** The port of a thread that can neither stop nor wait. Nothing happens at its safe points, except that one is due when it takes too long. */
const PORT: ThreadPort = {
  supervisor: {
    settleAndServe: endless,
    mustStop: () => false,
    mustUnwind: () => false,
    grant: () => false,
    mustYieldNested: () => false,
    yieldNested: refuse,
    lacksRoomLong: () => false,
    waitInHandler: refuse,
    waitAlone: refuse,
    spin: refuse,
    isOver: () => false,
    inHandler: false,
    notify: () => {},
    isContended: false,
    needsChecks: false,
    requestBounce: () => {},
  },
  interpret,
  collector: { isDue: false, collectDue: () => null, recount: () => {} },
  hasRoomOnTop: () => false,
  runSoft: refuse,
  ends: () => {},
};

/**
 * A heap that the machine's own heap does not notice. Objects that have an address there have the same here. Others get one that is known
 * only here, where the machine's heap has no objects.
 */
class HeapAside extends Heap {
  constructor(known: Heap['addresses']) {
    super();
    this.limit = MOST_BLOCKS * 16;
    this.nextAddress = FIRST_ADDRESS;
    this.addresses = new (class extends WeakMap<object, number> {
      override get(object: object): number | undefined {
        return known.get(object) ?? super.get(object);
      }
    })();
  }

  override admit(): boolean {
    return false;
  }

  override refusal(bytes: number): unknown {
    return raise.MemoryError('memory allocation failed, allocating %u bytes', bytes);
  }
}

/** By the machine's own addresses, which are forgotten at a reset. So objects keep their addresses from one evaluation to the next. */
const heaps = new WeakMap<Heap['addresses'], HeapAside>();

function heapAside({ addresses }: Heap): HeapAside {
  const made = heaps.get(addresses) ?? new HeapAside(addresses);
  heaps.set(addresses, made);
  made.used = 0;
  made.locked = 0;
  return made;
}

/** Runs `body` aside, at a frame of the running thread of the machine that has `clock`. */
export function aside<T>(clock: Clock, at: Frame | null, body: () => T): Outcome<T> {
  const room = Math.min(STACK_LIMIT, Math.max(LEAST_STACK, current.stack - current.stackUsed));
  const thread = new Thread(current.id, room, PORT, new Pending(() => {}), false);
  return clock.hold(MOST_CYCLES, refuse, () => {
    const restore = putInPlace({ ...AT_REST, heap: heapAside(heap), names: knownNames.branch(), frame: at });
    try {
      return nested(thread, () => outcomeOf(body));
    } finally {
      restore();
    }
  });
}

/** Lets another machine run while the program of the machine that has `clock` stands still. */
export function besides<T>(clock: Clock, body: () => T): T {
  return clock.hold(0, refuse, body);
}

function outcomeOf<T>(body: () => T): Outcome<T> {
  try {
    return { value: body() };
  } catch (x) {
    return { error: errorText(x) };
  }
}

/** The text for what an evaluation has thrown. A fault of this program is rethrown. */
function errorText(x: unknown): string {
  if (x instanceof Error) throw x;
  if (!isRaised(x)) return 'the board would be reset';
  try {
    return [...exceptionPieces(x)]
      .join('')
      .replace(/^(Traceback .*\n| {2}File .*\n)*/, '')
      .trimEnd();
  } catch (again) {
    // Python code that makes the exception's text has raised another one.
    if (isRaised(again)) return x.type.name;
    throw again;
  }
}
