/** One channel of a timer: compares the counter and drives a pin, or captures the counter at an edge (RM0090 §18.3). */
import type { Nanos } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { Clock } from '../../sim/clock.js';
import { setAlarm } from '../far-alarm.js';
import { CONSTANT, type Drive } from '../pin/drive.js';
import type { Alternate, Level, Pin } from '../pin/pin.js';
import { Complement } from './complement.js';
import type { CountMode } from './time-base.js';

/** What the output does; but for PWM and the forced modes, at the moment the counter takes the compare value. */
export type OutputMode = 'pwm' | 'pwm-inverted' | 'timing' | 'active' | 'inactive' | 'toggle' | 'forced-active' | 'forced-inactive';

/** What a channel sees of its timer. */
export interface ChannelTimer {
  readonly clock: Clock;
  /** The counter that it compares. */
  readonly base: {
    readonly counter: number;
    readonly period: number;
    readonly mode: CountMode;
    /** Whether the pulse that came last has brought the counter to a compare value. */
    takes(compare: number): boolean;
    /** The moment at which the counter next takes a compare value; Infinity if it never does. */
    nextMatch(compare: number): Nanos;
    /** The moment at which a PWM output with a compare value next changes; Infinity if it never does. */
    nextCrossing(compare: number): Nanos;
  };
  /** What the inputs of channels lead to besides. */
  readonly links: {
    listensTo(n: number): boolean;
    inputEdge(n: number, level: Level): void;
  };
  /** The interrupt of the timer's channels. */
  readonly line: { raise(): void };
}

/** Who hears of a channel: that its reference may have changed, that the counter has matched or been captured. */
interface ChannelObserver {
  referred?(): void;
  matched?(): void;
}

/** Which edges a capture takes. */
export type CaptureEdge = 'rising' | 'falling' | 'both';

/** One channel: PWM, output compare, capture or encoder input, with its pins (RM0090 §18.3.4 to §18.3.12). */
export class TimerChannel implements Alternate {
  /** Called in the interrupt of a match or capture. */
  onMatch: () => void = () => {};
  /** The complementary output, where there is one. */
  readonly complement: Complement;
  /** Value of the compare or capture register. */
  compare = 0;

  #mode: OutputMode | 'capture' | 'off' = 'off';
  #captureEdge: CaptureEdge = 'rising';
  #activeLow = false;
  /** Whether the output is active now, in the modes that remember it. */
  #isActive = false;
  #interruptEnabled = false;
  #flag = false;
  readonly #pins = new Set<Pin>();
  #observer: ChannelObserver | null = null;
  readonly #alarm: Alarm;
  /** Whether the match is further away than that alarm. */
  #isFar = false;
  /** The next edge of a PWM whose edges somebody counts. */
  readonly #edges: Alarm;

  constructor(
    readonly number: number,
    private readonly timer: ChannelTimer,
  ) {
    this.#alarm = timer.clock.alarm(() => (this.#isFar ? this.#schedule() : this.#match()));
    this.#edges = timer.clock.alarm(() => this.#passEdge());
    this.complement = new Complement(this);
  }

  /** Compares from now on. */
  startOutput(mode: OutputMode, activeLow: boolean, compare: number): void {
    this.#mode = mode;
    this.#activeLow = activeLow;
    this.#isActive = mode === 'forced-active';
    this.compare = compare;
    this.refresh();
  }

  /** Captures from now on. */
  startCapture(edge: CaptureEdge): void {
    this.#mode = 'capture';
    this.#captureEdge = edge;
    this.refresh();
  }

  /** No output, no capture; the interrupt stays as it is. */
  disable(): void {
    this.#mode = 'off';
    this.refresh();
  }

  setCompare(value: number): void {
    this.compare = value;
    this.refresh();
  }

  get interruptEnabled(): boolean {
    return this.#interruptEnabled;
  }

  /** From now on matches or captures interrupt; what has happened does not count. */
  enableInterrupt(): void {
    this.#flag = false;
    this.#interruptEnabled = true;
    this.refresh();
  }

  disableInterrupt(): void {
    this.#interruptEnabled = false;
    this.refresh();
  }

  get drive(): Drive | null {
    if (this.#mode === 'off' || this.#mode === 'capture' || this.#mode === 'timing') return null;
    if (!this.#isPwm()) return CONSTANT[this.level()];
    if (this.#isTrain()) return { kind: 'periodic', mean: this.level() };
    const active = this.#duty();
    return { kind: 'periodic', mean: this.#activeLow ? 1 - active : active };
  }

  level(): Level {
    const isActive = this.#isPwm() ? this.#isPwmActive() : this.#isActive;
    return isActive !== this.#activeLow ? 1 : 0;
  }

  /** What its output would be if it were active high: OCxREF. */
  get reference(): Level {
    if (this.#mode === 'off' || this.#mode === 'capture') return 0;
    return (this.#isPwm() ? this.#isPwmActive() : this.#isActive) ? 1 : 0;
  }

  /** Which edges of its input a capture or a trigger takes. */
  get activeEdge(): CaptureEdge {
    return this.#captureEdge;
  }

  /** Tells `observer`, until the function that is returned is called: then matches and edges are events. There is one at most. */
  observe(observer: ChannelObserver): () => void {
    this.#observer = observer;
    this.refresh();
    return () => {
      if (this.#observer === observer) this.#observer = null;
      this.refresh();
    };
  }

  /** The counter has counted a pulse from outside. */
  pulsed(): void {
    if (this.#mode === 'off' || this.#mode === 'capture') return;
    if (this.timer.base.takes(this.compare)) this.#match();
    else this.#refreshPins();
  }

  /** The level at its pin; 0 without one. */
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

  /** The timer or the channel has been set anew. */
  refresh(): void {
    const counts = this.#mode === 'capture' || this.timer.links.listensTo(this.number);
    for (const pin of this.#pins) {
      if (counts) pin.watch(this);
      else pin.unwatch(this);
    }
    this.#schedule();
    this.#refreshPins();
  }

  /** In the interrupt. */
  serve(): void {
    if (!this.#flag || !this.#interruptEnabled) return;
    this.#flag = false;
    this.#schedule();
    this.onMatch();
  }

  /** Before the edge does anything else to the counter. */
  #capture(level: Level): void {
    if (this.#captureEdge !== 'both' && (level === 1) !== (this.#captureEdge === 'rising')) return;
    this.compare = this.timer.base.counter;
    this.#request();
    this.#observer?.matched?.();
  }

  #isPwm(): boolean {
    return this.#mode === 'pwm' || this.#mode === 'pwm-inverted';
  }

  /** Whether somebody counts the edges of its PWM: then they are events, and its mean is the level. */
  #isTrain(): boolean {
    if (!this.#isPwm()) return false;
    return [...this.#pins].some((pin) => pin.isWatched) || this.complement.isWatched || this.#observer !== null;
  }

  /** The part of the period in which the output is active. */
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

  /** The moment of an edge of a train. */
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
