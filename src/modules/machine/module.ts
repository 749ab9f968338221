/** `machine` (`extmod/modmachine.c`, `ports/stm32/modmachine.c`): which classes and functions it has. */
import { fn } from '../../objects/declare.js';
import { raise, softResets } from '../../objects/exception.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import type { Value } from '../../objects/value.js';
import type { AddressedMemory } from '../addressed-memory.js';
import type { Pyb } from '../pyb/module.js';
import type { BoardPort } from '../pyb/port.js';
import { adcType } from './adc.js';
import { bitstream } from './bitstream.js';
import { canType } from './can.js';
import { CONSTANTS } from './constants.js';
import { dhtReadinto } from './dht.js';
import { i2cTypes } from './i2c.js';
import { i2cTargetType } from './i2c-target.js';
import { i2sType } from './i2s.js';
import { memBackup, memories } from './memory.js';
import { timePulse } from './pulse.js';
import { pwmType } from './pwm.js';
import { signalType } from './signal.js';
import { spiTypes } from './spi.js';
import { timerType } from './timer.js';
import { wdtType } from './wdt.js';

/** Functions that are the same objects as in `pyb`. */
const SHARED = ['freq', 'unique_id', 'info', 'rng', 'disable_irq', 'enable_irq', 'bootloader'];

/** The module of one machine; it shares Pin, RTC, UART and SDCard with `pyb`. */
export function machine(port: BoardPort, pyb: Pyb, memory: AddressedMemory): PyModule {
  const { board } = port;
  const can = canType(board, pyb.callbacks);
  const i2cTarget = i2cTargetType(board, pyb.callbacks);
  const i2s = i2sType(board.i2s, pyb.pins, pyb.callbacks);
  for (const peripheral of [can, i2cTarget, i2s]) pyb.adopt(peripheral);
  const same = (name: string): Value => pyb.module.table.getName(name)?.value as Value;
  return nativeModule('machine', {
    ...Object.fromEntries(SHARED.map((name) => [name, same(name)])),
    idle: same('wfi'),
    lightsleep: same('stop'),
    sleep: same('stop'),
    deepsleep: same('standby'),
    reset: same('hard_reset'),
    soft_reset: fn('End the program and start anew with a fresh interpreter.', [], () => {
      const exit = raise.SystemExit();
      softResets.add(exit);
      throw exit;
    }),
    reset_cause: fn('Why the chip was reset, a constant of this module.', [], () => board.resetCause),
    ...CONSTANTS,
    ...memories(memory),
    mem_backup: memBackup(board.backup),
    bitstream: bitstream(board, pyb.pins),
    dht_readinto: dhtReadinto(board, pyb.pins),
    time_pulse_us: timePulse(pyb.pins, board.clock),
    Pin: pyb.pins.type,
    Signal: signalType(pyb.pins.type),
    RTC: pyb.rtc,
    I2CTarget: i2cTarget.type,
    UART: same('UART'),
    SDCard: same('SDCard'),
    CAN: can.type,
    ADC: adcType(board, pyb.pins),
    PWM: pwmType(board, pyb.pins),
    WDT: wdtType(port),
    ...i2cTypes(board, pyb.pins, (line) => port.terminal.write(`${line}\n`)),
    ...spiTypes(board, pyb.pins, (line) => port.terminal.write(`${line}\n`)),
    I2S: i2s.type,
    Timer: timerType(board.softTimers, pyb.callbacks),
  });
}
