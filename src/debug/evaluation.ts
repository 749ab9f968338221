/**
 * Python that the debugger runs on a machine whose program has been stopped: without time, on a heap and a stack of its own, with names of its own.
 * So it leaves nothing behind but what it does to objects, pins and files, and nothing that it does not do itself happens meanwhile.
 */
import { Heap, heap, useHeap } from '../objects/charge.js';
import { nesting } from '../objects/engine.js';
import { raise } from '../objects/exception.js';
import { exceptionPieces, isRaised } from '../objects/exception-type.js';
import { knownNames, useNames } from '../objects/name-pool.js';
import type { Clock } from '../sim/clock.js';
import type { Frame } from '../vm/frame.js';
import { interpret } from '../vm/interpreter.js';
import { STACK_LIMIT } from '../vm/limits.js';
import { Pending } from '../vm/pending.js';
import type { ThreadPort } from '../vm/supervisor.js';
import { current, nested, position, Thread } from '../vm/thread.js';

/** What has come of an evaluation: a value, or the text of an error, as the board would print its last lines. */
export type Outcome<T> = { readonly value: T } | { readonly error: string };

/** CPU cycles that an evaluation may take, as many as a PYBv1.1 has in a second. */
const MOST_CYCLES = 168_000_000;
/** Blocks of heap that it may take. */
const MOST_BLOCKS = 1 << 20;
/** From where addresses are handed out: the RAM beside the heap's. */
const FIRST_ADDRESS = 0x1000_0000;
/** Bytes of stack that it has at least, however deep the program is. */
const LEAST_STACK = 4096;

const STANDS_STILL = 'time stands still while the debugger has stopped the program';
const TOO_LONG = 'the evaluation takes too long';

const refuse = (): never => {
  throw raise.RuntimeError(STANDS_STILL);
};
const endless = (): never => {
  throw raise.RuntimeError(TOO_LONG);
};

/** Of a thread that can neither stop nor wait, and at whose safe points nothing happens: they are due when it has taken too long. */
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

/** What the machine's own heap does not notice: addresses that it has handed out are the same here, others are handed out here alone, where it has no objects. */
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

/** By the addresses of the machine's own, which are forgotten at a reset: objects keep theirs from one evaluation to the next. */
const heaps = new WeakMap<Heap['addresses'], HeapAside>();

function heapAside({ addresses }: Heap): HeapAside {
  const made = heaps.get(addresses) ?? new HeapAside(addresses);
  heaps.set(addresses, made);
  made.used = 0;
  made.locked = 0;
  return made;
}

/** Runs `body` aside, at a frame of the thread that is at work, whose machine is `clock`'s. */
export function aside<T>(clock: Clock, at: Frame | null, body: () => T): Outcome<T> {
  const own = { heap, names: knownNames, frame: position.frame, ...nesting };
  const room = Math.min(STACK_LIMIT, Math.max(LEAST_STACK, current.stack - current.stackUsed));
  const thread = new Thread(current.id, room, PORT, new Pending(() => {}), false);
  useHeap(heapAside(heap));
  useNames(knownNames.branch());
  position.frame = at;
  nesting.depth = nesting.levels = 0;
  try {
    return clock.hold(MOST_CYCLES, refuse, () => nested(thread, () => outcomeOf(body)));
  } finally {
    useHeap(own.heap);
    useNames(own.names);
    position.frame = own.frame;
    nesting.depth = own.depth;
    nesting.levels = own.levels;
  }
}

/** Lets another machine run while the program of `clock`'s stands still. */
export function besides<T>(clock: Clock, body: () => T): T {
  const own = { ...nesting };
  nesting.depth = nesting.levels = 0;
  try {
    return clock.hold(0, refuse, body);
  } finally {
    Object.assign(nesting, own);
  }
}

function outcomeOf<T>(body: () => T): Outcome<T> {
  try {
    return { value: body() };
  } catch (x) {
    return { error: errorText(x) };
  }
}

/** What is said of what an evaluation has thrown. A fault of this program is thrown on. */
function errorText(x: unknown): string {
  if (x instanceof Error) throw x;
  if (!isRaised(x)) return 'the board would be reset';
  try {
    return [...exceptionPieces(x)]
      .join('')
      .replace(/^(Traceback .*\n| {2}File .*\n)*/, '')
      .trimEnd();
  } catch (again) {
    // Python code was asked what the exception is like.
    if (isRaised(again)) return x.type.name;
    throw again;
  }
}
