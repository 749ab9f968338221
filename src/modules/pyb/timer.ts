/** `pyb.Timer` (`ports/stm32/timer.c`); its channels are in `timer-channel.ts`. */

import type { Pyboard } from '../../board/pyboard.js';
import { type Division, deadtimeToSetting, divisionForFrequency, divisionForPeriod, settingToDeadtime } from '../../board/timer/math.js';
import type { CountMode, TimerSettings } from '../../board/timer/time-base.js';
import type { Timer } from '../../board/timer/timer.js';
import { checkCount } from '../../objects/argument-count.js';
import { allocate } from '../../objects/charge.js';
import { ABSENT, arg, bind, keyword, type Members, methodsOf, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { newFloat, PyFloat, round, toFloat } from '../../objects/float.js';
import { newInt } from '../../objects/int.js';
import { anything, int, truth } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { isCallable } from '../../objects/protocol/call.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';
import { type CallbackSource, type Callbacks, IRQ_HEADER } from './callback.js';
import type { Pins } from './pin.js';
import { CHANNEL_CONSTANTS, channelType, openChannel, type TimerChannelObject } from './timer-channel.js';

/** Modes by number (`TIM_COUNTERMODE_UP` and the like). */
const MODES: Readonly<Record<number, CountMode>> = { 0: 'up', 16: 'down', 32: 'center' };
/** Further center modes, whose channels match on the way up, or on both ways (`TIM_COUNTERMODE_CENTERALIGNED2` and 3). */
const CENTER_MISSING: readonly number[] = [64, 96];
const BRK_NAMES = ['BRK_OFF', 'BRK_LOW', 'BRK_HIGH'];
const UNSET = -1;
/** Bytes of a timer on the board. */
const TIMER_BYTES = 96;

const INIT = [
  keyword('freq', anything, None),
  keyword('prescaler', int, UNSET),
  keyword('period', int, UNSET),
  keyword('tick_hz', int, 1000),
  keyword('mode', int, 0),
  keyword('div', int, 1),
  keyword('callback', anything, None),
  keyword('deadtime', int, 0),
  keyword('brk', int, 0),
  keyword('hard', truth, true),
] as const;
const bindInit = (args: Value[], given: Keywords | null) => bind(INIT, args, given);

/** A timer as Python sees it. There is one object per number until the next soft reset. */
export class TimerObject implements PyObject {
  callback: Value = None;
  hard = true;
  /** Whether `repr` shows the settings. */
  isSetUp = false;
  /** What it was last set up with; an encoder is set up with that again. */
  settings: TimerSettings = { prescaler: 0, period: 0, mode: 'up' };
  division = 1;
  deadtime = 0;
  brk = 0;
  /** The channels in use, the newest first. */
  channels: readonly TimerChannelObject[] = [];
  readonly #source: CallbackSource;

  constructor(
    readonly type: PyType,
    readonly timer: Timer,
    readonly callbacks: Callbacks,
  ) {
    const name = `Timer(${timer.id})`;
    this.#source = { name, header: IRQ_HEADER, afterwards: `${name} keeps counting without a callback` };
    timer.isTaken = true;
    timer.onUpdate = () => this.#update();
    timer.channels.onUnowned = (sources) =>
      callbacks.print(`unhandled interrupt SR=0x${sources.toString(16).padStart(2, '0')} (now disabled)\n`);
  }

  /** Calls `callee` at every overflow; None stops that, not the counter. */
  setCallback(callee: Value): void {
    if (callee !== None && !isCallable(callee)) throw raise.ValueError('callback must be None or a callable object');
    this.callback = callee;
    if (callee === None) {
      this.timer.disableUpdateInterrupt();
      return;
    }
    this.isSetUp = true;
    this.timer.enableUpdateInterrupt();
  }

  /** Sets the channels in use, whose interrupts are served in this order. */
  use(channels: readonly TimerChannelObject[]): void {
    this.channels = channels;
    this.timer.channels.owned = channels.map(({ channel }) => channel);
  }

  /** `init(…)`. */
  init([freq, prescaler, period, tickHz, mode, div, callee, deadtime, brk, hard]: ReturnType<typeof bindInit>): void {
    const division = this.#division(freq, prescaler, period, tickHz);
    if (CENTER_MISSING.includes(mode)) throw raise.NotImplementedError('Timer(%d): mode=%d is not simulated', this.timer.id, mode);
    if (MODES[mode] === undefined) throw raise.ValueError('invalid mode (%d)', mode);
    this.division = div === 2 || div === 4 ? div : 1;
    this.deadtime = deadtimeToSetting(deadtime);
    this.brk = BRK_NAMES[brk] === undefined ? 2 : brk;
    this.isSetUp = true;
    this.settings = { ...division, mode: MODES[mode] };
    this.timer.configure({ ...this.settings, buffered: true });
    // That is an update: a callback that the timer has already is called now, before another takes its place.
    this.timer.clock.spendNanos(0);
    this.hard = hard;
    if (callee === None) this.timer.start();
    else this.setCallback(callee);
  }

  /** `freq(v)`. */
  setFrequency(freq: Value): void {
    const { prescaler, period } = this.#forFrequency(freq);
    this.timer.prescaler = prescaler;
    this.timer.period = period;
  }

  /** `freq()`: an int if the frequency is a whole number. */
  frequency(): Value {
    const { sourceHz, prescaler, period } = this.timer;
    const ticks = sourceHz / (prescaler + 1);
    if (!Number.isInteger(ticks)) return newFloat(round(round(sourceHz) / (prescaler + 1)) / round(period + 1));
    const updates = ticks / (period + 1);
    return Number.isInteger(updates) ? newInt(updates) : newFloat(updates);
  }

  deinit(): void {
    this.setCallback(None);
    for (const channel of this.channels) channel.setCallback(None);
    this.use([]);
    this.timer.deinit();
    this.isSetUp = false;
  }

  repr(): string {
    const { id, sourceHz, prescaler, period, isAdvanced } = this.timer;
    if (!this.isSetUp) return `Timer(${id})`;
    // The firmware multiplies in 32 bits; dividing by 0 gives 0.
    const product = Math.imul(prescaler + 1, (period + 1) | 0) >>> 0;
    const freq = product === 0 ? 0 : Math.floor(sourceHz / product);
    const head = `Timer(${id}, freq=${freq}, prescaler=${prescaler}, period=${period}, mode=${this.settings.mode.toUpperCase()}, div=${this.division}`;
    return isAdvanced ? `${head}, deadtime=${settingToDeadtime(this.deadtime)}, brk=${BRK_NAMES[this.brk]})` : `${head})`;
  }

  #division(freq: Value, prescaler: number, period: number, tickHz: number): Division {
    if (freq !== None) return this.#forFrequency(freq);
    if (period === UNSET) throw raise.TypeError('must specify either freq, period, or prescaler and period');
    if (prescaler !== UNSET) return { prescaler, period };
    if (period <= 0 || tickHz <= 0) throw raise.ValueError('must have positive freq');
    const division = divisionForPeriod(this.timer.sourceHz, period, tickHz, this.timer.mask);
    if (division === null) throw raise.ValueError('period too large');
    return division;
  }

  #forFrequency(freq: Value): Division {
    const hz = freq instanceof PyFloat ? toFloat(freq) : int.convert(freq);
    if (hz <= 0) throw raise.ValueError('must have positive freq');
    const division = divisionForFrequency(this.timer.sourceHz, hz, freq instanceof PyFloat, this.timer.mask);
    if (division === null) throw raise.ValueError('freq too small');
    return division;
  }

  #update(): void {
    if (this.callback === None || this.callbacks.dispatch(this.#source, this.callback, [this], this.hard) !== 'failed') return;
    this.callback = None;
    this.timer.disableUpdateInterrupt();
  }
}

