/** One channel of a timer: it compares the counter and drives a pin, or captures the counter at an edge (RM0090 §18.3). */
import type { Nanos } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { Clock } from '../../sim/clock.js';
import { setAlarm } from '../far-alarm.js';
import { CONSTANT, type Drive } from '../pin/drive.js';
import type { Alternate, Level, Pin } from '../pin/pin.js';
import { Complement } from './complement.js';
import type { CountMode } from './time-base.js';

/** What the output does: for PWM and the forced modes all the time, otherwise at the moment at which the counter takes the compare value. */
export type OutputMode = 'pwm' | 'pwm-inverted' | 'timing' | 'active' | 'inactive' | 'toggle' | 'forced-active' | 'forced-inactive';

/** What a channel sees of its timer. */
export interface ChannelTimer {
  readonly clock: Clock;
  /** The counter with which it compares. */
  readonly base: {
    readonly counter: number;
    readonly period: number;
    readonly mode: CountMode;
    /** Whether the last pulse has brought the counter to a compare value. */
    takes(compare: number): boolean;
    /** Returns the moment at which the counter next takes a compare value; Infinity if it never does. */
    nextMatch(compare: number): Nanos;
    /** Returns the moment at which a PWM output with a compare value next changes; Infinity if it never does. */
    nextCrossing(compare: number): Nanos;
  };
  /** What else the inputs of channels lead to. */
  readonly links: {
    listensTo(n: number): boolean;
    inputEdge(n: number, level: Level): void;
  };
  /** The interrupt of the timer's channels. */
  readonly line: { raise(): void };
}

/** An observer of a channel: told that its reference may have changed, and that the counter has matched or been captured. */
interface ChannelObserver {
  referred?(): void;
  matched?(): void;
}

/** The edges at which a capture happens. */
export type CaptureEdge = 'rising' | 'falling' | 'both';

/** One channel: PWM, output compare, capture or encoder input, with its pins (RM0090 §18.3.4 to §18.3.12). */
export class TimerChannel implements Alternate {
  /** Called in the interrupt of a match or capture. */
  onMatch: () => void = () => {};
  /** The complementary output; it has pins only where the chip has such an output. */
  readonly complement: Complement;
  /** Value of the compare or capture register. */
  compare = 0;

  #mode: OutputMode | 'capture' | 'off' = 'off';
  #captureEdge: CaptureEdge = 'rising';
  #activeLow = false;
  /** Whether the output is active, in the modes that remember this. */
  #isActive = false;
  #interruptEnabled = false;
  #flag = false;
  readonly #pins = new Set<Pin>();
  #observer: ChannelObserver | null = null;
  readonly #alarm: Alarm;
  /** Whether the match is too far away for that alarm, which then only sets itself again. */
  #isFar = false;
  /** The next edge of a PWM whose edges somebody counts. */
  readonly #edges: Alarm;

  /** `isThere`: whether the timer has this channel. Where it has not, nothing can be set. */
  constructor(
    readonly number: number,
    private readonly isThere: boolean,
    private readonly timer: ChannelTimer,
  ) {
    this.#alarm = timer.clock.alarm(() => (this.#isFar ? this.#schedule() : this.#match()));
    this.#edges = timer.clock.alarm(() => this.#passEdge());
    this.complement = new Complement(this);
  }

  /** Begins to compare. Unless the mode forces it, its reference first stays as it is (RM0090 §18.4.7, OC1M). */
  startOutput(mode: OutputMode, activeLow: boolean, compare: number): void {
    if (!this.isThere) return;
    this.#isActive = mode === 'forced-active' || (mode !== 'forced-inactive' && this.reference === 1);
    this.#mode = mode;
    this.#activeLow = activeLow;
    this.compare = compare;
    this.refresh();
  }

  /** Begins to capture. */
  startCapture(edge: CaptureEdge): void {
    if (!this.isThere) return;
    this.#mode = 'capture';
    this.#captureEdge = edge;
    this.refresh();
  }

  /** Ends output and capture; the interrupt stays as it is. */
  disable(): void {
    this.#mode = 'off';
    this.refresh();
  }

  setCompare(value: number): void {
    if (!this.isThere) return;
    this.compare = value;
    this.refresh();
  }

  get interruptEnabled(): boolean {
    return this.#interruptEnabled;
  }

  /** Makes matches or captures interrupt from now on; what has already happened does not count. */
  enableInterrupt(): void {
    if (!this.isThere) return;
    this.#flag = false;
    this.#interruptEnabled = true;
    this.refresh();
  }

  disableInterrupt(): void {
    this.#interruptEnabled = false;
    this.refresh();
  }

