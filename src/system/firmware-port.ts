/** What the firmware drives: Python, the prompt, and the parts of the machine. */
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
  /** Puts a program on the main thread: source of a file. False if there is no such file. A syntax error is an end like any other. */
  startFile(path: string): ProgramEnd | boolean;
  startSource(source: string, filename: string, kind: 'file' | 'single'): ProgramEnd | true;
  startModule(name: string): ProgramEnd | true;
  /** What the thread's result means; prints an uncaught exception. */
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
  /** Before a reset: nothing of other threads' nested code is left below; the Execution may have to be run again for that. */
  unwindCovered(): void;
  /** What the flash holds back is written, as far as that is left to the firmware. */
  syncFlash(): void;
  /** Whether the core is occupied by such work: the Execution has to be run again for what follows it. */
  readonly isOccupied: boolean;
  /** Fresh globals, modules, heap; peripherals as after a soft reset; LEDs as while booting. `makesFlash`: the files are the factory's. */
  resetSoftly(isFirst: boolean, makesFlash: boolean): void;
  /** The firmware is left for the bootloader; does not come back. */
  enterBootloader(): never;
  /** The file that runs after boot.py. */
  mainFile(): string;
  /** LEDs as they are after boot.py. */
  bootDone(): void;
  print(text: string): void;
  /** Arms or disarms the interrupt byte. */
  armInterrupt(armed: boolean): void;
  /** The prompt. `step` feeds it what was typed until it wants something run (the source) or a reset, or has no more to read (null). */
  readonly prompt: Prompt;
}

/** The prompt as the firmware drives it. */
export interface Prompt {
  /** In raw mode a soft reset does not run main.py. */
  readonly isRaw: boolean;
  open(): void;
  step(): { readonly run: string; readonly kind: 'file' | 'single' } | 'reset' | null;
  /** What it wanted run begins to. */
  began(): void;
  finished(end: ProgramEnd): void;
  readonly inputWait: Wait;
}
