/** `machine` (`extmod/modmachine.c`, `ports/stm32/modmachine.c`): which classes and functions it has. */
import { ResetCause } from '../../board/reset.js';
import { fn, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import { PyObject, type Value } from '../../objects/value.js';
import type { Pyb } from '../pyb/module.js';
import { notSimulated, notSimulatedType } from '../pyb/objects.js';
import type { BoardPort } from '../pyb/port.js';
import { pinBaseType, signalType } from './signal.js';
import { timerType } from './timer.js';

/** What the firmware has and we do not. */
const MISSING = ['ADC', 'CAN', 'I2C', 'I2CTarget', 'I2S', 'PWM', 'SDCard', 'SPI', 'SoftI2C', 'SoftSPI', 'UART', 'WDT'];
const MISSING_FUNCTIONS = ['mem_backup', 'bootloader', 'lightsleep', 'sleep', 'deepsleep', 'bitstream', 'dht_readinto', 'time_pulse_us'];

/** Functions that are the same objects in `pyb`. */
const SHARED = ['freq', 'unique_id', 'info', 'rng', 'disable_irq', 'enable_irq'];

/** Memory as an array of items; its registers are not simulated. */
class Memory extends PyObject {
  constructor(readonly bits: number) {
    super();
  }
  get type() {
    return memoryType;
  }
}
const refuse = (memory: Memory): never => {
  throw raise.NotImplementedError(`machine.mem${memory.bits} is not simulated`);
};
const memoryType = nativeType('mem', { repr: ({ bits }: Memory) => `<${bits}-bit memory>`, subscript: refuse, setSubscript: refuse });

/** The module of one machine; it shares Pin and RTC with `pyb`. */
export function machine(port: BoardPort, pyb: Pyb): PyModule {
  const { board } = port;
  const same = (name: string): Value => pyb.module.table.getName(name)?.value as Value;
  return nativeModule('machine', {
    ...Object.fromEntries(SHARED.map((name) => [name, same(name)])),
    idle: same('wfi'),
    reset: same('hard_reset'),
    soft_reset: fn('End the program and start anew with a fresh interpreter.', [], () => {
      throw raise.SystemExit();
    }),
    reset_cause: fn('Why the chip was reset, a constant of this module.', [], () => board.resetCause),
    SOFT_RESET: ResetCause.SOFT,
    PWRON_RESET: ResetCause.POWER_ON,
    HARD_RESET: ResetCause.HARD,
    WDT_RESET: ResetCause.WATCHDOG,
    DEEPSLEEP_RESET: ResetCause.DEEPSLEEP,
    mem8: new Memory(8),
    mem16: new Memory(16),
    mem32: new Memory(32),
    Pin: pyb.pins.type,
    PinBase: pinBaseType,
    Signal: signalType(pyb.pins.type),
    RTC: pyb.rtc,
    Timer: timerType(board.softTimers, pyb.callbacks),
    ...Object.fromEntries(MISSING.map((name) => [name, notSimulatedType('machine', name)])),
    ...Object.fromEntries(MISSING_FUNCTIONS.map((name) => [name, notSimulated('machine', name)])),
  });
}
