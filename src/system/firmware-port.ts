/** The interface between the firmware and what it drives: Python, the prompt, and the parts of the machine. */
import type { Nanos, Wait } from '../execution.js';
import type { Value } from '../objects/value.js';
import type { ThreadResult } from '../vm/supervisor.js';
import type { Thread } from '../vm/thread.js';
import type { ProgramEnd } from './program.js';
import type { ModePort } from './reset-mode.js';

/** Python on the main thread, as the firmware drives it. */
interface MainPython {
  readonly main: Thread;
  /** Soft callbacks, which run while the firmware waits. */
  readonly pending: { readonly hasCallback: boolean };
  runPendingCallback(): void;
  /**
   * Puts a program on the main thread: the source of a file. Returns false if there is no such file. A syntax error is an end like any other.
   */
  startFile(path: string): ProgramEnd | boolean;
  startSource(source: string, filename: string, kind: 'file' | 'single'): ProgramEnd | true;
  startModule(name: string): ProgramEnd | true;
  /** Returns what the thread's result means; prints an uncaught exception. */
  endOf(result: ThreadResult): ProgramEnd;
  /** Prints an exception that nobody has caught. */
  printUncaught(raised: Value): void;
}

/** The parts of a machine that the firmware drives. */
export interface FirmwarePort extends ModePort {
  /** The present moment. */
  readonly now: Nanos;
  /** Nanoseconds since power came. */
  elapsed(): bigint;
  /** The board has been reset since power-on, softly or not. */
  readonly wasReset: boolean;
  readonly python: MainPython;
  /** Called before a reset: nested code of other threads below is unwound. For that the Execution may have to be run again. */
  unwindCovered(): void;
  /** Writes what the flash holds back, as far as the firmware is responsible for that. */
  syncFlash(): void;
  /** Whether such work occupies the core. Then the Execution has to be run again to continue. */
  readonly isOccupied: boolean;
  /**
   * Makes fresh globals, modules and heap; peripherals are as after a soft reset, LEDs as while booting. `makesFlash`: the flash is rebuilt with
   * the factory's files.
   */
  resetSoftly(isFirst: boolean, makesFlash: boolean): void;
  /** Leaves the firmware for the bootloader; does not return. */
  enterBootloader(): never;
  /** Returns the file that runs after boot.py. */
  mainFile(): string;
  /** Sets the LEDs as they are after boot.py. */
  bootDone(): void;
  print(text: string): void;
  /** Sets the byte that interrupts a program; −1 for none. */
  setInterruptByte(byte: number): void;
  /**
   * The prompt. `step` feeds it what was typed until it wants source to be run (returned), wants a reset, or has nothing more to read (null).
   */
  readonly prompt: Prompt;
}

/** The prompt as the firmware drives it. */
export interface Prompt {
  /** In raw mode a soft reset does not run main.py. */
  readonly isRaw: boolean;
  open(): void;
  step(): { readonly run: string; readonly kind: 'file' | 'single' } | 'reset' | null;
  /** The source that the prompt wanted to run has begun. */
  began(): void;
  finished(end: ProgramEnd): void;
  readonly inputWait: Wait;
}
