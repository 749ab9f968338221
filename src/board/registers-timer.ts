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
    CR1: {
      read: () => Number(timer.isRunning) * CR1.CEN + DIRECTION[timer.mode] + CR1.ARPE,
      write: (value) => ((value & CR1.CEN) !== 0 ? timer.start() : timer.halt()),
    },
    DIER: {
      read: () => Number(timer.updateInterruptEnabled) * UPDATE,
      write(value) {
        if ((value & UPDATE) === 0) timer.disableUpdateInterrupt();
        else if (!timer.updateInterruptEnabled) timer.enableUpdateInterrupt();
      },
    },
    SR: {
      read: () => Number(timer.hasOverflowed) * UPDATE,
      // Writing 0 clears, writing 1 leaves the flag as it is.
      write(value) {
        if ((value & UPDATE) === 0) timer.clearOverflow();
      },
    },
    EGR: {
      read: () => 0,
      write(value) {
        if ((value & UPDATE) !== 0) timer.restart();
      },
    },
    CNT: {
      read: () => timer.counter,
      write(value) {
        timer.counter = value;
      },
    },
    PSC: {
      read: () => timer.prescaler,
      write(value) {
        timer.prescaler = value;
      },
    },
    ARR: {
      read: () => timer.period,
      write(value) {
        timer.period = value;
      },
    },
    CCR1: compare(1),
    CCR2: compare(2),
    CCR3: compare(3),
    CCR4: compare(4),
  };
}
