/** What a debugger and its host tell each other. */
import type { Value } from '../objects/value.js';
import type { Frame } from '../vm/frame.js';
import type { Thread } from '../vm/thread.js';
import type { Breakpoint } from './breakpoints.js';
import type { StepKind } from './step.js';

/** Why the program stands still. */
export interface Stop {
  readonly reason: 'pause' | 'step' | 'breakpoint' | 'exception' | 'goal';
  /** The thread that has come here, or on whose stack an interrupt handler has. */
  readonly thread: Thread;
  /** Nanoseconds since reset. */
  readonly moment: bigint;
  /** The breakpoints that it has reached. */
  readonly breakpoints: readonly Breakpoint[];
  /** The exception that has been raised; null if the reason is a different one. */
  readonly exception: Raised | null;
}

/** An exception that has stopped the program. */
interface Raised {
  readonly value: Value;
  /** Whether no handler catches it. */
  readonly isUncaught: boolean;
}

/** How the program continues: until something else stops it, or by a step of a thread. */
export type Resumption = { readonly kind: 'continue' } | { readonly kind: StepKind; readonly thread: Thread };

/** A level of a stack as it is shown. */
export interface StackLevel {
  /** The name of the function, or of an interrupt or soft callback: `interrupt TIM4`. */
  readonly name: string;
  /** Null for an interrupt or a soft callback. */
  readonly frame: Frame | null;
  /** `/flash/main.py`; null for code that is frozen in the firmware, and for an interrupt. */
  readonly path: string | null;
  /** From 1; 0 for an interrupt. */
  readonly line: number;
}

/** The host that a debugger works for. */
export interface DebugHost {
  /** Called when the program has stopped. Returns how it continues. Until then the debugger can be asked about everything. */
  paused(stop: Stop): Resumption;
  /** Called when a breakpoint has been bound to a line, or turned out to have none. */
  bound(breakpoint: Breakpoint): void;
  /** Called with the message of a breakpoint, or with the error in its condition. */
  log(text: string): void;
}
