/**
 * The only source of time. Time moves when code has used CPU cycles, when a native spends time, or when everybody waits;
 * on the way alarms fire, each at exactly its moment. Who runs is decided in scheduler.ts; ticks are in systick.ts.
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
/** While nobody waits, an ideal clock moves after this many safe points, at most by IDEAL_STEP, so that polling loops end. */
const IDEAL_SAFE_POINTS = 1000;
const IDEAL_STEP: Nanos = MILLISECOND;

/** Called when the epoch has moved: a moment `m` that was kept before has become `m - shift`. */
type RebaseListener = (shift: Nanos) => void;

/**
 * Simulated time in whole nanoseconds.
 *
 * Moments count from `epoch`, which moves forward from time to time (every 13 days), always by whole seconds; it also moves while the chip
 * stands still. Code that keeps a moment while the clock advances uses an `Alarm`, a `Moment`, or `onRebase`.
 */
export class Clock {
  /** Called while `spend` and `spendNanos` let time pass, whenever alarms have fired: serves the interrupts that they raised. */
  serve: () => void = () => {};
  /** How often the epoch has moved while the chip's time went on. */
  rebases = 0;
  /** How often the chip has stood still. */
  standstills = 0;

  readonly #alarms = new AlarmQueue(this);
  /** The time of everything that does not stand still with the chip. */
  readonly world = new WorldTime(this, this.#alarms);
  /** The epoch of the chip's moments, which does not count time that passes while the chip stands still. */
  readonly #epochs: Epochs;
  /** The epoch without the time that passed while the chip stood still. */
  #ownEpoch = 0n;
  readonly #listeners: RebaseListener[] = [];
  #epoch = 0n;
  /** Every alarm up to here has fired. */
  #settled: Nanos = 0;
  /** The time of settled cycles beyond `#settled`, in units of 1/rate.cycles nanoseconds. */
  #fraction = 0;
  /** Cycles settled so far. */
  #cycles = 0;
  /** What `fuel.left` would be if nothing had been used since the clock was settled. */
  #granted = 0;
  #running = false;
  /** Set while the clock is held: cycles used before, what to call if time would have to pass, and whether the next safe point must look. */
  #held: { readonly used: number; readonly refuse: () => never; mustLook: boolean } | null = null;
  /** `fuel.left` of the machine that ran before `resume`. */
  #foreignFuel = 0;
  #advancing = false;
  #idealSafePoints = 0;
  /** Up to here nothing happens that a busy loop would notice, unless an alarm is set meanwhile; 0: not known. */
  #calmUntil: Nanos = 0;

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

  /** The present moment: the settled time and the cycles used since. In an alarm's action it is exactly the alarm's moment. */
  get now(): Nanos {
    const used = this.#used();
    if (used === 0 || this.kind === 'ideal') return this.#settled;
    return this.#settled + Math.floor((this.#fraction + used * this.rate.nanos) / this.rate.cycles);
  }

  /** Nanoseconds since reset, exact for ever. */
  elapsed(moment: Nanos = this.now): bigint {
    return this.#epoch + BigInt(moment);
  }

  /** Whether running code may have caused what happens now, rather than an alarm or the host. */
  get hasCode(): boolean {
    return this.#running && !this.#advancing;
  }

  /** All CPU cycles charged since reset, including those of a running slice. */
  get cycles(): number {
    return this.#cycles + this.#used();
  }

  /** When the next alarm fires; Infinity if none is set. */
  get nextDue(): Nanos {
    return this.#alarms.nextDue;
  }

  /** Makes an alarm, not yet set, that will run `action`. An action never moves the clock. */
  alarm(action: () => void): Alarm {
    return this.#alarms.create(action);
  }

  /** Remembers a moment, the present one by default, across changes of the epoch. */
  moment(at: Nanos = this.now): Moment {
    return new Moment(this.#epochs, at);
  }

  /** Makes a wait that ends at `until`, or as soon as `ready` returns true. */
  waitUntil(until: Nanos, ready?: () => boolean): Wait {
    return new Deadline(this.moment(until), ready);
  }

  /** Makes a wait of `duration` in a busy loop. */
  busy(duration: Nanos): Wait {
    return new BusyWait(this.moment(this.now + duration));
  }

  /** Calls `listener` whenever the epoch has moved. For parts that live as long as the clock. */
  onRebase(listener: RebaseListener): void {
    this.#listeners.push(listener);
  }

  /** This machine runs now: the global fuel belongs to it until `pause`. */
  resume(): void {
    if (this.#running) throw new Error('Clock.resume: already running');
    this.#foreignFuel = fuel.left;
    this.#running = true;
    this.#granted = fuel.left = -1;
  }

  /**
   * Runs `body` while time stands still, with `cycles` of fuel that are not charged to the machine. Whatever would let time pass calls
   * `refuse`, which throws. For a debugger: the program does not notice its evaluations.
   */
  hold<T>(cycles: number, refuse: () => never, body: () => T): T {
    const running = this.#running;
    const { left } = fuel;
    const held = { used: this.#used(), refuse, mustLook: false };
    this.#held = held;
    this.#running = false;
    this.#calmUntil = 0;
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

  /** Called before time passes: if the clock is held, calls the `refuse` given to `hold`, which throws. */
  mustGo(): void {
    this.#held?.refuse();
  }

  /** Settles the used cycles and gives the fuel back to whoever had it before. */
  pause(): void {
    this.settle();
    this.#running = false;
    fuel.left = this.#foreignFuel;
  }

  /** Lets code run to the first safe point at or after `due`, for at most `cycles` cycles. On an ideal clock every safe point looks. */
  grant(due: Nanos, cycles: number): void {
    this.#load(this.kind === 'ideal' ? -1 : Math.max(Math.min(cycles, this.#cyclesUntil(due, cycles)) - 1, -1));
  }

  /** Makes the next safe point look, and ends a calm. */
  makeDue(): void {
    this.#calmUntil = 0;
    if (this.#held !== null) this.#held.mustLook = true;
    if (this.#running && fuel.left >= 0) this.#load(-1);
  }

  /** Turns used cycles into time, and fires every alarm that is due by now. */
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

  /** True if code on an ideal clock has run for so long without waiting that the clock must `moveOn` before the code continues. */
  get mustMoveOn(): boolean {
    return this.#idealSafePoints >= IDEAL_SAFE_POINTS;
  }

  /** Moves to the next alarm, or to the next whole millisecond if that is earlier. False if `limit` came first: it must move on from there. */
  moveOn(limit: Nanos): boolean {
    this.settle();
    const tick = this.#settled - (this.#settled % IDEAL_STEP) + IDEAL_STEP;
    const target = Math.min(this.nextDue, tick);
    this.advanceTo(Math.min(target, limit));
    if (target <= limit) return true;
    this.#idealSafePoints = IDEAL_SAFE_POINTS;
    return false;
  }

  /** Called when something waits: restarts the count of safe points without a wait. */
  passWait(): void {
    this.#idealSafePoints = 0;
  }

  /** Moves to `moment`, unless that is past, and fires every alarm up to there. Interrupts are not served here: the caller has to do that. */
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
   * Moves the world's time on by `duration`, at most to its next alarm, which fires. Everything else stands still: only the world's moments
   * come nearer.
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

  /** Charges `cycles` of a native's work and serves interrupts meanwhile; their handlers make the work last longer. */
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

  /** Lets `duration` pass, like a busy loop that watches the time. Interrupts are served meanwhile and do not make it longer. */
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

  /** A busy loop has been waiting and need not look for anything before `moment`, unless an alarm fires. This holds until time moves on. */
  calm(moment: Nanos): void {
    this.#calmUntil = Math.min(moment, REBASE_AT);
  }

  /**
   * Lets `duration` pass in the middle of a calm, for busy loops of many short waits. Returns false, and nothing has passed, if it is not known
   * that nothing happens meanwhile: then the loop has to wait (`busy`).
   */
  slip(duration: Nanos): boolean {
    const end = this.#settled + duration;
    if (end >= this.#calmUntil || end >= this.#alarms.nextDue) return false;
    // Code has run since, an interrupt handler's for instance: its fuel was meant for the time as it was.
    if (fuel.left >= 0 || this.#used() !== 0) return false;
    this.#settled = end;
    this.#fraction = 0;
    return true;
  }

  /** Returns how long `cycles` take, in whole nanoseconds. */
  nanosOf(cycles: number): Nanos {
    return Math.floor((cycles * this.rate.nanos) / this.rate.cycles);
  }

  /** Sets the rate for cycles charged from now on. */
  setRate(rate: Rate): void {
    this.settle();
    this.#fraction = Math.floor((this.#fraction * rate.cycles) / this.rate.cycles);
    this.rate = rate;
    this.makeDue();
  }

  /** Called by the alarms: an alarm that fires within the running slice shortens it. */
  shortenTo(due: Nanos): void {
    if (this.#held !== null) this.#held.mustLook = true;
    if (!this.#running || fuel.left < 0) return;
    const left = this.#cyclesUntil(due, fuel.left + 1) - 1;
    if (left < fuel.left) this.#load(Math.max(left, -1));
  }

  #used(): number {
    return this.#running ? this.#granted - fuel.left : (this.#held?.used ?? 0);
  }

  /** Sets the fuel that is left without changing what counts as used. */
  #load(left: number): void {
    this.#granted += left - fuel.left;
    fuel.left = left;
  }

  /** Returns after how many further cycles the clock shows `due`; at most `most`, so that distant alarms cost no precision. */
  #cyclesUntil(due: Nanos, most: number): number {
    const { nanos, cycles } = this.rate;
    const distance = due - this.#settled;
    const used = this.#used();
    if (distance * cycles > (most + used + 1) * nanos) return most;
    return Math.ceil((distance * cycles - this.#fraction) / nanos) - used;
  }

  /** Moves the settled time on by `cycles`. */
  #pass(cycles: number): void {
    this.#cycles += cycles;
    const total = this.kind === 'ideal' ? 0 : this.#fraction + cycles * this.rate.nanos;
    const whole = Math.floor(total / this.rate.cycles);
    this.#fraction = total - whole * this.rate.cycles;
    this.#advance(this.#settled + whole);
  }

  #advance(target: Nanos): void {
    this.#calmUntil = 0;
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
