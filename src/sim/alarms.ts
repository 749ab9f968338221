/** The alarms of one clock, in a binary heap. Alarms due at the same moment fire in the order in which they were set. */
import type { Nanos } from '../execution.js';

/** Something that will happen at a moment. Made by `Clock.alarm`. Fires once per `set`; if set again first, it fires only at the new moment. */
export interface Alarm {
  /** When it fires; Infinity while it is not set. */
  readonly due: Nanos;
  /** Makes the alarm fire at `due`, or at once if that is past. Throws RangeError unless `due` is a safe integer. */
  set(due: Nanos): void;
  /** Unsets the alarm: it does not fire. */
  cancel(): void;
}

/** What alarms need of their clock. */
interface Timekeeper {
  readonly now: Nanos;
  /** There is a new earliest alarm. */
  shortenTo(due: Nanos): void;
}

/** Holds the alarms that are set; only the clock fires them. */
export class AlarmQueue {
  readonly #heap: QueuedAlarm[] = [];
  /** Counts the calls of `set`, to order alarms that are due at the same moment. */
  #settings = 0;

  constructor(private readonly clock: Timekeeper) {}

  create(action: () => void): Alarm {
    return new QueuedAlarm(this, action, false);
  }

  /** Makes an alarm that comes nearer even while the chip stands still. */
  createForWorld(action: () => void): Alarm {
    return new QueuedAlarm(this, action, true);
  }

  /** When the earliest alarm fires; Infinity if none is set. */
  get nextDue(): Nanos {
    return this.#heap.length === 0 ? Number.POSITIVE_INFINITY : this.#heap[0].due;
  }

  /** When the earliest of the world's alarms fires; Infinity if none is set. Looks through all alarms. */
  get nextWorldDue(): Nanos {
    return this.#heap.reduce((next, { due, isWorlds }) => (isWorlds && due < next ? due : next), Number.POSITIVE_INFINITY);
  }

  /** Takes the earliest alarm out and runs its action. */
  fireNext(): void {
    const alarm = this.#heap[0];
    this.remove(alarm);
    alarm.action();
  }

  set(alarm: QueuedAlarm, due: Nanos): void {
    if (!Number.isSafeInteger(due)) throw new RangeError(`alarm at ${due}: a moment is a whole number of nanoseconds`);
    this.remove(alarm);
    alarm.due = Math.max(due, this.clock.now);
    alarm.setting = this.#settings++;
    alarm.position = this.#heap.length;
    this.#heap.push(alarm);
    this.#rise(alarm);
    if (alarm.position === 0) this.clock.shortenTo(alarm.due);
  }

  remove(alarm: QueuedAlarm): void {
    if (alarm.position < 0) return;
    const last = this.#heap.pop() as QueuedAlarm;
    if (last !== alarm) {
      this.#place(last, alarm.position);
      this.#rise(last);
      this.#sink(last);
    }
    alarm.position = -1;
    alarm.due = Number.POSITIVE_INFINITY;
  }

  /** Adapts all alarms to an epoch that has moved by `shift`. */
  shift(shift: Nanos): void {
    for (const alarm of this.#heap) alarm.due -= shift;
  }

  /** Called when the chip has stood still for `duration`: the world's alarms have come nearer. */
  standStill(duration: Nanos): void {
    for (const alarm of this.#heap) if (alarm.isWorlds) alarm.due -= duration;
    this.#heap.sort((a, b) => (a.isBefore(b) ? -1 : 1));
    for (const [position, alarm] of this.#heap.entries()) alarm.position = position;
  }

  #rise(alarm: QueuedAlarm): void {
    while (alarm.position > 0) {
      const parent = this.#heap[(alarm.position - 1) >> 1];
      if (parent.isBefore(alarm)) return;
      this.#swap(parent, alarm);
    }
  }

  #sink(alarm: QueuedAlarm): void {
    for (;;) {
      const child = this.#earlierChild(alarm.position);
      if (child === undefined || alarm.isBefore(child)) return;
      this.#swap(alarm, child);
    }
  }

  #earlierChild(position: number): QueuedAlarm | undefined {
    const left: QueuedAlarm | undefined = this.#heap[2 * position + 1];
    const right: QueuedAlarm | undefined = this.#heap[2 * position + 2];
    return right?.isBefore(left) ? right : left;
  }

  #swap(upper: QueuedAlarm, lower: QueuedAlarm): void {
    const position = upper.position;
    this.#place(upper, lower.position);
    this.#place(lower, position);
  }

  #place(alarm: QueuedAlarm, position: number): void {
    this.#heap[position] = alarm;
    alarm.position = position;
  }
}

class QueuedAlarm implements Alarm {
  due: Nanos = Number.POSITIVE_INFINITY;
  setting = 0;
  /** Its place in the heap; -1 while it is not set. */
  position = -1;

  constructor(
    private readonly queue: AlarmQueue,
    readonly action: () => void,
    readonly isWorlds: boolean,
  ) {}

  set(due: Nanos): void {
    this.queue.set(this, due);
  }

  cancel(): void {
    this.queue.remove(this);
  }

  isBefore(other: QueuedAlarm): boolean {
    return this.due < other.due || (this.due === other.due && this.setting < other.setting);
  }
}
