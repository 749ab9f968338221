/** `pyb.DAC` (`ports/stm32/dac.c`). The option for the output buffer is accepted but makes no difference here. */
import type { DacChannel } from '../../board/dac.js';
import type { Pyboard } from '../../board/pyboard.js';
import type { Timer } from '../../board/timer/timer.js';
import { checkCount } from '../../objects/argument-count.js';
import { arg, bind, keyword, methodsOf, nativeType, option } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { isInt } from '../../objects/int.js';
import { anything, buffer, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import type { Buffer, PyType } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';
import type { Pins } from './pin.js';
import { startSamplingTimer, timerOf } from './sampling-timer.js';

const NORMAL = 0;
const CIRCULAR = 256;
/** Timers whose updates can trigger a conversion. */
const TRIGGERS = [2, 4, 5, 6, 7, 8];

const INIT = [option('bits', int, 8), keyword('buffering', anything, None)] as const;
const bindInit = (args: Value[], given: Keywords | null) => bind(INIT, args, given);

class DacObject implements PyObject {
  constructor(
    readonly type: PyType,
    readonly channel: DacChannel,
  ) {}

  get bits(): 8 | 12 {
    return this.channel.bits ?? 8;
  }

  init([bits]: ReturnType<typeof bindInit>): void {
    this.channel.connect();
    if (bits !== 8 && bits !== 12) throw raise.ValueError('unsupported bits');
    this.channel.bits = bits;
  }

  writeTimed({ bytes }: Buffer, timer: Timer, mode: number): void {
    if (!TRIGGERS.includes(timer.id)) throw raise.ValueError('Timer does not support DAC triggering');
    const isCircular = mode === CIRCULAR;
    if (this.bits === 8) this.channel.startSamples(timer, { count: bytes.length, isCircular, read: (i) => bytes[i] << 4 });
    else {
      const read = (i: number): number => bytes[2 * i] | (bytes[2 * i + 1] << 8);
      this.channel.startSamples(timer, { count: bytes.length >> 1, isCircular, read });
    }
  }
}

/** The class for the channels of a board. */
export function dacType(board: Pyboard, pins: Pins): PyType {
  const { method } = methodsOf<DacObject>();
  const made = new Map<DacChannel, DacObject>();
  const find = (id: Value): DacChannel => {
    if (isInt(id)) {
      const channel = board.dacs[int.convert(id) - 1];
      if (channel === undefined) throw raise.ValueError("DAC(%d) doesn't exist", int.convert(id));
      return channel;
    }
    const pin = pins.find(id);
    const channel = board.dacs.find((dac) => dac.pin === pin);
    if (channel === undefined) throw raise.ValueError("Pin(%q) doesn't have DAC capabilities", pin.cpu);
    return channel;
  };
  const type: PyType = nativeType(
    'DAC',
    {
      make(_type, args: Value[], given: Keywords | null) {
        checkCount(args.length, 1, Number.POSITIVE_INFINITY);
        const channel = find(args[0]);
        const dac = made.get(channel) ?? new DacObject(type, channel);
        made.set(channel, dac);
        if (channel.bits === null || args.length > 1 || (given !== null && given.size > 0)) dac.init(bindInit(args.slice(1), given));
        return dac;
      },
      repr: ({ channel, bits }: DacObject) => `DAC(${channel.id}, bits=${bits})`,
    },
    {
      init: method('Set the converter up.', INIT, (self, ...bound) => self.init(bound)),
      deinit: method('Switch the output off.', [], ({ channel }) => channel.off()),
      write: method('Put a value out.', [arg('value', int)], ({ channel, bits }, value) => channel.write(value << (12 - bits))),
      noise: method('Put noise out, so many values a second.', [arg('freq', int)], ({ channel }, hz) =>
        channel.startNoise(startSamplingTimer(board, hz)),
      ),
      triangle: method('Put a triangle out, so many steps a second.', [arg('freq', int)], ({ channel }, hz) =>
        channel.startTriangle(startSamplingTimer(board, hz)),
      ),
      write_timed: method(
        'Put the samples of a buffer out, one at every overflow of a timer, or so many a second.',
        [option('data', buffer), option('freq', anything), keyword('mode', int, NORMAL)],
        (self, data, pace, mode) => self.writeTimed(data, isInt(pace) ? startSamplingTimer(board, int.convert(pace)) : timerOf(pace), mode),
      ),
      NORMAL,
      CIRCULAR,
    },
  );
  return type;
}
