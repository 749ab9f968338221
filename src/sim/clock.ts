/**
 * The only time there is. It moves when code has used CPU cycles, when a native spends time, or when everybody waits;
 * on the way alarms fire, each at exactly its moment. Not here: who runs (scheduler.ts), ticks (systick.ts).
 */
import { fuel, MILLISECOND, type Nanos, SECOND, type Wait } from '../execution.js';
import { type Alarm, AlarmQueue } from './alarms.js';
import { BusyWait, Deadline, type Epochs, Moment } from './moment.js';
import { WorldTime } from './world-time.js';

/** How long a charged cycle takes: `cycles` of them last `nanos` nanoseconds. Both are small whole numbers. */
export interface Rate {
  readonly nanos: number;
  readonly cycles: number;
}

/** `board`: charged cycles take the time they take on the board. `ideal`: code takes no time, only waiting does. */
export type ClockKind = 'board' | 'ideal';

/** Past this moment the clock moves its epoch, so that moments and products of moments stay safe integers. */
const REBASE_AT: Nanos = 2 ** 50;
/** An ideal clock that nobody waits for moves after so many safe points, at most by IDEAL_STEP: polling loops end. */
const IDEAL_SAFE_POINTS = 1000;
const IDEAL_STEP: Nanos = MILLISECOND;

/** Told when the epoch moves: a moment `m` that is kept across it has become `m - shift`. */
type RebaseListener = (shift: Nanos) => void;

/**
 * Simulated time in whole nanoseconds.
 *
 * Moments count from `epoch`, which moves forward once in a while (every 13 days), always by whole seconds; and while all stands still.
 * Whoever keeps a moment across an advance uses an `Alarm`, a `Moment`, or `onRebase`.
 */
export class Clock {
  /** Called while `spend` and `spendNanos` let time pass, whenever alarms have fired: serves what they raised. */
  serve: () => void = () => {};
  /** How often the epoch has moved while time went on. */
  rebases = 0;
  /** How often the chip has stood still. */
  standstills = 0;

  readonly #alarms = new AlarmQueue(this);
  /** For all that does not stand still with the chip. */
  readonly world = new WorldTime(this, this.#alarms);
  /** For the chip's moments: those that have passed without it are none. */
  readonly #epochs: Epochs;
  /** The epoch without what has passed while it stood still. */
  #ownEpoch = 0n;
  readonly #listeners: RebaseListener[] = [];
  #epoch = 0n;
  /** Every alarm up to here has fired. */
  #settled: Nanos = 0;
  /** What the settled cycles took beyond `#settled`, in units of 1/rate.cycles nanoseconds. */
  #fraction = 0;
  /** Cycles settled so far. */
  #cycles = 0;
  /** `fuel.left` as it would be had nothing been used since the clock was settled. */
  #granted = 0;
  #running = false;
  /** The clock is held: cycles that had been used before, who is told that time cannot pass, and whether the next safe point must look. */
  #held: { readonly used: number; readonly refuse: () => never; mustLook: boolean } | null = null;
  /** What `fuel.left` was for whoever ran before `resume`. */
  #foreignFuel = 0;
  #advancing = false;
  #idealSafePoints = 0;

  constructor(
    private rate: Rate,
    readonly kind: ClockKind = 'board',
  ) {
    const clock = this;
    this.#epochs = {
      get epoch() {
        return clock.#ownEpoch;
      },
      get rebases() {
        return clock.rebases;
      },
    };
  }

  /** Nanoseconds between reset and moment 0. */
  get epoch(): bigint {
    return this.#epoch;
  }

  /** The present moment: what is settled and the cycles used since. In an alarm's action, exactly the alarm's moment. */
  get now(): Nanos {
    const used = this.#used();
    if (used === 0 || this.kind === 'ideal') return this.#settled;
    return this.#settled + Math.floor((this.#fraction + used * this.rate.nanos) / this.rate.cycles);
  }

  /** Nanoseconds since reset, exact for ever. */
  elapsed(moment: Nanos = this.now): bigint {
    return this.#epoch + BigInt(moment);
  }

  /** Whether what happens now may be the doing of code: neither an alarm's nor the host's. */
  get hasCode(): boolean {
    return this.#running && !this.#advancing;
  }

  /** All CPU cycles charged since reset, those of a running slice included. */
  get cycles(): number {
    return this.#cycles + this.#used();
  }

