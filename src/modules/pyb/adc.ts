/** `pyb.ADC` and `pyb.ADCAll` (`ports/stm32/adc.c`). */
import { type Adc, CALIBRATION, FULL_SCALE } from '../../board/adc.js';
import { SUPPLY_VOLTS } from '../../board/analogue.js';
import type { Pyboard } from '../../board/pyboard.js';
import type { Timer } from '../../board/timer/timer.js';
import type { Steps, Wait } from '../../execution.js';
import { itemSize, writeItem } from '../../objects/binary.js';
import { writableBuffer } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { arg, make, methodsOf, nativeType, staticMethod } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { newFloat } from '../../objects/float.js';
import { isInt, newInt } from '../../objects/int.js';
import { anything, int, writable } from '../../objects/kinds.js';
import { str } from '../../objects/protocol/show.js';
import { arrayOf } from '../../objects/sequence.js';
import { takeSteps } from '../../objects/steps.js';
import { type Buffer, type PyType, typeName } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import type { Pins } from './pin.js';
import { startSamplingTimer, timerOf } from './sampling-timer.js';

/** Bytes of an ADC on the board. */
const ADC_BYTES = 84;
const RESOLUTIONS = [6, 8, 10, 12];
/** Volts per step at 12 bits. */
const STEP = SUPPLY_VOLTS / FULL_SCALE;

class AdcObject implements PyObject {
  constructor(
    readonly type: PyType,
    readonly source: Value,
    readonly channel: number,
  ) {}
}

class AdcAllObject implements PyObject {
  /** The supply voltage divided by the one at calibration in the factory. */
  correction = 1;
  constructor(
    readonly type: PyType,
    readonly bits: number,
  ) {}
}

/** Switches the converter on and converts once. */
function readOnce(adc: Adc, channel: number, bits = 12): number {
  adc.switchOn(channel);
  return adc.convert(channel, bits);
}

/** The chip's number for a channel; 16 means the temperature sensor on every chip. Raises ValueError for a number that is no channel. */
function toChannel({ channels }: Adc, number: number): number {
  if (number === 16) return channels.temperature;
  if (number < 0 || number > 18) throw raise.ValueError('not a valid ADC Channel: %d', number);
  return number;
}

/** The number that `repr` shows, which is that of the chip's header: there, an F7's temperature sensor has an extra bit set. */
const shownChannel = ({ channels }: Adc, { channel, source }: AdcObject): number =>
  channel !== 16 && channel === channels.temperature && source === 16 ? channel + 0x10000000 : channel;

/** Puts the pin of a channel into analogue mode, if the channel has one. */
function configurePin(board: Pyboard, channel: number): void {
  board.adcPin(channel)?.configure('analog', 'none');
}

/** A busy wait until the timer's next overflow; null if the timer has overflowed already. */
function untilUpdate({ clock }: Pyboard, timer: Timer): Wait | null {
  if (timer.updates.hasHappened) return null;
  // The wait would never end: no overflow comes, or the interrupt handler clears the flag.
  if (timer.updates.next === Number.POSITIVE_INFINITY || timer.updates.isEnabled) {
    throw raise.NotImplementedError('pyb.ADC: waiting for a timer that is stopped or has a callback (the board hangs) is not simulated');
  }
  return clock.busy(timer.updates.next - clock.now);
}

/** Calls `each` at `count` overflows of the timer, with their number from 0 on. */
function* atUpdates(board: Pyboard, timer: Timer, count: number, each: (i: number) => void): Steps<void> {
  for (let i = 0; i < count; i++) {
    for (let wait = untilUpdate(board, timer); wait !== null; wait = untilUpdate(board, timer)) yield wait;
    timer.updates.clear();
    each(i);
  }
}

/** Stores a sample; if items are bytes, only its upper 8 bits. */
function store({ bytes, typecode }: Buffer, index: number, sample: number): void {
  const size = itemSize(typecode);
  writeItem(typecode, bytes, index * size, size === 1 ? sample >> 4 : sample);
}

function readTimed(board: Pyboard, { channel }: AdcObject, buffer: Buffer, pace: Value): Value {
  const { adc } = board;
  const legacy = isInt(pace) ? startSamplingTimer(board, int.convert(pace)) : null;
  const timer = legacy ?? timerOf(pace);
  const count = buffer.bytes.length / itemSize(buffer.typecode);
  const sample = (i: number): void => {
    if (i === 0) adc.switchOn(channel);
    store(buffer, i, adc.convert(channel));
  };
  return takeSteps(atUpdates(board, timer, count, sample), () => {
    legacy?.halt();
    return newInt(buffer.bytes.length);
  });
}

