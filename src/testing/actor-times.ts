/** How long an actor has had the processor, in the units of a test. */
import type { Load } from '../sim/activity.js';

/** Times are simulated milliseconds. `ActorLoad` explains what a run is, and what is counted. */
export interface ActorTimes {
  readonly runs: number;
  readonly totalMs: number;
  readonly longestMs: number;
  /** Null if no interrupt has asked for it. */
  readonly latencyMs: number | null;
}

/** The times of the actor `name`. Throws an Error that names all actors that have run if this one has not. */
export function timesOf({ actors }: Load, name: string): ActorTimes {
  const found = actors.find((actor) => actor.name === name);
  if (found === undefined)
    throw new Error(`no actor named '${name}' has run; those that have: ${actors.map((actor) => actor.name).join(', ') || 'none'}`);
  const ms = (nanos: bigint): number => Number(nanos) / 1e6;
  const { runs, total, longest, latency } = found;
  return { runs, totalMs: ms(total), longestMs: ms(longest), latencyMs: latency === null ? null : ms(latency) };
}
