/** What the modules of the hardware need of their machine. */
import type { Pyboard } from '../../board/pyboard.js';
import type { ResetCause } from '../../board/reset.js';
import type { ConsoleSlots } from '../dupterm.js';
import type { Terminal } from '../terminal.js';
import type { CallbackPort } from './callback.js';
import type { FlashStorage } from './flash.js';
import type { InfoParts } from './info.js';

/** What only the machine as a whole can do. */
export interface MachineControl {
  /** Resets the chip, and does not come back; of standby that is the end, and does. */
  reset(cause: ResetCause): void;
  /** Starts the chip's bootloader: nothing comes back from there but power. */
  leave(): never;
  /** The chip enters stop mode as soon as it waits. */
  stop(): void;
  /** What `pyb.main(name)` chooses to run after boot.py; the options `opt` and so on are the caller's to drop. */
  setMain(name: string): void;
  /** Whether the prompt tells of each run how long it took, and what memory there is. */
  setRunInfo(isOn: boolean): void;
}

/** The parts of one machine. */
export interface BoardPort extends CallbackPort, InfoParts {
  readonly board: Pyboard;
  readonly terminal: Terminal;
  readonly consoleSlots: ConsoleSlots;
  /** Chooses the byte that interrupts a program when it is typed; −1 for none. */
  setInterruptByte(byte: number): void;
  readonly flash: FlashStorage;
  readonly control: MachineControl;
}
