/** `machine.I2C` and `machine.SoftI2C` (`ports/stm32/machine_i2c.c`, `ports/stm32/i2c.c`): how their objects are made and set up. */
import { dividedRate, type I2c, timedRate } from '../../board/i2c/i2c.js';
import type { Pyboard } from '../../board/pyboard.js';
import { EINVAL } from '../../errno.js';
import { allocate } from '../../objects/charge.js';
import { ABSENT, bind, keyword, methodsOf, nativeType, option, rest } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int } from '../../objects/kinds.js';
import { truncatedInt } from '../../objects/machine-int.js';
import { None } from '../../objects/none.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, Value } from '../../objects/value.js';
import { findI2c, hasTimingRegister } from '../pyb/i2c.js';
import type { Pins } from '../pyb/pin.js';
import { i2cMembers } from './i2c-methods.js';
import { HardI2c, type I2cObject, SoftI2c, type SoftSettings } from './i2c-object.js';

const FASTEST = 400_000;
const TIMEOUT_US = 50_000;

/** Values of the STM32F7's timing register, each for frequencies of at least the given number of Hz. */
const TIMINGS = [
  [1_000_000, 0x50100103],
  [400_000, 0x70330309],
  [100_000, 0xb0420f13],
] as const;

const HARD = [
  option('id', anything),
  keyword('scl', anything, ABSENT),
  keyword('sda', anything, ABSENT),
  keyword('freq', int, 400_000),
  keyword('timeout', int, TIMEOUT_US),
] as const;
const HARD_TIMED = [...HARD, keyword('timingr', anything, None)] as const;
const SOFT = [option('scl', anything), option('sda', anything), option('freq', int, 400_000), option('timeout', int, TIMEOUT_US)] as const;

/** The two classes for one board. `warn` prints a line. */
export function i2cTypes(board: Pyboard, pins: Pins, warn: (line: string) => void): { readonly I2C: PyType; readonly SoftI2C: PyType } {
  const { method } = methodsOf<I2cObject>();
  const soft = methodsOf<SoftI2c>();
  const settingsOf = (scl: Value, sda: Value, freq: number): SoftSettings => ({ scl: pins.find(scl), sda: pins.find(sda), freq });
  const softMake = (args: Value[], given: Keywords | null): Value => {
    const [scl, sda, freq] = bind(SOFT, args, given);
    const settings = settingsOf(scl, sda, freq);
    allocate(32);
    return new SoftI2c(SoftI2C, board, settings);
  };
  const SoftI2C: PyType = nativeType(
    'SoftI2C',
    { make: (_type, args: Value[], given: Keywords | null) => softMake(args, given), repr: (self: SoftI2c) => self.describe() },
    {
      init: soft.method('Move the bus to other pins, or to another frequency.', SOFT, (self, scl, sda, freq) =>
        self.init(settingsOf(scl, sda, freq)),
      ),
      ...i2cMembers(),
    },
  );
  const made = new Map<I2c, HardI2c>();
  const I2C: PyType = nativeType(
    'I2C',
    {
      make(_type, args: Value[], given: Keywords | null) {
        if (args.length === 0 || args[0] === -1) {
          warn('Warning: I2C(-1, ...) is deprecated, use SoftI2C(...) instead');
          return softMake(args.slice(1), given);
        }
        const isTimed = hasTimingRegister(board);
        const [id, scl, sda, freq] = bind(isTimed ? HARD_TIMED : HARD, args, given);
        const port = findI2c(board, id);
        if (scl !== ABSENT || sda !== ABSENT) throw raise.ValueError('explicit choice of scl/sda is not implemented');
        const timing = isTimed ? (given?.get('timingr') ?? None) : None;
        port.init(rateOf(port, freq, isTimed, timing), 'up');
        let object = made.get(port);
        if (object === undefined) {
          object = new HardI2c(I2C, port);
          made.set(port, object);
        }
        return object;
      },
      repr: (self: HardI2c) => self.describe(),
    },
    {
      init: method('Not for this class: its buses are set up when they are made.', [rest('args')], () => {
        throw raise.OSErrorText('I2C operation not supported');
      }),
      ...i2cMembers(),
    },
  );
  return { I2C, SoftI2C };
}

function rateOf(port: I2c, freq: number, isTimed: boolean, timing: Value) {
  if (!isTimed) {
    const rate = dividedRate(port.inputHertz, Math.min(freq >>> 0, FASTEST), 'before');
    if (rate === null)
      throw raise.NotImplementedError('I2C(%d): freq=%d, of which the chip makes a CCR below 4, is not simulated', port.id, freq);
    return rate;
  }
  const chosen = TIMINGS.find(([least]) => freq >= least);
  if (chosen === undefined) throw raise.OSError(EINVAL);
  return timedRate(port.inputHertz, timing === None ? chosen[1] : truncatedInt(timing) >>> 0);
}
