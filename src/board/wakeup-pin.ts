/**
 * What wakes the chip from standby by a rising edge: pin A0, X1 of the boards, once a program has enabled it in a register of the power
 * controller (RM0090 §5.4.1 and §5.4.2, RM0431 §4.4). The firmware itself never does. Not simulated: its polarity on a PYBD, the other pins there.
 */
import type { BoardDescription } from './boards.js';
import type { Pin } from './pin/pin.js';
import type { RegisterBlock } from './register-block.js';
import type { StopMode } from './stop-mode.js';

/** The pin's name in the CPU. */
export const WAKEUP_PIN = 'A0';

/** Names of the registers, EWUP in them, the flag that the pin has woken the chip, and what clears that. */
const REGISTERS = {
  F4: { control: 'CR', enable: 'CSR', clears: 1 << 2 },
  F7: { control: 'CR2', enable: 'CSR2', clears: 1 << 0 },
} as const;
const WOKEN = 1 << 0;
const ENABLE = 1 << 8;

export class WakeupPin {
  #isEnabled = false;
  #isArmed = false;
  #hasWoken = false;

  constructor(
    pin: Pin,
    private readonly stopMode: StopMode,
    private readonly family: BoardDescription['family'],
  ) {
    pin.onEdge((level) => {
      if (level === 1 && this.#isArmed && stopMode.isStandby) this.#wake();
    });
  }

  /** A reset of the chip; in standby the pin stays what it is. */
  reset(isStandby: boolean): void {
    this.#isArmed = isStandby && this.#isEnabled;
    this.#isEnabled = false;
    if (!isStandby) this.#hasWoken = false;
  }

  /** The registers of the power controller, as far as they have to do with it. */
  get registers(): RegisterBlock {
    const { control, enable, clears } = REGISTERS[this.family];
    return {
      [control]: {
        read: () => 0,
        write: (value) => {
          if ((value & clears) !== 0) this.#hasWoken = false;
        },
      },
      [enable]: {
        read: () => (this.#isEnabled ? ENABLE : 0) | (this.#hasWoken ? WOKEN : 0),
        write: (value) => {
          this.#isEnabled = (value & ENABLE) !== 0;
        },
      },
    };
  }

  #wake(): void {
    this.#hasWoken = true;
    this.stopMode.leave();
  }
}
