/** What a debugger and its host say to each other. */
import type { Value } from '../objects/value.js';
import type { Frame } from '../vm/frame.js';
import type { Thread } from '../vm/thread.js';
import type { Breakpoint } from './breakpoints.js';
import type { StepKind } from './step.js';

/** Why the program stands still. */
export interface Stop {
  readonly reason: 'pause' | 'step' | 'breakpoint' | 'exception' | 'goal';
  /** The thread that has come here, or on whose stack an interrupt has. */
  readonly thread: Thread;
  /** Nanoseconds since reset. */
  readonly moment: bigint;
  /** The breakpoints that it has come to. */
  readonly breakpoints: readonly Breakpoint[];
  /** What has been raised; null where the reason is another. */
  readonly exception: Raised | null;
}

/** An exception that has stopped the program. */
interface Raised {
  readonly value: Value;
  /** Nobody catches it. */
  readonly isUncaught: boolean;
}

/** How the program goes on: until something else stops it, or by a step of a thread. */
export type Resumption = { readonly kind: 'continue' } | { readonly kind: StepKind; readonly thread: Thread };

/** A level of a stack as it is shown. */
export interface StackLevel {
  /** The name of the function, or of what has come in between: `interrupt TIM4`. */
  readonly name: string;
  /** Null for an interrupt or a soft callback. */
  readonly frame: Frame | null;
  /** `/flash/main.py`; null where the firmware has it frozen, and for an interrupt. */
  readonly path: string | null;
  /** From 1; 0 for an interrupt. */
  readonly line: number;
}

/** The host that a debugger works for. */
export interface DebugHost {
  /** The program has come to a stop: answers how it goes on. Meanwhile the debugger can be asked about everything. */
  paused(stop: Stop): Resumption;
  /** A breakpoint has been bound to a line, or found to have none. */
  bound(breakpoint: Breakpoint): void;
  /** What a breakpoint with a message has to say. */
  log(text: string): void;
}
