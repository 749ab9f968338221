/** How long somebody has had the processor, in the units of a test. */
import type { Load } from '../sim/activity.js';

/** Simulated milliseconds; what a run is, and what is counted, `ActorLoad` tells. */
export interface ActorTimes {
  readonly runs: number;
  readonly totalMs: number;
  readonly longestMs: number;
  /** Null: no interrupt has asked for it. */
  readonly latencyMs: number | null;
}

/** Those of the row `name`. Raises an Error that names those there are if nobody of that name has run. */
export function timesOf({ actors }: Load, name: string): ActorTimes {
  const found = actors.find((actor) => actor.name === name);
  if (found === undefined)
    throw new Error(`no actor named '${name}' has run; those that have: ${actors.map((actor) => actor.name).join(', ') || 'none'}`);
  const ms = (nanos: bigint): number => Number(nanos) / 1e6;
  const { runs, total, longest, latency } = found;
  return { runs, totalMs: ms(total), longestMs: ms(longest), latencyMs: latency === null ? null : ms(latency) };
}