  /** When the next alarm fires; Infinity if none is set. */
  get nextDue(): Nanos {
    return this.#alarms.nextDue;
  }

  /** A new alarm, not yet set, that will run `action`. An action never moves the clock. */
  alarm(action: () => void): Alarm {
    return this.#alarms.create(action);
  }

  /** Remembers a moment, the present one by default, across changes of the epoch. */
  moment(at: Nanos = this.now): Moment {
    return new Moment(this.#epochs, at);
  }

  /** A wait that ends at `until`, or as soon as `ready` answers true. */
  waitUntil(until: Nanos, ready?: () => boolean): Wait {
    return new Deadline(this.moment(until), ready);
  }

  /** A wait of `duration` in a busy loop. */
  busy(duration: Nanos): Wait {
    return new BusyWait(this.moment(this.now + duration));
  }

  /** Calls `listener` whenever the epoch has moved. For parts that live as long as the clock. */
  onRebase(listener: RebaseListener): void {
    this.#listeners.push(listener);
  }

  /** This machine runs now: the global fuel is its own until `pause`. */
  resume(): void {
    if (this.#running) throw new Error('Clock.resume: already running');
    this.#foreignFuel = fuel.left;
    this.#running = true;
    this.#granted = fuel.left = -1;
  }

  /**
   * Lets `body` run while time stands still: it has `cycles` of fuel, which are none of the machine's. What would let time pass calls `refuse`,
   * which throws. For a debugger, whose evaluations the program does not notice.
   */
  hold<T>(cycles: number, refuse: () => never, body: () => T): T {
    const running = this.#running;
    const { left } = fuel;
    const held = { used: this.#used(), refuse, mustLook: false };
    this.#held = held;
    this.#running = false;
    fuel.left = cycles;
    try {
      return body();
    } finally {
      fuel.left = left;
      this.#running = running;
      this.#held = null;
      if (held.mustLook) this.makeDue();
    }
  }

  /** For what is to let time pass: throws what `hold` was given if the clock is held. */
  mustGo(): void {
    this.#held?.refuse();
  }

  /** Takes the used cycles back and leaves the fuel to whoever had it before. */
  pause(): void {
    this.settle();
    this.#running = false;
    fuel.left = this.#foreignFuel;
  }

  /** Lets code run up to the first safe point at or after `due`, at most `cycles` cycles. On an ideal clock every safe point looks. */
  grant(due: Nanos, cycles: number): void {
    this.#load(this.kind === 'ideal' ? -1 : Math.max(Math.min(cycles, this.#cyclesUntil(due, cycles)) - 1, -1));
  }

  /** Makes the next safe point look. */
  makeDue(): void {
    if (this.#held !== null) this.#held.mustLook = true;
    if (this.#running && fuel.left >= 0) this.#load(-1);
  }

  /** Turns used cycles into time; every alarm that is due by now fires. */
  settle(): void {
    if (this.#held !== null) return;
    const used = this.#used();
    if (used !== 0) {
      this.#granted = fuel.left;
      this.#pass(used);
    } else if (this.#alarms.nextDue <= this.#settled && !this.#advancing) {
      this.#advance(this.#settled);
    }
  }

  /** Counts a safe point. */
  passSafePoint(): void {
    if (this.kind === 'ideal') this.#idealSafePoints++;
  }

  /** Code runs on and on without waiting: before it goes on an ideal clock `moveOn`. */
  get mustMoveOn(): boolean {
    return this.#idealSafePoints >= IDEAL_SAFE_POINTS;
  }

  /** Moves to the next alarm or by a millisecond. False if `limit` came first: it must move on from there. */
  moveOn(limit: Nanos): boolean {
    this.settle();
    const tick = this.#settled - (this.#settled % IDEAL_STEP) + IDEAL_STEP;
    const target = Math.min(this.nextDue, tick);
    this.advanceTo(Math.min(target, limit));
    if (target <= limit) return true;
    this.#idealSafePoints = IDEAL_SAFE_POINTS;
    return false;
  }

  /** Something waits: the count of safe points without a wait starts anew. */
  passWait(): void {
    this.#idealSafePoints = 0;
  }

  /** Moves to `moment`, unless that is past; every alarm up to there fires. Nothing is served: that is the caller's. */
  advanceTo(moment: Nanos): void {
    if (this.#advancing) throw new Error('an alarm cannot move the clock');
    this.mustGo();
    this.settle();
    if (moment <= this.#settled) return;
    this.#fraction = 0;
    this.#advance(moment);
    this.makeDue();
  }

  /**
   * The world's time goes on by `duration`, at most to its next alarm, which fires, while everything here stands still: no moment comes
   * nearer but the world's.
   */
  standStill(duration: Nanos): void {
    this.mustGo();
    this.settle();
    this.#epoch += BigInt(duration);
    this.standstills++;
    this.#alarms.standStill(duration);
    this.world.tellShift();
    this.settle();
  }

  /** Charges a native's work of `cycles` and serves interrupts inside it; their handlers make it last longer. */
  spend(cycles: number): void {
    this.mustGo();
    this.settle();
    this.#serve();
    for (let rest = cycles; rest > 0; ) {
      const step = this.kind === 'ideal' ? rest : Math.min(rest, this.#cyclesUntil(this.nextDue, rest));
      this.#pass(step);
      rest -= step;
      if (rest > 0) this.#serve();
    }
    this.makeDue();
  }

  /** Lets `duration` pass, as a busy loop that watches the time does; interrupts are served inside and take none of it away. */
  spendNanos(duration: Nanos): void {
    this.mustGo();
    const end = this.moment(this.now + duration);
    this.settle();
    this.#serve();
    while (this.now < end.at) {
      this.advanceTo(Math.min(this.nextDue, end.at));
      if (this.now < end.at) this.#serve();
    }
  }

  /** How long so many cycles take, in whole nanoseconds. */
  nanosOf(cycles: number): Nanos {
    return Math.floor((cycles * this.rate.nanos) / this.rate.cycles);
  }

  /** From now on a charged cycle lasts `rate`. */
  setRate(rate: Rate): void {
    this.settle();
    this.#fraction = Math.floor((this.#fraction * rate.cycles) / this.rate.cycles);
    this.rate = rate;
    this.makeDue();
  }

  /** For the alarms: one that fires within the running slice shortens it. */
  shortenTo(due: Nanos): void {
    if (this.#held !== null) this.#held.mustLook = true;
    if (!this.#running || fuel.left < 0) return;
    const left = this.#cyclesUntil(due, fuel.left + 1) - 1;
    if (left < fuel.left) this.#load(Math.max(left, -1));
  }

  #used(): number {
    return this.#running ? this.#granted - fuel.left : (this.#held?.used ?? 0);
  }

  /** Sets what is left without touching what has been used. */
  #load(left: number): void {
    this.#granted += left - fuel.left;
    fuel.left = left;
  }

  /** After how many further cycles the clock shows `due`; not more than `most`, so that far alarms cost no precision. */
  #cyclesUntil(due: Nanos, most: number): number {
    const { nanos, cycles } = this.rate;
    const distance = due - this.#settled;
    const used = this.#used();
    if (distance * cycles > (most + used + 1) * nanos) return most;
    return Math.ceil((distance * cycles - this.#fraction) / nanos) - used;
  }

  /** Lets settled time pass by `cycles`. */
  #pass(cycles: number): void {
    this.#cycles += cycles;
    const total = this.kind === 'ideal' ? 0 : this.#fraction + cycles * this.rate.nanos;
    const whole = Math.floor(total / this.rate.cycles);
    this.#fraction = total - whole * this.rate.cycles;
    this.#advance(this.#settled + whole);
  }

  #advance(target: Nanos): void {
    if (target > this.#settled) this.#idealSafePoints = 0;
    const outermost = !this.#advancing;
    this.#advancing = true;
    try {
      for (let due = this.#alarms.nextDue; due <= target; due = this.#alarms.nextDue) {
        if (due > this.#settled) this.#settled = due;
        this.#alarms.fireNext();
      }
    } finally {
      if (outermost) this.#advancing = false;
    }
    this.#settled = target;
    if (outermost && target >= REBASE_AT) this.#rebase();
  }

  #rebase(): void {
    const shift = this.#settled - (this.#settled % SECOND);
    this.#epoch += BigInt(shift);
    this.#ownEpoch += BigInt(shift);
    this.#settled -= shift;
    this.rebases++;
    this.#alarms.shift(shift);
    for (const listener of this.#listeners) listener(shift);
    this.world.tellShift();
  }

  #serve(): void {
    this.serve();
    this.settle();
  }
}
