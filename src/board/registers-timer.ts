/** The registers of a timer (RM0090 §18.4): those that count and compare. Its modes of output and capture are not to be set here. */
import type { Register, RegisterBlock } from './register-block.js';
import type { CountMode } from './time-base.js';
import type { Timer } from './timer.js';

const CR1 = { CEN: 1 << 0, DIR: 1 << 4, CENTER: 3 << 5, ARPE: 1 << 7 } as const;
const UPDATE = 1;
const DIRECTION: Readonly<Record<CountMode, number>> = { up: 0, down: CR1.DIR, center: CR1.CENTER };

/** The block of one timer. */
export function timerRegisters(timer: Timer): RegisterBlock {
  const compare = (n: number): Register => ({ read: () => timer.compare(n), write: (value) => timer.setCompare(n, value) });
  return {
    0x00: {
      read: () => Number(timer.isRunning) * CR1.CEN + DIRECTION[timer.mode] + CR1.ARPE,
      write: (value) => ((value & CR1.CEN) !== 0 ? timer.start() : timer.halt()),
    },
    0x0c: {
      read: () => Number(timer.updateInterruptEnabled) * UPDATE,
      write(value) {
        if ((value & UPDATE) === 0) timer.disableUpdateInterrupt();
        else if (!timer.updateInterruptEnabled) timer.enableUpdateInterrupt();
      },
    },
    0x10: {
      read: () => Number(timer.hasOverflowed) * UPDATE,
      // Writing 0 clears, writing 1 leaves the flag as it is.
      write(value) {
        if ((value & UPDATE) === 0) timer.clearOverflow();
      },
    },
    0x14: {
      read: () => 0,
      write(value) {
        if ((value & UPDATE) !== 0) timer.restart();
      },
    },
    0x24: {
      read: () => timer.counter,
      write(value) {
        timer.counter = value;
      },
    },
    0x28: {
      read: () => timer.prescaler,
      write(value) {
        timer.prescaler = value;
      },
    },
    0x2c: {
      read: () => timer.period,
      write(value) {
        timer.period = value;
      },
    },
    0x34: compare(1),
    0x38: compare(2),
    0x3c: compare(3),
    0x40: compare(4),
  };
}
