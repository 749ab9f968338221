/** `machine.Timer`: any number of software timers on the millisecond tick (`extmod/machine_timer.c`). */
import type { SoftTimer, SoftTimers } from '../../board/soft-timers.js';
import { allocate } from '../../objects/charge.js';
import { ABSENT, bind, keyword, methodsOf, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { round, toFloat } from '../../objects/float.js';
import { anything, int, truth } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import type { Hold, PyType } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';
import { type Callbacks, IRQ_HEADER } from '../pyb/callback.js';

const ONE_SHOT = 1;
const PERIODIC = 2;
/** The period that means that none is given (0xffffffff in an int of the firmware). */
const UNSET = -1;
/** The longest period is shorter than this many milliseconds. */
const TOO_LONG = 0x40000000;
/** Bytes of a timer on the board. */
const TIMER_BYTES = 48;

const INIT = [
  keyword('mode', int, PERIODIC),
  keyword('callback', anything, ABSENT),
  keyword('period', int, UNSET),
  keyword('tick_hz', int, 1000),
  keyword('freq', anything, None),
  keyword('hard', truth, false),
] as const;
const bindInit = (args: Value[], given: Keywords | null) => bind(INIT, args, given);

class TimerObject implements PyObject, SoftTimer {
  expiry = 0;
  #mode = PERIODIC;
  #period = 1000;
  #callback: Value = None;
  #hard = false;

  constructor(
    readonly type: PyType,
    private readonly timers: SoftTimers,
    private readonly callbacks: Callbacks,
  ) {}

  init([mode, callee, period, tickHz, freq, hard]: ReturnType<typeof bindInit>): void {
    this.#mode = mode;
    this.#period = this.#ticks(period, tickHz, freq);
    if (callee !== ABSENT) this.#callback = callee;
    this.#hard = hard;
    if (this.#callback !== None) this.timers.start(this, this.#period);
  }

  deinit(): void {
    this.timers.stop(this);
  }

  fire(): number {
    const source = { name: `machine.${this.repr()}`, header: IRQ_HEADER, afterwards: 'the timer has stopped' };
    if (this.callbacks.dispatch(source, this.#callback, [this], this.#hard) === 'failed') this.#mode = ONE_SHOT;
    return this.#mode === PERIODIC ? this.#period : 0;
  }

  /** Slot `references` of the type. */
  references(hold: Hold): number {
    hold(this.#callback);
    return TIMER_BYTES;
  }

  repr(): string {
    return `Timer(mode=${this.#mode === ONE_SHOT ? 'ONE_SHOT' : 'PERIODIC'}, period=${this.#period})`;
  }

  #ticks(period: number, tickHz: number, freq: Value): number {
    let ticks = this.#period;
    if (freq !== None) ticks = ticksOfFrequency(toFloat(freq));
    else if (period !== UNSET) ticks = ticksOfPeriod(period, tickHz);
    if (ticks >= TOO_LONG) throw raise.ValueError('period too large');
    return Math.max(ticks, 1);
  }
}

/** Milliseconds of a period of `hertz`; a float becomes an unsigned number as the processors convert it: what is negative or no number, 0. */
function ticksOfFrequency(hertz: number): number {
  const ticks = round(1000 / hertz);
  return ticks > 0 ? Math.trunc(ticks) : 0;
}

/** Milliseconds of `period` units of 1 / `tickHz` s. The firmware takes both for unsigned numbers of 64 bits; dividing by 0 yields the largest. */
function ticksOfPeriod(period: number, tickHz: number): number {
  const unsigned = (value: bigint): bigint => BigInt.asUintN(64, value);
  const thousandfold = unsigned(BigInt(period) * 1000n);
  if (thousandfold === 0n) return 0;
  return tickHz === 0 ? TOO_LONG : Number(thousandfold / unsigned(BigInt(tickHz)));
}

/** The class for one machine. */
export function timerType(timers: SoftTimers, callbacks: Callbacks): PyType {
  const { method } = methodsOf<TimerObject>();
  const type: PyType = nativeType(
    'Timer',
    {
      make(_type, args: Value[], given: Keywords | null) {
        if (args.length > 0 && int.convert(args[0]) !== -1) throw raise.ValueError("Timer doesn't exist");
        allocate(TIMER_BYTES);
        const made = new TimerObject(type, timers, callbacks);
        if (args.length > 1 || (given !== null && given.size > 0)) made.init(bindInit(args.slice(1), given));
        return made;
      },
      repr: (self: TimerObject) => self.repr(),
      references: (self: TimerObject, hold) => self.references(hold),
    },
    {
      init: method('Set the timer up and start it.', INIT, (self, ...bound) => {
        self.deinit();
        self.init(bound);
      }),
      deinit: method('Stop the timer.', [], (self) => self.deinit()),
      ONE_SHOT,
      PERIODIC,
    },
  );
  return type;
}
