/** One channel of a timer: it compares the counter and drives a pin, or captures the counter at an edge (RM0090 §18.3). */
import type { Alarm } from '../../sim/alarms.js';
import { setAlarm } from '../far-alarm.js';
import { CONSTANT, type Drive } from '../pin/drive.js';
import type { Alternate, Level, Pin } from '../pin/pin.js';
import { type ChannelObserver, type ChannelTimer, isBelow, partBelow } from './channel-timer.js';
import { CompareRegister } from './compare-register.js';
import { Complement } from './complement.js';

/** What the output does: for PWM and the forced modes all the time, otherwise at the moment at which the counter takes the compare value. */
export type OutputMode = 'pwm' | 'pwm-inverted' | 'timing' | 'active' | 'inactive' | 'toggle' | 'forced-active' | 'forced-inactive';

/** The edges at which a capture happens. */
export type CaptureEdge = 'rising' | 'falling' | 'both';

/** One channel: PWM, output compare, capture or encoder input, with its pins (RM0090 §18.3.4 to §18.3.12). */
export class TimerChannel implements Alternate {
  /** Called in the interrupt of a match or capture. */
  onMatch: () => void = () => {};
  /** The complementary output; it has pins only where the chip has such an output. */
  readonly complement: Complement;

  /** The compare or capture register. */
  readonly #register: CompareRegister;
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
  /** The value for whose match that alarm is set; if another has taken effect meanwhile, it only sets itself again. */
  #awaited = 0;
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
    this.#register = new CompareRegister(timer.base);
    this.#alarm = timer.clock.alarm(() => (this.#isFar || this.#awaited !== this.#register.inUse ? this.#schedule() : this.#match()));
    this.#edges = timer.clock.alarm(() => this.#passEdge());
    this.complement = new Complement(this);
  }

  /** Value of the compare or capture register, as programs write and read it. */
  get compare(): number {
    return this.#register.value;
  }

  /** Whether a compare value waits for the next update. */
  get isWaiting(): boolean {
    return this.#register.isWaiting;
  }

  /**
   * Begins to compare. Unless the mode forces it, its reference first stays as it is (RM0090 §18.4.7, OC1M). From now on compare values of a
   * PWM wait for the next update, also if it is no PWM any more: ST's library sets OCxPE (`HAL_TIM_PWM_ConfigChannel`), and only an input
   * clears it.
   */
  startOutput(mode: OutputMode, activeLow: boolean, compare: number): void {
    if (!this.isThere) return;
    this.#isActive = mode === 'forced-active' || (mode !== 'forced-inactive' && this.reference === 1);
    this.#mode = mode;
    this.#activeLow = activeLow;
    this.#register.write(compare);
    if (this.#isPwm()) this.#register.isPreloaded = true;
    this.refresh();
  }

  /** Whether it has an output or an input. */
  get isOn(): boolean {
    return this.#mode !== 'off';
  }

  /** Whether its output is low while it is active. */
  get isActiveLow(): boolean {
    return this.#activeLow;
  }

  set isActiveLow(on: boolean) {
    this.#activeLow = on;
    this.refresh();
  }

  /** Makes compare values wait for the next update; a channel that is on becomes a PWM. */
  preparePwm(): void {
    if (!this.isThere) return;
    if (this.isOn) this.#mode = 'pwm';
    this.#register.isPreloaded = true;
    this.refresh();
  }

  /** Begins to capture. */
  startCapture(edge: CaptureEdge): void {
    if (!this.isThere) return;
    this.#mode = 'capture';
    this.#captureEdge = edge;
    this.#register.isPreloaded = false;
    this.refresh();
  }

  /** Ends output and capture; the interrupt stays as it is. */
  disable(): void {
    this.#mode = 'off';
    this.refresh();
  }

  /** Resets it as a reset of the chip does. */
  reset(): void {
    this.disable();
    this.#register.isPreloaded = false;
    this.#register.write(0);
  }

  setCompare(value: number): void {
    if (!this.isThere) return;
    this.#register.write(value);
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
    if (!this.#isCompared) return null;
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
    if (!this.#isCompared) return 0;
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

  /** Called at an update. A compare value that takes effect now may be the one to which the counter has just been set. */
  updated(): void {
    const { base, links } = this.timer;
    if (this.#register.takeLoaded() && links.isTimed && this.#isCompared && base.takes(this.#register.inUse)) this.#match();
  }

  /** Called when the counter has counted a pulse from outside. */
  pulsed(): void {
    if (!this.#isCompared) return;
    if (this.timer.base.takes(this.#register.inUse)) this.#match();
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
    this.#register.write(this.timer.base.counter);
    this.#request();
    this.#observer?.matched?.();
  }

  get #isCompared(): boolean {
    return this.#mode !== 'off' && this.#mode !== 'capture';
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
    const part = partBelow(this.timer.base, this.#register.inUse);
    return this.#mode === 'pwm' ? part : 1 - part;
  }

  #isPwmActive(): boolean {
    return isBelow(this.timer.base, this.#register.inUse) === (this.#mode === 'pwm');
  }

  /** Whether a match changes the pin. */
  #movesPin(): boolean {
    const hasPins = this.#pins.size > 0 || this.complement.hasPins || this.#observer !== null;
    return hasPins && (this.#mode === 'active' || this.#mode === 'inactive' || this.#mode === 'toggle');
  }

  #schedule(): void {
    const isAwaited = this.#movesPin() || this.#observer?.matched !== undefined || (this.#interruptEnabled && !this.#flag);
    const { now } = this.timer.clock;
    const { inUse } = this.#register;
    if (!this.#isCompared || !isAwaited) this.#alarm.cancel();
    else if (this.#alarm.due > now) {
      this.#awaited = inUse;
      this.#isFar = setAlarm(this.#alarm, now, this.timer.base.nextMatch(inUse));
    }
    setAlarm(this.#edges, now, this.#isTrain() ? this.timer.base.nextCrossing(inUse) : Number.POSITIVE_INFINITY);
  }

  /** Runs at the moment of an edge of a train. */
  #passEdge(): void {
    setAlarm(this.#edges, this.timer.clock.now, this.timer.base.nextCrossing(this.#register.inUse));
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
