/** Makes the record of who has the processor, for the few machines that want it. */
import { EVENT_PRICE } from '../bytecode/prices.js';
import { Activity } from '../sim/activity.js';
import type { Clock } from '../sim/clock.js';
import type { Interrupts } from '../sim/interrupts.js';
import type { Scheduler } from '../sim/scheduler.js';
import type { Trace } from '../sim/trace.js';
import { Actors } from './actors.js';

/** Who has the processor of one machine, and the program's names for them. */
export interface MachineActivity {
  readonly activity: Activity;
  readonly actors: Actors;
}

/** Makes the record of a machine; must be called before anything runs. */
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