  get drive(): Drive | null {
    if (this.#mode === 'off' || this.#mode === 'capture') return null;
    if (!this.#isPwm()) return CONSTANT[this.level()];
    if (this.#isTrain()) return { kind: 'periodic', mean: this.level() };
    const active = this.#duty();
    return { kind: 'periodic', mean: this.#activeLow ? 1 - active : active };
  }

  level(): Level {
    const isActive = this.#isPwm() ? this.#isPwmActive() : this.#isActive;
    return isActive !== this.#activeLow ? 1 : 0;
  }

  /** The level that its output would have if it were active high: OCxREF. */
  get reference(): Level {
    if (this.#mode === 'off' || this.#mode === 'capture') return 0;
    return (this.#isPwm() ? this.#isPwmActive() : this.#isActive) ? 1 : 0;
  }

  /** The edges of its input at which a capture or a trigger happens. */
  get activeEdge(): CaptureEdge {
    return this.#captureEdge;
  }

  /** Sets the only observer, for which matches and edges become events; calling the returned function removes it. */
  observe(observer: ChannelObserver): () => void {
    this.#observer = observer;
    this.refresh();
    return () => {
      if (this.#observer === observer) this.#observer = null;
      this.refresh();
    };
  }

  /** Called when the counter has counted a pulse from outside. */
  pulsed(): void {
    if (this.#mode === 'off' || this.#mode === 'capture') return;
    if (this.timer.base.takes(this.compare)) this.#match();
    else this.#refreshPins();
  }

  /** The level at its pin; 0 if it has none. */
  get inputLevel(): Level {
    for (const pin of this.#pins) return pin.read();
    return 0;
  }

  connect(pin: Pin): void {
    this.#pins.add(pin);
    this.refresh();
  }

  release(pin: Pin): void {
    this.#pins.delete(pin);
    pin.unwatch(this);
    this.refresh();
  }

  watched(): void {
    this.refresh();
  }

  edge(level: Level): void {
    if (this.#mode === 'capture') this.#capture(level);
    this.timer.links.inputEdge(this.number, level);
  }

  /** Called when the settings of the timer or the channel have changed. */
  refresh(): void {
    const counts = this.#mode === 'capture' || this.timer.links.listensTo(this.number);
    for (const pin of this.#pins) {
      if (counts) pin.watch(this);
      else pin.unwatch(this);
    }
    this.#schedule();
    this.#refreshPins();
  }

  /** Runs in the interrupt. */
  serve(): void {
    if (!this.#flag || !this.#interruptEnabled) return;
    this.#flag = false;
    this.#schedule();
    this.onMatch();
  }

  /** Called before the edge affects the counter in any other way. */
  #capture(level: Level): void {
    if (this.#captureEdge !== 'both' && (level === 1) !== (this.#captureEdge === 'rising')) return;
    this.compare = this.timer.base.counter;
    this.#request();
    this.#observer?.matched?.();
  }

  #isPwm(): boolean {
    return this.#mode === 'pwm' || this.#mode === 'pwm-inverted';
  }

  /** Whether somebody counts the edges of its PWM: then they are events, and the mean is the exact level. */
  #isTrain(): boolean {
    if (!this.#isPwm()) return false;
    return [...this.#pins].some((pin) => pin.isWatched) || this.complement.isWatched || this.#observer !== null;
  }

  /** The fraction of the period in which the output is active. */
  #duty(): number {
    const { mode, period } = this.timer.base;
    const whole = mode === 'center' ? period : period + 1;
    const compare = mode === 'down' ? this.compare + 1 : this.compare;
    const active = whole === 0 ? 0 : Math.min(compare, whole) / whole;
    return this.#mode === 'pwm' ? active : 1 - active;
  }

  #isPwmActive(): boolean {
    const { counter, mode } = this.timer.base;
    const isBelow = mode === 'down' ? counter <= this.compare : counter < this.compare;
    return isBelow === (this.#mode === 'pwm');
  }

  /** Whether a match changes the pin. */
  #movesPin(): boolean {
    const hasPins = this.#pins.size > 0 || this.complement.hasPins || this.#observer !== null;
    return hasPins && (this.#mode === 'active' || this.#mode === 'inactive' || this.#mode === 'toggle');
  }

  #schedule(): void {
    const isCompared = this.#mode !== 'off' && this.#mode !== 'capture';
    const isAwaited = this.#movesPin() || this.#observer?.matched !== undefined || (this.#interruptEnabled && !this.#flag);
    const { now } = this.timer.clock;
    if (!isCompared || !isAwaited) this.#alarm.cancel();
    else if (this.#alarm.due > now) this.#isFar = setAlarm(this.#alarm, now, this.timer.base.nextMatch(this.compare));
    setAlarm(this.#edges, now, this.#isTrain() ? this.timer.base.nextCrossing(this.compare) : Number.POSITIVE_INFINITY);
  }

  /** Runs at the moment of an edge of a train. */
  #passEdge(): void {
    setAlarm(this.#edges, this.timer.clock.now, this.timer.base.nextCrossing(this.compare));
    this.#refreshPins();
  }

  #match(): void {
    if (this.#mode === 'toggle') this.#isActive = !this.#isActive;
    else if (this.#mode === 'active' || this.#mode === 'inactive') this.#isActive = this.#mode === 'active';
    this.#refreshPins();
    this.#request();
    this.#observer?.matched?.();
    this.#schedule();
  }

  #request(): void {
    if (!this.#interruptEnabled) return;
    this.#flag = true;
    this.timer.line.raise();
  }

  #refreshPins(): void {
    for (const pin of this.#pins) pin.refresh();
    this.complement.refresh();
    this.#observer?.referred?.();
  }
}
