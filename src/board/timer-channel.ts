/** One channel of a timer: compares the counter and drives a pin, or captures the counter at an edge (RM0090 §18.3). */
import type { Nanos } from '../execution.js';
import type { Alarm } from '../sim/alarms.js';
import { CONSTANT, type Drive } from './drive.js';
import type { Alternate, Level, Pin } from './pin.js';
import type { Timer } from './timer.js';

/** What the output does; but for PWM and the forced modes, at the moment the counter takes the compare value. */
export type OutputMode = 'pwm' | 'pwm-inverted' | 'timing' | 'active' | 'inactive' | 'toggle' | 'forced-active' | 'forced-inactive';

/** Which edges a capture takes. */
export type CaptureEdge = 'rising' | 'falling' | 'both';

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
  readonly #alarm: Alarm;
  /** The next edge of a PWM whose edges somebody counts. */
  readonly #edges: Alarm;

  constructor(
    readonly number: number,
    private readonly timer: Timer,
  ) {
    this.#alarm = timer.clock.alarm(() => this.#match());
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
    this.timer.inputEdge(this.number);
    if (this.#mode !== 'capture') return;
    if (this.#captureEdge !== 'both' && (level === 1) !== (this.#captureEdge === 'rising')) return;
    this.compare = this.timer.counter;
    this.#request();
  }

  /** The timer or the channel has been set anew. */
  refresh(): void {
    const counts = this.#mode === 'capture' || this.timer.countsEdges(this.number);
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

  #isPwm(): boolean {
    return this.#mode === 'pwm' || this.#mode === 'pwm-inverted';
  }

  /** Whether somebody counts the edges of its PWM: then they are events, and its mean is the level. */
  #isTrain(): boolean {
    return this.#isPwm() && ([...this.#pins].some((pin) => pin.isWatched) || this.complement.isWatched);
  }

  /** The part of the period in which the output is active. */
  #duty(): number {
    const { mode, period } = this.timer;
    const whole = mode === 'center' ? period : period + 1;
    const compare = mode === 'down' ? this.compare + 1 : this.compare;
    const active = whole === 0 ? 0 : Math.min(compare, whole) / whole;
    return this.#mode === 'pwm' ? active : 1 - active;
  }

  #isPwmActive(): boolean {
    const { counter, mode } = this.timer;
    const isBelow = mode === 'down' ? counter <= this.compare : counter < this.compare;
    return isBelow === (this.#mode === 'pwm');
  }

  /** Whether a match changes the pin. */
  #movesPin(): boolean {
    const hasPins = this.#pins.size > 0 || this.complement.hasPins;
    return hasPins && (this.#mode === 'active' || this.#mode === 'inactive' || this.#mode === 'toggle');
  }

  #schedule(): void {
    const isCompared = this.#mode !== 'off' && this.#mode !== 'capture';
    const matters = isCompared && (this.#movesPin() || (this.#interruptEnabled && !this.#flag));
    setAlarm(this.#alarm, matters ? this.timer.nextMatch(this.compare) : Number.POSITIVE_INFINITY);
    setAlarm(this.#edges, this.#isTrain() ? this.timer.nextCrossing(this.compare) : Number.POSITIVE_INFINITY);
  }

  /** The moment of an edge of a train. */
  #passEdge(): void {
    setAlarm(this.#edges, this.timer.nextCrossing(this.compare));
    this.#refreshPins();
  }

  #match(): void {
    if (this.#mode === 'toggle') this.#isActive = !this.#isActive;
    else if (this.#mode === 'active' || this.#mode === 'inactive') this.#isActive = this.#mode === 'active';
    this.#refreshPins();
    this.#request();
    this.#schedule();
  }

  #request(): void {
    if (!this.#interruptEnabled) return;
    this.#flag = true;
    this.timer.raiseChannels();
  }

  #refreshPins(): void {
    for (const pin of this.#pins) pin.refresh();
    this.complement.refresh();
  }
}

function setAlarm(alarm: Alarm, due: Nanos): void {
  if (due === Number.POSITIVE_INFINITY) alarm.cancel();
  else alarm.set(due);
}

/** The complementary output: active when the channel's is not. */
class Complement implements Alternate {
  readonly #pins = new Set<Pin>();

  constructor(private readonly channel: TimerChannel) {}

  get drive(): Drive | null {
    const { drive } = this.channel;
    if (drive === null) return null;
    return drive.kind === 'constant' ? CONSTANT[this.level()] : { kind: 'periodic', mean: 1 - drive.mean };
  }

  level(): Level {
    return this.channel.level() === 1 ? 0 : 1;
  }

  connect(pin: Pin): void {
    this.#pins.add(pin);
    this.channel.refresh();
  }

  release(pin: Pin): void {
    this.#pins.delete(pin);
    this.channel.refresh();
  }

  edge(): void {}

  watched(): void {
    this.channel.refresh();
  }

  get hasPins(): boolean {
    return this.#pins.size > 0;
  }

  get isWatched(): boolean {
    return [...this.#pins].some((pin) => pin.isWatched);
  }

  refresh(): void {
    for (const pin of this.#pins) pin.refresh();
  }
}
