/** The way to what knows who has the processor, for machines, of which few want to know it. */
import { EVENT_PRICE } from '../bytecode/prices.js';
import { Activity } from '../sim/activity.js';
import type { Clock } from '../sim/clock.js';
import type { Interrupts } from '../sim/interrupts.js';
import type { Scheduler } from '../sim/scheduler.js';
import type { Trace } from '../sim/trace.js';
import { Actors } from './actors.js';

/** Who has the processor of one machine, and how the program names them. */
export interface MachineActivity {
  readonly activity: Activity;
  readonly actors: Actors;
}

/** Makes it, before anything runs. */
export function makeActivity(parts: {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly interrupts: Interrupts;
  readonly scheduler: Scheduler;
}): MachineActivity {
  const { clock, trace, interrupts, scheduler } = parts;
  const activity = new Activity({ clock, trace, entry: EVENT_PRICE.INTERRUPT_ENTRY });
  interrupts.watch = activity;
  scheduler.runs.watch = activity;
  return { activity, actors: new Actors(activity, interrupts) };
}