/** Returns False if the timer was faster than the conversions. */
function readTimedMulti(board: Pyboard, adcs: Value, buffers: Value, pace: Value): Value {
  const channels = arrayOf(adcs).map(channelOf);
  const views = arrayOf(buffers);
  if (channels.length < 1) throw raise.ValueError('need at least 1 ADC');
  if (channels.length !== views.length) throw raise.ValueError('length of ADC and buffer lists differ');
  const targets = views.map((view) => writableBuffer(view));
  const [{ bytes, typecode }] = targets;
  if (targets.some((other) => other.bytes.length !== bytes.length || other.typecode !== typecode)) {
    throw raise.ValueError('size and type of buffers must match');
  }
  const timer = timerOf(pace);
  const { adc } = board;
  readOnce(adc, channels[0]);
  timer.updates.clear();
  const count = bytes.length / itemSize(typecode);
  let inTime = true;
  // The first overflow only starts the sampling.
  const sample = (i: number): void => {
    if (i === 0) return;
    for (const [n, channel] of channels.entries()) store(targets[n], i - 1, adc.convert(channel));
    if (i < count && timer.updates.hasHappened) inTime = false;
  };
  return takeSteps(atUpdates(board, timer, count + 1, sample), () => inTime);
}

function channelOf(value: Value): number {
  if (!(value instanceof AdcObject)) throw raise.TypeError("can't convert %s to ADC", typeName(value));
  return value.channel;
}

/** `pyb.ADC` of one board. */
export function adcType(board: Pyboard, pins: Pins): PyType {
  const { adc } = board;
  const { method } = methodsOf<AdcObject>();
  const channelFrom = (source: Value): number => {
    if (isInt(source)) return toChannel(adc, int.convert(source));
    const { cpu, description } = pins.find(source);
    if (!description.adc?.units.includes('1')) throw raise.ValueError("Pin(%q) doesn't have ADC capabilities", cpu);
    return description.adc.channel;
  };
  const type: PyType = nativeType(
    'ADC',
    {
      make: make([arg('pin', anything)], (source) => {
        const channel = channelFrom(source);
        configurePin(board, channel);
        allocate(ADC_BYTES);
        return new AdcObject(type, source, channel);
      }),
      repr: (self: AdcObject) => `<ADC on ${str(self.source)} channel=${shownChannel(adc, self)}>`,
      references(self: AdcObject, hold) {
        hold(self.source);
        return ADC_BYTES;
      },
    },
    {
      read: method('Convert once: 0 to 4095.', [], ({ channel }) => readOnce(adc, channel)),
      read_timed: method(
        'Fill a buffer, a sample at every overflow of a timer, or so many a second; answers its size in bytes.',
        [arg('buf', writable), arg('timer', anything)],
        (self, buffer, timer) => readTimed(board, self, buffer, timer),
      ),
      read_timed_multi: staticMethod(
        'Fill a buffer for each of several ADCs at every overflow of a timer; answers whether no overflow was missed.',
        [arg('adcs', anything), arg('bufs', anything), arg('timer', anything)],
        (adcs, buffers, timer) => readTimedMulti(board, adcs, buffers, timer),
      ),
    },
  );
  return type;
}

/** `pyb.ADCAll` of one board. */
export function adcAllType(board: Pyboard): PyType {
  const { adc } = board;
  const { temperature, reference, battery, batteryDivider } = adc.channels;
  const { method } = methodsOf<AdcAllObject>();
  /** A reading scaled to 12 bits, whatever the resolution. */
  const read12 = ({ bits }: AdcAllObject, channel: number): number => readOnce(adc, channel, bits) << (12 - bits);
  const correct = (self: AdcAllObject): void => {
    self.correction = CALIBRATION.reference / read12(self, reference);
  };
  const type: PyType = nativeType(
    'ADCAll',
    {
      make: make([arg('resolution', int), arg('mask', int, -1)], (bits, mask) => {
        if (!RESOLUTIONS.includes(bits)) throw raise.ValueError('resolution %d not supported', bits);
        for (let channel = 0; channel < 16; channel++) if ((mask >> channel) & 1) configurePin(board, channel);
        allocate(ADC_BYTES);
        return new AdcAllObject(type, bits);
      }),
      repr: () => '<ADCAll>',
    },
    {
      read_channel: method('Convert one channel once.', [arg('channel', int)], ({ bits }, channel) =>
        readOnce(adc, toChannel(adc, channel), bits),
      ),
      read_core_temp: method('The temperature of the chip, in degrees Celsius.', [], (self) => {
        const slope = (CALIBRATION.at110 - CALIBRATION.at30) / 80;
        return newFloat((read12(self, temperature) * self.correction - CALIBRATION.at30) / slope + 30);
      }),
      read_core_vbat: method('Volts of the battery.', [], (self) =>
        newFloat(read12(self, battery) * batteryDivider * STEP * self.correction),
      ),
      read_core_vref: method('Volts of the internal reference.', [], (self) => {
        correct(self);
        return newFloat(CALIBRATION.reference * STEP);
      }),
      read_vref: method('Volts of the supply.', [], (self) => {
        correct(self);
        return newFloat(SUPPLY_VOLTS * self.correction);
      }),
    },
  );
  return type;
}
