/** `select` (`extmod/modselect.c`): waiting for streams. During a wait the simulated clock jumps. */
import { ENOENT } from '../errno.js';
import type { Wait } from '../execution.js';
import { allocate, charge } from '../objects/charge.js';
import { arg, fn, methodsOf, nativeType } from '../objects/declare.js';
import { engine } from '../objects/engine.js';
import { raise } from '../objects/exception.js';
import { toFloat } from '../objects/float.js';
import { iteratorMembers } from '../objects/iterators.js';
import { anything, int, optional } from '../objects/kinds.js';
import { newList } from '../objects/list.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { None } from '../objects/none.js';
import { arrayOf } from '../objects/sequence.js';
import { POLL, type Stream, streamOf } from '../objects/stream.js';
import { newTuple, type PyTuple } from '../objects/tuple.js';
import type { Hold, PyType } from '../objects/type.js';
import type { PyObject, Value } from '../objects/value.js';

/** Flag of `ipoll`: an object that was ready is not polled again until its events are set anew. */
const ONE_SHOT = 1;
/** Cycles of polling one object once. */
const PRICE_PER_OBJECT = 250;
/** Bytes of a `poll` object, and of each stream in it. */
const POLL_BYTES = 32;
const ENTRY_BYTES = 16;

/** The board's milliseconds, and waits for them. */
interface Milliseconds {
  /** Since reset; whole. */
  readonly ticks: number;
  /** A wait for `ms` ticks from now. */
  sleep(ms: number): Wait;
}

interface Polled {
  readonly object: Value;
  readonly stream: Stream;
  events: number;
  /** The events that the last poll found. */
  ready: number;
}

/** Streams that are polled together. */
class PollSet {
  /** By identity, in order of registration. */
  readonly #polled = new Map<Value, Polled>();

  constructor(private readonly clock: Milliseconds) {}