/** The class, and its objects made so far. */
export class Timers {
  readonly type: PyType;
  readonly channelType = channelType();
  readonly #made = new Map<number, TimerObject>();

  constructor(
    private readonly board: Pyboard,
    private readonly pins: Pins,
    private readonly callbacks: Callbacks,
  ) {
    this.type = this.#makeType();
  }

  /** The objects made so far, which the firmware keeps alive. */
  get made(): Iterable<TimerObject> {
    return this.#made.values();
  }

  /** Names, for people, of the timers that call the program, themselves or from a channel. */
  get callers(): string[] {
    const calls = ({ callback }: { readonly callback: Value }): boolean => callback !== None;
    const calling = [...this.#made.values()].filter((made) => calls(made) || made.channels.some(calls));
    return calling.map(({ timer }) => `Timer(${timer.id})`);
  }

  #find(id: number): TimerObject {
    const timer = this.board.timers.get(id);
    if (timer === undefined) throw raise.ValueError("Timer(%d) doesn't exist", id);
    let object = this.#made.get(id);
    if (object === undefined) {
      allocate(TIMER_BYTES);
      object = new TimerObject(this.type, timer, this.callbacks);
      this.#made.set(id, object);
    }
    return object;
  }

  #makeType(): PyType {
    return nativeType(
      'Timer',
      {
        make: (_type, args: Value[], given: Keywords | null) => {
          checkCount(args.length, 1, Number.POSITIVE_INFINITY);
          const timer = this.#find(int.convert(args[0]));
          if (args.length > 1 || (given !== null && given.size > 0)) timer.init(bindInit(args.slice(1), given));
          return timer;
        },
        repr: (self: TimerObject) => self.repr(),
        references(self: TimerObject, hold) {
          hold(self.callback);
          for (const channel of self.channels) hold(channel);
          return TIMER_BYTES;
        },
      },
      { ...timerMethods(this.pins, this.channelType), ...CONSTANTS, ...CHANNEL_CONSTANTS },
    );
  }
}

const CONSTANTS = { UP: 0, DOWN: 16, CENTER: 32, BRK_OFF: 0, BRK_LOW: 1, BRK_HIGH: 2 };

function timerMethods(pins: Pins, channels: PyType): Members {
  const { method } = methodsOf<TimerObject>();
  // The firmware makes an int of a register as of a signed machine word (mp_obj_new_int), which shows in timers of 32 bits.
  const register = (doc: string, name: 'counter' | 'prescaler' | 'period') =>
    method(doc, [arg('value', anything, ABSENT)], ({ timer }, value) => {
      if (value === ABSENT) return newInt(timer[name] | 0);
      timer[name] = int.convert(value);
    });
  return {
    init: method('Set the timer up and start it.', INIT, (self, ...bound) => self.init(bound)),
    deinit: method('Stop the timer and its callbacks.', [], (self) => self.deinit()),
    callback: method('Call `function` with the timer at every overflow; None for no more.', [arg('function', anything)], (self, callee) =>
      self.setCallback(callee),
    ),
    counter: register('Get or set the counter.', 'counter'),
    prescaler: register('Get or set the prescaler.', 'prescaler'),
    period: register('Get or set the period.', 'period'),
    freq: method('Get or set the frequency of overflows.', [arg('value', anything, ABSENT)], (self, value) => {
      if (value === ABSENT) return self.frequency();
      self.setFrequency(value);
    }),
    source_freq: method('The frequency of the clock that the timer divides.', [], ({ timer }) => newInt(timer.sourceHz)),
    channel: openChannel(pins, channels),
  };
}
