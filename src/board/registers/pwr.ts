/**
 * Registers of the power controller (RM0090 §5.4, RM0410 §4.4): what concerns the pin that wakes the chip, and the backup domain. The firmware
 * opens that domain when it starts the clock (`ports/stm32/rtc.c`); not simulated: that a program closes it. Other bits read 0 and do nothing.
 */
import type { BoardDescription } from '../boards.js';
import type { Register, RegisterBlock } from '../register-block.js';
import type { BackupMemory } from '../rtc/backup.js';
import type { WakeupPin } from '../wakeup-pin.js';

/** DBP: the backup domain can be written. */
const OPEN = 1 << 8;
/** BRE and BRR: the backup regulator is to be on; it is ready. */
const REGULATOR_ON = 1 << 9;
const REGULATOR_READY = 1 << 3;

/** The register block of a chip of this family. */
export function pwrRegisters(pin: WakeupPin, backup: BackupMemory, family: BoardDescription['family']): RegisterBlock {
  const { control, status } = pin.registers;
  const access: Register = { read: () => OPEN };
  const regulator: Register = {
    read: () => (backup.isRegulated ? REGULATOR_ON | REGULATOR_READY : 0),
    write(value) {
      backup.isRegulated = (value & REGULATOR_ON) !== 0;
    },
  };
  return family === 'F4'
    ? { CR: both(control, access), CSR: both(status, regulator) }
    : { CR1: access, CSR1: regulator, CR2: control, CSR2: status };
}

/** One register that has the bits of two. */
const both = (one: Register, other: Register): Register => ({
  read: () => one.read() | other.read(),
  write(value) {
    one.write?.(value);
    other.write?.(value);
  },
});
