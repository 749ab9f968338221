/** What a timer is wired to, and how its channels are set up. */
import type { Clock } from '../../sim/clock.js';
import type { InterruptLine } from '../../sim/interrupts.js';
import type { BoardDescription } from '../boards.js';
import type { ClockTree } from '../power.js';
import type { CaptureEdge } from './channel.js';
import type { MasterTimer } from './slave.js';

/**
 * What a timer is connected to: its interrupt line, the line of its channels (the same except on TIM1 and TIM8), and its priority once it is
 * set up.
 */
export interface TimerWiring {
  readonly clock: Clock;
  readonly tree: ClockTree;
  readonly family: BoardDescription['family'];
  readonly line: InterruptLine;
  readonly channelLine: InterruptLine;
  /** Null: nobody sets a priority; the line keeps the one that it has after reset. */
  readonly priority: number | null;
  /** Returns the timer with this number, to which internal triggers may lead. */
  readonly timerAt: (id: number) => { readonly links: MasterTimer };
}

/** An encoder: whether the edges of its two inputs count, and the edges at which channels 1 and 2 capture. */
export interface EncoderInputs {
  readonly a: boolean;
  readonly b: boolean;
  readonly edge: CaptureEdge;
}

/** The settings of a channel's output before it runs. */
export interface OutputSettings {
  readonly activeLow: boolean;
  readonly compare: number;
}
