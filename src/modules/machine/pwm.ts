/** `machine.PWM` (`ports/stm32/machine_pwm.c`): a timer channel on a pin. The channels of a timer share its frequency. */
import type { Pin } from '../../board/pin/pin.js';
import type { Pyboard } from '../../board/pyboard.js';
import type { TimerChannel } from '../../board/timer/channel.js';
import type { Timer } from '../../board/timer/timer.js';
import { SECOND } from '../../execution.js';
import { checkCount } from '../../objects/argument-count.js';
import { ABSENT, arg, bind, keyword, methodsOf, nativeType, option } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { newInt } from '../../objects/int.js';
import { anything, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';
import type { Pins } from '../pyb/pin.js';

const UNSET = -1;
const U16 = 65_535;

const INIT = [
  option('freq', int, UNSET),
  keyword('duty_u16', int, UNSET),
  keyword('duty_ns', int, UNSET),
  keyword('invert', int, UNSET),
] as const;
const bindInit = (args: Value[], given: Keywords | null) => bind(INIT, args, given);

/** The duty cycle as the program has set it. It is kept when the frequency changes. */
interface Duty {
  readonly unit: 'u16' | 'ns';
  readonly value: number;
}

class PwmObject implements PyObject {
  duty: Duty | null = null;

  constructor(
    readonly type: PyType,
    readonly timer: Timer,
    readonly channel: TimerChannel,
    /** All objects of the same timer, including this one. */
    private readonly shared: PwmObject[],
  ) {
    timer.isTaken = true;
    shared.push(this);
  }

  /** Takes timer and channel. A timer that does not run loses its frequency. */
  begin(): void {
    if (!this.timer.isRunning) {
      this.timer.prepare();
      this.timer.period = 0;
    }
    this.channel.preparePwm();
  }

  init([freq, dutyU16, dutyNs, invert]: ReturnType<typeof bindInit>): void {
    if (invert !== UNSET) this.channel.isActiveLow = invert !== 0;
    if (freq !== UNSET) this.setFrequency(freq);
    if (dutyU16 !== UNSET) this.setDuty({ unit: 'u16', value: dutyU16 });
    if (dutyNs !== UNSET) this.setDuty({ unit: 'ns', value: dutyNs });
    if (this.#hasFrequency) this.#start();
  }

  get frequency(): number {
    const { sourceHz, prescaler, period } = this.timer;
    return this.#hasFrequency ? Math.floor(sourceHz / ((prescaler + 1) * (period + 1))) : 0;
  }

  setFrequency(hz: number): void {
    if (hz <= 0) throw raise.ValueError('freq too small');
    const { timer } = this;
    let period = Math.floor((timer.sourceHz + Math.floor(hz / 2)) / hz);
    let prescaler = 1;
    // A divisor without remainder is preferred.
    while (timer.mask === 0xffff && period > 0xffff) {
      const divisor = [5, 3].find((candidate) => period % candidate === 0) ?? 2;
      prescaler *= divisor;
      period = Math.floor(period / divisor);
    }
    if (period <= 1) throw raise.ValueError('freq too large');
    timer.prescaler = prescaler - 1;
    timer.period = period - 1;
    for (const { duty, setDuty } of this.shared.map((pwm) => ({ duty: pwm.duty, setDuty: (d: Duty) => pwm.setDuty(d) }))) {
      if (duty !== null) setDuty(duty);
    }
  }

  setDuty(duty: Duty): void {
    this.duty = duty;
    if (!this.#hasFrequency) return;
    const top = this.timer.period + 1;
    const wanted = duty.value >>> 0; // An unsigned word: what is negative is more than 100 %.
    const exact = duty.unit === 'u16' ? (wanted * top) / U16 : (wanted * this.#tickHz) / SECOND;
    this.timer.setCompare(this.channel.number, Math.min(Math.floor(exact + 0.5), top));
    this.#start();
  }

  get dutyU16(): number {
    const top = this.timer.period + 1;
    return this.#isSet ? Math.floor((this.#compare * U16 + Math.floor(top / 2)) / top) & U16 : 0;
  }

  get dutyNs(): number {
    return this.#isSet ? Math.floor((this.#compare * SECOND + Math.floor(this.#tickHz / 2)) / this.#tickHz) : 0;
  }

  /** Switches the output off. The timer stops with its last channel. */
  deinit(): void {
    this.channel.disable();
    if (!this.timer.channels.areOn) this.timer.halt();
  }

  get #compare(): number {
    return this.timer.compare(this.channel.number);
  }

  get #hasFrequency(): boolean {
    return this.timer.period !== 0;
  }

  get #isSet(): boolean {
    return this.duty !== null && this.#hasFrequency;
  }

  get #tickHz(): number {
    return Math.floor(this.timer.sourceHz / (this.timer.prescaler + 1));
  }

  #start(): void {
    if (!this.timer.isRunning) {
      this.timer.restart();
      this.timer.start();
    }
    const { channel } = this;
    if (!channel.isOn) this.timer.startOutput(channel.number, 'pwm', { activeLow: channel.isActiveLow, compare: channel.compare });
  }
}

