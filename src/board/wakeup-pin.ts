/**
 * The pin whose rising edge wakes the chip from standby: A0, X1 of the boards, once a program has enabled it in a register of the power
 * controller (RM0090 §5.4.1 and §5.4.2, RM0431 §4.4). The firmware itself never enables it. Not simulated: its polarity on a PYBD, the other
 * pins there.
 */
import type { BoardDescription } from './boards.js';
import type { Pin } from './pin/pin.js';
import type { StopMode } from './stop-mode.js';

/** The CPU's name of the pin. */
export const WAKEUP_PIN = 'A0';

/** The bit that clears the flag WOKEN: that the pin has woken the chip. ENABLE is the bit EWUP. */
const CLEARS = { F4: 1 << 2, F7: 1 << 0 } as const;
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
    pin.hearEdges((level) => {
      if (level === 1 && this.#isArmed && stopMode.isStandby) this.#wake();
    });
  }

  /** Called when the chip is reset. In standby the pin stays armed if it was enabled. */
  reset(isStandby: boolean): void {
    this.#isArmed = isStandby && this.#isEnabled;
    this.#isEnabled = false;
    if (!isStandby) this.#hasWoken = false;
  }

  /** What concerns this pin of the registers CR and CSR of the power controller, on an F7 CR2 and CSR2. */
  readonly registers = {
    control: {
      read: () => 0,
      write: (value: number) => {
        if ((value & CLEARS[this.family]) !== 0) this.#hasWoken = false;
      },
    },
    status: {
      read: () => (this.#isEnabled ? ENABLE : 0) | (this.#hasWoken ? WOKEN : 0),
      write: (value: number) => {
        this.#isEnabled = (value & ENABLE) !== 0;
      },
    },
  };

  #wake(): void {
    this.#hasWoken = true;
    this.stopMode.leave();
  }
}
