/** `pyb.TimerChannel` and `Timer.channel` (`ports/stm32/timer.c`). */

import type { CaptureEdge, OutputMode, TimerChannel } from '../../board/timer/channel.js';
import type { Timer } from '../../board/timer/timer.js';
import { allocate } from '../../objects/charge.js';
import {
  ABSENT,
  arg,
  bind,
  type FunctionDeclaration,
  keyword,
  keywords,
  methodsOf,
  NativeObject,
  nativeType,
  option,
  rest,
} from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { newFloat, PyFloat, round } from '../../objects/float.js';
import { newInt } from '../../objects/int.js';
import { anything, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { isCallable } from '../../objects/protocol/call.js';
import type { PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import { type CallbackSource, IRQ_HEADER } from './callback.js';
import type { Pins } from './pin.js';
import type { TimerObject } from './timer.js';

/** Modes, in order of their numbers. */
const MODES = [
  'PWM',
  'PWM_INVERTED',
  'OC_TIMING',
  'OC_ACTIVE',
  'OC_INACTIVE',
  'OC_TOGGLE',
  'OC_FORCED_ACTIVE',
  'OC_FORCED_INACTIVE',
  'IC',
  'ENC_A',
  'ENC_B',
  'ENC_AB',
] as const;
const OUTPUTS: readonly OutputMode[] = [
  'pwm',
  'pwm-inverted',
  'timing',
  'active',
  'inactive',
  'toggle',
  'forced-active',
  'forced-inactive',
];
const IC = 8;
const ENC_A = 9;
const ENC_B = 10;
const ENC_AB = 11;
const CAPTURE_EDGES: Readonly<Record<number, CaptureEdge>> = { 0: 'rising', 2: 'falling', 10: 'both' };
const ENCODER_TIMERS = [1, 2, 3, 4, 5, 8];
const UNSET = -1;
/** Bytes of a channel on the board. */
const CHANNEL_BYTES = 32;
/** The largest period that can be multiplied by 100 in 32 bits. */
const LARGE_PERIOD = 42949672;

/** Constants of `Timer` for channels. */
export const CHANNEL_CONSTANTS = {
  ...(Object.fromEntries(MODES.map((name, number) => [name, number])) as Record<(typeof MODES)[number], number>),
  HIGH: 0,
  LOW: 2,
  RISING: 0,
  FALLING: 2,
  BOTH: 10,
};

/** A channel as Python sees it. */
export class TimerChannelObject implements PyObject {
  callback: Value = None;
  readonly #source: CallbackSource;

  constructor(
    readonly type: PyType,
    readonly owner: TimerObject,
    readonly channel: TimerChannel,
    readonly mode: number,
  ) {
    const timer = `Timer(${owner.timer.id})`;
    const name = `${timer}.channel(${channel.number})`;
    this.#source = {
      name,
      header: IRQ_HEADER,
      afterwards: `${name} no longer calls back, and the callback of ${timer} itself is gone, too`,
    };
  }

  get timer(): Timer {
    return this.owner.timer;
  }

  /** Calls `callee` with the timer at every match or capture; None stops that. For an encoder the firmware enables no interrupt. */
  setCallback(callee: Value): void {
    if (callee !== None && !isCallable(callee)) throw raise.ValueError('callback must be None or a callable object');
    this.callback = callee;
    if (callee === None) this.channel.disableInterrupt();
    else if (this.mode < ENC_A) this.channel.enableInterrupt();
  }

  /** Called in the interrupt: calls the callback. As in the firmware, a callback that raises also ends the timer's own callback. */
  trigger(): void {
    const { owner } = this;
    if (this.callback === None || owner.callbacks.dispatch(this.#source, this.callback, [owner], owner.hard) !== 'failed') return;
    owner.callback = None;
    this.channel.disableInterrupt();
  }
}

/** The number of counts that is 100 %: one more than the period, unless the timer is center-aligned. */
function fullWidth({ timer: { period }, settings: { mode } }: TimerObject): number {
  return period === 0xffffffff || mode === 'center' ? period : period + 1;
}

function percentToWidth(owner: TimerObject, percent: Value): number {
  const full = fullWidth(owner);
  if (percent instanceof PyFloat) {
    if (percent.v <= 0) return 0;
    return percent.v >= 100 ? full : Math.trunc(round(round(percent.v / 100) * round(full)));
  }
  const whole = int.convert(percent);
  if (whole <= 0) return 0;
  if (whole >= 100) return full;
  return full > LARGE_PERIOD ? whole * Math.floor(full / 100) : Math.floor((whole * full) / 100);
}

function widthToPercent(owner: TimerObject, width: number): Value {
  const full = fullWidth(owner);
  return newFloat(width >= full ? 100 : round(round(round(width) * 100) / round(full)));
}

const countHz = ({ sourceHz, prescaler }: Timer): bigint => BigInt(Math.floor(sourceHz / (prescaler + 1)));
const timeToWidth = ({ timer }: TimerObject, time: Value, perSecond: bigint): number =>
  Number(BigInt.asUintN(32, BigInt.asUintN(64, BigInt(int.convert(time)) * countHz(timer)) / perSecond));
const widthToTime = ({ timer }: TimerObject, width: number, perSecond: bigint): Value =>
  newInt(Number(BigInt.asUintN(32, (BigInt(width) * perSecond) / countHz(timer))));

const PER_SECOND = { us: 1_000_000n, ns: 1_000_000_000n };

/** The class of channels. */
export function channelType(): PyType {
  const { method } = methodsOf<TimerChannelObject>();
  const width = (doc: string, get: (owner: TimerObject, width: number) => Value, set: (owner: TimerObject, value: Value) => number) =>
    method(doc, [arg('value', anything, ABSENT)], ({ owner, channel }, value) => {
      if (value === ABSENT) return get(owner, owner.timer.compare(channel.number));
      owner.timer.setCompare(channel.number, set(owner, value));
    });
  const raw = width(
    'Get or set the width of a pulse, the value to compare, or the value captured, in counts.',
    (_owner, counts) => newInt(counts | 0), // A signed machine word, as in `timer.ts`.
    (_owner, value) => int.convert(value),
  );
  const inTime = (unit: 'us' | 'ns') =>
    width(
      `Get or set the width of a pulse in ${unit}.`,
      (owner, counts) => widthToTime(owner, counts, PER_SECOND[unit]),
      (owner, value) => timeToWidth(owner, value, PER_SECOND[unit]),
    );
  return nativeType(
    'TimerChannel',
    {
      references({ owner, callback }: TimerChannelObject, hold) {
        hold(owner);
        hold(callback);
        return CHANNEL_BYTES;
      },
      repr: ({ owner, channel, mode }: TimerChannelObject) =>
        `TimerChannel(timer=${owner.timer.id}, channel=${channel.number}, mode=${MODES[mode]})`,
    },
    {
      callback: method(
        'Call `function` with the timer at every match or capture; None for no more.',
        [arg('function', anything)],
        (self, callee) => self.setCallback(callee),
      ),
      pulse_width: raw,
      compare: raw,
      capture: raw,
      pulse_width_percent: width('Get or set the width of a pulse in percent of the period.', widthToPercent, percentToWidth),
      pulse_width_us: inTime('us'),
      pulse_width_ns: inTime('ns'),
    },
  );
}

const CHANNEL = [
  option('mode', int),
  keyword('callback', anything, None),
  keyword('pin', anything, None),
  keyword('pulse_width', int, 0),
  keyword('pulse_width_percent', anything, None),
  keyword('pulse_width_us', anything, None),
  keyword('pulse_width_ns', anything, None),
  keyword('compare', int, 0),
  keyword('polarity', int, UNSET),
] as const;

/** `Timer.channel`: the channel in use, or a new one. */
export function openChannel(pins: Pins, type: PyType): FunctionDeclaration {
  const { method } = methodsOf<TimerObject>();
  return method(
    'The channel of that number, or None; with further arguments, the first of which is a mode, a new channel.',
    [arg('channel', int), rest('args'), keywords('options')],
    (self, number, args, options) => {
      if (number < 1 || number > 4) throw raise.ValueError('invalid channel (%d)', number);
      const before = self.channels.findIndex(({ channel }) => channel.number === number);
      if (args.length === 0 && options.size === 0) return before < 0 ? None : self.channels[before];
      // Like the firmware, cuts the list after the replaced channel: the channels made later are dropped, too, and their interrupts are unowned.
      if (before >= 0) {
        self.channels[before].setCallback(None);
        self.use(self.channels.slice(before + 1));
      }
      const [given, callee, pin, width, percent, us, ns, compare, polarity] = bind(CHANNEL, args, options);
      const mode = given & 0xff; // The firmware keeps it in a byte.
      allocate(CHANNEL_BYTES);
      const made = new TimerChannelObject(type, self, self.timer.channel(number), mode);
      if (pin !== None) connectPin(pins, pin, self.timer);
      self.use([made, ...self.channels]);
      made.channel.onMatch = () => made.trigger();
      start(made, polarity, () => pulseWidth(self, width, percent, us, ns), compare);
      // What an encoder is given is not looked at.
      if (mode >= ENC_A) made.callback = callee;
      else if (callee !== None) made.setCallback(callee);
      return made;
    },
  );
}

function connectPin(pins: Pins, value: Value, timer: Timer): void {
  if (!(value instanceof NativeObject) || value.type !== pins.type) throw raise.ValueError('pin argument needs to be a Pin type');
  const pin = pins.find(value);
  const af = pin.functionOf(`TIM${timer.id}`);
  if (af === undefined) throw raise.ValueError("Pin(%q) doesn't have an alt for Timer(%d)", pin.cpu, timer.id);
  pin.configure('alt', 'none', af.index);
}

/** The pulse width in counts. Percent takes precedence over microseconds, these over nanoseconds, these over counts. */
function pulseWidth(owner: TimerObject, width: number, percent: Value, us: Value, ns: Value): number {
  if (percent !== None) return percentToWidth(owner, percent);
  if (us !== None) return timeToWidth(owner, us, PER_SECOND.us);
  return ns !== None ? timeToWidth(owner, ns, PER_SECOND.ns) : width;
}

function start({ owner, timer, channel, mode }: TimerChannelObject, polarity: number, width: () => number, compare: number): void {
  const polarityOrDefault = polarity === UNSET ? 0 : polarity;
  if (mode <= 1) {
    timer.startOutput(channel.number, OUTPUTS[mode], { activeLow: false, compare: width() });
  } else if (mode < IC) {
    if (polarityOrDefault !== 0 && polarityOrDefault !== 2) throw raise.ValueError('invalid polarity (%d)', polarityOrDefault);
    timer.startOutput(channel.number, OUTPUTS[mode], { activeLow: polarityOrDefault === 2, compare });
  } else if (mode <= ENC_AB) {
    const edge = CAPTURE_EDGES[polarityOrDefault];
    if (edge === undefined) throw raise.ValueError('invalid polarity (%d)', polarityOrDefault);
    if (mode === IC) {
      channel.startCapture(edge);
      timer.start();
      return;
    }
    if (!ENCODER_TIMERS.includes(timer.id)) throw raise.ValueError('encoder not supported on timer %d', timer.id);
    timer.startEncoder({ a: mode !== ENC_B, b: mode !== ENC_A, edge }, owner.settings);
  } else {
    throw raise.ValueError('invalid mode (%d)', mode);
  }
}