  /** Passes the streams to `hold`. Returns the size of their entries in bytes. */
  references(hold: Hold): number {
    for (const object of this.#polled.keys()) hold(object);
    return ENTRY_BYTES * this.#polled.size;
  }

  get(object: Value): Polled | undefined {
    return this.#polled.get(object);
  }

  /** Adds a stream, or changes what it is polled for. Raises OSError if the object is not a stream. */
  add(object: Value, events: number): void {
    const known = this.#polled.get(object);
    if (known !== undefined) known.events = events;
    else {
      allocate(ENTRY_BYTES);
      this.#polled.set(object, { object, stream: streamOf(object, 'poll'), events, ready: 0 });
    }
  }

  delete(object: Value): void {
    this.#polled.delete(object);
  }

  /** The streams that the last poll found ready. */
  get ready(): Polled[] {
    if (this.#polled.size === 0) return [];
    return [...this.#polled.values()].filter((each) => each.ready !== 0);
  }

  /** Waits until a stream is ready, at most `ms` milliseconds (null: without limit). The result is that of `deliver`. */
  wait(ms: number | null, deliver: () => Value): Value {
    const { ticks } = this.clock;
    const attempt = (isSecond = false): Value => {
      if (this.#poll(isSecond)) return deliver();
      const pause = isSecond ? null : this.#pause();
      if (pause !== null) return engine.park(pause, () => attempt(true));
      if (ms !== null && this.clock.ticks - ticks >= ms) return deliver();
      return engine.park(this.#waitFor(ms === null ? null : ms - (this.clock.ticks - ticks)), () => attempt());
    };
    return attempt();
  }

  /** The pause that the program must make before it learns that nothing is ready; null if none. */
  #pause(): Wait | null {
    let pause: Wait | null = null;
    for (const { stream, events } of this.#polled.values()) if ((events & POLL.READ) !== 0) pause ??= stream.pollPause?.() ?? null;
    return pause;
  }

  /** The wait for a stream or the limit. Streams written in Python are polled at every tick, all others after every event. */
  #waitFor(ms: number | null): Wait {
    // The case of an event loop whose tasks only sleep.
    if (this.#polled.size === 0 && ms !== null) return this.clock.sleep(ms);
    const streams = [...this.#polled.values()];
    const asked = streams.filter(({ stream }) => stream.pollsInPython !== true);
    const limit = asked.length < streams.length ? 1 : ms;
    const sleep = limit === null ? null : this.clock.sleep(limit);
    for (const { stream, events } of asked) if ((events & POLL.READ) !== 0) stream.awaited?.(ms === null);
    return {
      get until() {
        return sleep?.until;
      },
      ready: () => asked.some(({ stream, events }) => stream.poll?.(events) !== 0),
      awaitsInput: asked.some(({ stream, events }) => (events & POLL.READ) !== 0 && stream.readWait?.()?.awaitsInput === true),
    };
  }

  /** Polls all streams once. Returns whether one is ready. A second poll, right after a pause, costs nothing. */
  #poll(isSecond: boolean): boolean {
    let found = false;
    for (const each of this.#polled.values()) {
      if (!isSecond) charge(PRICE_PER_OBJECT);
      const answer = each.stream.poll?.(each.events) ?? 0;
      if (answer < 0) throw raise.OSError(-answer);
      each.ready = answer;
      if (answer !== 0) found = true;
    }
    return found;
  }
}

/** `select.poll()`; also the iterator that its `ipoll` returns. */
class Poll implements PyObject {
  readonly set: PollSet;
  #found: Polled[] = [];
  #isOneShot = false;
  /** The items of the one tuple that every iteration returns, so that a round of an event loop allocates nothing. */
  readonly #items: [object: Value, events: Value] = [None, None];
  #tuple: PyTuple | null = null;

  constructor(clock: Milliseconds) {
    allocate(POLL_BYTES);
    this.set = new PollSet(clock);
  }
  get type(): PyType {
    return pollType;
  }

  /** Slot `references` of the type. */
  references(hold: Hold): number {
    if (this.#tuple !== null) hold(this.#tuple);
    return POLL_BYTES + this.set.references(hold);
  }

  /** Begins an iteration over the streams that are ready. */
  begin(isOneShot: boolean): Value {
    this.#found = this.set.ready.reverse();
    this.#isOneShot = isOneShot;
    this.#tuple ??= newTuple(this.#items);
    return this;
  }

  next(): Value | undefined {
    const each = this.#found.pop();
    if (each === undefined) return undefined;
    if (this.#isOneShot) each.events = 0;
    this.#items[0] = each.object;
    this.#items[1] = each.ready;
    return this.#tuple as PyTuple;
  }
}

const { method } = methodsOf<Poll>();
const timeout = (ms: number | null): number | null => (ms === null || ms < 0 ? null : ms);

const pollType = nativeType(
  'poll',
  {
    iterate: (self: Poll) => self,
    next: (self: Poll) => self.next(),
    references: (self: Poll, hold) => self.references(hold),
  },
  {
    ...iteratorMembers,
    register: method(
      'Poll a stream for `events`.',
      [arg('stream', anything), arg('events', int, POLL.READ | POLL.WRITE)],
      (self, stream, events) => self.set.add(stream, events),
    ),
    unregister: method('Poll a stream no longer.', [arg('stream', anything)], (self, stream) => self.set.delete(stream)),
    modify: method('Change what a stream is polled for.', [arg('stream', anything), arg('events', int)], (self, stream, events) => {
      const known = self.set.get(stream);
      if (known === undefined) throw raise.OSError(ENOENT);
      known.events = events;
    }),
    poll: method(
      'Wait for streams; the list of those that are ready, with what they are ready for.',
      [arg('ms', optional(int), null)],
      (self, ms) => self.set.wait(timeout(ms), () => newList(self.set.ready.map(({ object, ready }) => newTuple([object, ready])))),
    ),
    ipoll: method('As `poll`, but an iterator.', [arg('ms', optional(int), null), arg('flags', int, 0)], (self, ms, flags) =>
      self.set.wait(timeout(ms), () => self.begin((flags & ONE_SHOT) !== 0)),
    ),
  },
);

function selectStreams(clock: Milliseconds, lists: readonly Value[], seconds: Value): Value {
  const set = new PollSet(clock);
  const masks = [POLL.READ, POLL.WRITE, POLL.ERROR | POLL.HANG_UP];
  lists.forEach((list, i) => {
    for (const object of arrayOf(list)) set.add(object, (set.get(object)?.events ?? 0) | (masks[i] as number));
  });
  const limit = seconds === None ? -1 : Math.fround(toFloat(seconds));
  const other = ~(POLL.READ | POLL.WRITE);
  return set.wait(limit < 0 ? null : Math.trunc(limit * 1000), () =>
    newTuple(
      [POLL.READ, POLL.WRITE, other].map((mask) =>
        newList(set.ready.filter((each) => (each.ready & mask) !== 0).map((each) => each.object)),
      ),
    ),
  );
}

/** `select` of a machine. */
export function select(clock: Milliseconds): PyModule {
  return nativeModule('select', {
    select: fn(
      'Wait until a stream can be read, written, or has an error.',
      [arg('readers', anything), arg('writers', anything), arg('others', anything), arg('seconds', anything, None)],
      (readers, writers, others, seconds) => selectStreams(clock, [readers, writers, others], seconds),
    ),
    poll: fn('A set of streams to poll.', [], () => new Poll(clock)),
    POLLIN: POLL.READ,
    POLLOUT: POLL.WRITE,
    POLLERR: POLL.ERROR,
    POLLHUP: POLL.HANG_UP,
  });
}