/** The alternate function to use for a pin: its second timer channel, or its only one; undefined if it has none. */
function functionFor(pin: Pin) {
  const channels = pin.description.functions.filter(({ peripheral, signal }) => peripheral.startsWith('TIM') && /^CH[1-4]$/.test(signal));
  return channels[1] ?? channels[0];
}

/** The class for one machine. */
export function pwmType(board: Pyboard, pins: Pins): PyType {
  const { method } = methodsOf<PwmObject>();
  const made = new Map<TimerChannel, PwmObject>();
  const byTimer = new Map<number, PwmObject[]>();
  const objectFor = (timer: Timer, channel: TimerChannel): PwmObject => {
    const shared = byTimer.get(timer.id) ?? [];
    byTimer.set(timer.id, shared);
    const object = made.get(channel) ?? new PwmObject(type, timer, channel, shared);
    made.set(channel, object);
    return object;
  };
  const type: PyType = nativeType(
    'PWM',
    {
      make(_type, args: Value[], given: Keywords | null) {
        checkCount(args.length, 1, Number.POSITIVE_INFINITY);
        const pin = pins.find(args[0]);
        const chosen = functionFor(pin);
        const timer = chosen === undefined ? undefined : board.timers.get(Number(chosen.peripheral.slice(3)));
        if (chosen === undefined || timer === undefined) throw raise.ValueError("Pin(%q) doesn't have PWM capabilities", pin.cpu);
        const pwm = objectFor(timer, timer.channel(Number(chosen.signal.slice(2))));
        pwm.begin();
        if (args.length > 1 || (given !== null && given.size > 0)) {
          pwm.duty = null;
          pwm.channel.isActiveLow = false;
        }
        pwm.init(bindInit(args.slice(1), given));
        pin.configure('alt', 'none', chosen.index);
        return pwm;
      },
      repr: ({ timer, channel }: PwmObject) => `<PWM TIM${timer.id}_CH${channel.number}>`,
    },
    {
      init: method('Change what is given.', INIT, (self, ...bound) => self.init(bound)),
      deinit: method('Switch the output off.', [], (self) => self.deinit()),
      freq: method('Get or set the frequency, of all channels of the timer.', [arg('value', anything, ABSENT)], (self, hz) => {
        if (hz === ABSENT) return newInt(self.frequency);
        self.setFrequency(int.convert(hz));
        return None;
      }),
      duty_u16: method(
        'Get or set the part of the period that the output is high, of 65535.',
        [arg('value', anything, ABSENT)],
        (self, duty) => {
          if (duty === ABSENT) return self.dutyU16;
          self.setDuty({ unit: 'u16', value: int.convert(duty) });
          return None;
        },
      ),
      duty_ns: method('Get or set for how many nanoseconds the output is high.', [arg('value', anything, ABSENT)], (self, duty) => {
        if (duty === ABSENT) return newInt(self.dutyNs);
        self.setDuty({ unit: 'ns', value: int.convert(duty) });
        return None;
      }),
    },
  );
  return type;
}
