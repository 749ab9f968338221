/** What the channels of a timer see of it. */
import type { Nanos } from '../../execution.js';
import type { Clock } from '../../sim/clock.js';
import type { Level } from '../pin/line.js';
import type { CountMode } from './time-base.js';

/** What a channel sees of its timer. */
export interface ChannelTimer {
  readonly clock: Clock;
  /** The counter with which it compares. */
  readonly base: {
    readonly counter: number;
    /** The period in use. */
    readonly top: number;
    readonly mode: CountMode;
    /** Number of updates so far. */
    readonly updates: number;
    /** Whether the last pulse has brought the counter to a compare value. */
    takes(compare: number): boolean;
    /** Returns the moment at which the counter next takes a compare value; Infinity if it never does. */
    nextMatch(compare: number): Nanos;
    /** Returns the moment at which a PWM output with a compare value next changes; Infinity if it never does. */
    nextCrossing(compare: number): Nanos;
  };
  /** What else the inputs of channels lead to. */
  readonly links: {
    /** Whether the moments of the timer's updates are known in advance. */
    readonly isTimed: boolean;
    listensTo(n: number): boolean;
    inputEdge(n: number, level: Level): void;
  };
  /** The interrupt of the timer's channels. */
  readonly line: { raise(): void };
}

/** An observer of a channel: told that its reference may have changed, and that the counter has matched or been captured. */
export interface ChannelObserver {
  referred?(): void;
  matched?(): void;
}

/** Whether a PWM with this compare value is in the first part of its period. */
export function isBelow({ counter, mode }: ChannelTimer['base'], compare: number): boolean {
  return mode === 'down' ? counter <= compare : counter < compare;
}

/** Returns the fraction of the period in which that is so. */
export function partBelow({ mode, top }: ChannelTimer['base'], compare: number): number {
  const whole = mode === 'center' ? top : top + 1;
  const below = compare + Number(mode === 'down');
  return whole === 0 ? 0 : Math.min(below, whole) / whole;
}
