/**
 * Four hobby servos as driven by the firmware (`ports/stm32/servo.c`): pulses of TIM5, 50 per second, in units of 10 µs. A timed move is made
 * in steps, one per period, in the timer's interrupt.
 */
import type { Pin } from './pin/pin.js';
import type { Timer } from './timer/timer.js';

/** TIM5 counts in units of 10 µs, 2000 of them per period. */
const UNITS_PER_SECOND = 100_000;
const PERIOD = 2000;
/** Length of a period in milliseconds. */
const STEP = 20;
/** Priority of TIM5's interrupt, which only the first use of a servo sets. */
const PRIORITY = 6;
/** Alternate function of the pins. */
const AF_TIM5 = 2;

/** Which pulses a servo understands, all in units of 10 µs; the last two are relative to the centre. */
interface ServoCalibration {
  readonly min: number;
  readonly max: number;
  readonly centre: number;
  readonly angle90: number;
  readonly speed100: number;
}

const DEFAULT_CALIBRATION: ServoCalibration = { min: 64, max: 242, centre: 150, angle90: 97, speed100: 70 };

/** One servo. */
export class Servo {
  calibration = DEFAULT_CALIBRATION;
  /** The pulse that is being sent, in units of 10 µs. */
  pulse = DEFAULT_CALIBRATION.centre;
  #target = 0;
  #rest = 0;
  #stepsLeft = 0;

  constructor(
    readonly id: number,
    /** The channel of TIM5. */
    readonly channel: number,
    private readonly pin: Pin,
    private readonly servos: Servos,
  ) {}

  /** Restores the state after boot. */
  reset(): void {
    this.calibration = DEFAULT_CALIBRATION;
    this.pulse = DEFAULT_CALIBRATION.centre;
    this.#target = 0;
    this.#stepsLeft = 0;
  }

  /** Begins to send pulses. */
  start(): void {
    this.#target = this.pulse;
    this.#stepsLeft = 0;
    this.pin.configure('alt', 'none', AF_TIM5);
    this.servos.startPulses(this);
  }

  /** Moves to a pulse, at once or within this number of milliseconds. */
  move(target: number, ms: number): void {
    this.#target = target & 0xffff;
    this.#stepsLeft = Math.trunc(ms / STEP) & 0xffff;
    this.#rest = 0;
    this.servos.step();
  }

  /** How many steps of its move it has still to make. */
  get stepsLeft(): number {
    return this.pulse === this.#target ? 0 : this.#stepsLeft;
  }

  /** Makes one step of a move; returns whether more steps follow. For Servos. */
  step(send: (servo: Servo) => void): boolean {
    if (this.pulse === this.#target) return false;
    const { min, max } = this.calibration;
    this.#target = Math.min(Math.max(this.#target, min), max);
    const goesOn = this.#stepsLeft > 1;
    if (goesOn) {
      this.#rest += this.#target - this.pulse;
      this.pulse += Math.trunc(this.#rest / this.#stepsLeft);
      this.#rest %= this.#stepsLeft;
      this.#stepsLeft--;
    } else {
      this.pulse = this.#target;
      this.#stepsLeft = 0;
    }
    send(this);
    return goesOn;
  }
}

/** The servos of a board, and the timer that they share. */
export class Servos {
  readonly all: readonly Servo[];

  /** `pins` are in the order of the servos; each has a channel of TIM5, PA0 the first one. */
  constructor(
    readonly timer: Timer,
    pins: readonly Pin[],
  ) {
    this.all = pins.map((pin, i) => new Servo(i + 1, pin.number + 1, pin, this));
  }

  /** Restores the state after boot. */
  reset(): void {
    for (const servo of this.all) servo.reset();
  }

  /** How many steps the servos have still to make, and whether the pulse of the last one waits for the next period. */
  get undelivered(): number {
    return this.all.reduce((sum, { stepsLeft }) => sum + stepsLeft, Number(this.timer.channels.isWaiting));
  }

  /** For Servo: makes its channel send its pulse. Sets the timer up if it has no clock yet. */
  startPulses({ channel, pulse }: Servo): void {
    const { timer } = this;
    if (!timer.isClocked) {
      timer.configure({ prescaler: timer.sourceHz / UNITS_PER_SECOND - 1, period: PERIOD - 1, mode: 'up' });
      timer.priority = PRIORITY;
    }
    timer.onUpdate = () => this.step();
    timer.startOutput(channel, 'pwm', { activeLow: false, compare: pulse });
  }

  /**
   * For Servo and the timer's interrupt: moves all servos that have not reached their targets. The second step of a move follows at once if the
   * timer has overflowed since the last move, whose flag nobody has cleared.
   */
  step(): void {
    const moving = this.all.map((servo) => servo.step(({ channel, pulse }) => this.timer.setCompare(channel, pulse)));
    if (!moving.includes(true)) this.timer.disableUpdateInterrupt();
    else if (!this.timer.updates.isEnabled) this.timer.updates.allow();
  }
}
