/** What the hardware modules need of their machine. */
import type { Pyboard } from '../../board/pyboard.js';
import type { ResetCause } from '../../board/reset.js';
import type { ConsoleSlots } from '../dupterm.js';
import type { Terminal } from '../terminal.js';
import type { CallbackPort } from './callback.js';
import type { FlashStorage } from './flash.js';
import type { InfoParts } from './info.js';

/** What only the machine as a whole can do. */
export interface MachineControl {
  /** Resets the chip and does not return. In standby, it only ends standby and returns. */
  reset(cause: ResetCause): void;
  /** Starts the chip's bootloader, which only a power cycle ends. */
  leave(): never;
  /** The firmware finds no way to continue; only a reset ends that. */
  fail(message: string): never;
  /** Makes the chip enter stop mode as soon as it waits. */
  stop(): void;
  /** Sets the file to run after boot.py, as chosen by `pyb.main(name)`. The caller drops options such as `opt`. */
  setMain(name: string): void;
  /** Sets whether the prompt shows, after each run, how long it took and what memory there is. */
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
