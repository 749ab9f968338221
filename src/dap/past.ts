/**
 * The way back in time. What a board does follows from its program and its input, so another board that does it again, from the beginning,
 * shows the program as it was. That board is the copy; the program itself stands still meanwhile, in the present. The copy can run and stop
 * like the program, until it reaches the present.
 */
import type { Debugger } from '../debug/debugger.js';
import type { Resumption, Stop } from '../debug/host.js';
import type { Thread } from '../vm/thread.js';
import { type Back, CONTINUE, type Movement } from './movement.js';

/** A board that repeats what another one has done. */
export interface Replica {
  readonly debugger: Debugger;
  /** Runs until it is told to end, or has nothing left to do. */
  run(): void;
  /** Tells it to end as soon as possible. */
  end(): void;
}

/** Where to go back to, and the reason to give for the stop there. */
interface Goal {
  readonly count: number;
  readonly why: Pick<Stop, 'reason' | 'breakpoints'>;
}

interface PastPort<Copy extends Replica> {
  /** Makes another board, which will repeat what the program's board has done. */
  again(): Copy;
  /** Shows a stop of a copy. Returns how to continue. */
  show(stop: Stop, copy: Copy): Movement;
  /** Does to a copy what was done to the program when it had come as far. */
  redo(stop: Stop, copy: Copy): void;
  /** The counts at which something was done to the program, ascending. */
  readonly changes: readonly number[];
  /** Whether the place of a thread may count as the program's beginning. */
  isOwn(thread: Thread, program: Debugger): boolean;
  /** Shows a text to the user. */
  tell(text: string): void;
}

const STEP: Goal['why'] = { reason: 'step', breakpoints: [] };
const ELSEWHERE = 'the program cannot be shown as it was: when it was run again, it took another path';
const OTHERWISE = 'back in the present, to which this past did not lead: it was changed, or took another path when run again';

/** The past of one program. */
export class Past<Copy extends Replica> {
  /** The copy that is running. */
  #copy: Copy | null = null;
  /** The moment of the present; null unless a breakpoint or a step has stopped the program there. */
  #moment: bigint | null = null;
  #isCancelled = false;

  constructor(
    private readonly present: Debugger,
    private readonly port: PastPort<Copy>,
  ) {}

  /** Goes back from the present, which is the program's `stop`. Returns when that is reached again, or `cancel` is called. */
  visit({ to }: Back, { reason, moment }: Stop): void {
    this.#moment = reason === 'breakpoint' || reason === 'step' ? moment : null;
    this.#isCancelled = false;
    const { count: now } = this.present;
    for (let goal = this.#goal(to, now); goal.count < now && !this.#isCancelled; ) goal = this.#show(goal);
  }

  /** Ends the visit. */
  cancel(): void {
    this.#isCancelled = true;
    this.#leave();
  }

  /** Shows the program as it was at a goal. Returns the next goal. */
  #show({ count, why }: Goal): Goal {
    const { present, port } = this;
    let isThere = false;
    let next: { readonly to: number | null; readonly from: number } = { to: present.count, from: count };
    this.#run(count, null, (stop, copy) => {
      if (!isThere) copy.debugger.takeOver(present);
      const movement = port.show(isThere ? stop : { ...stop, ...why }, copy);
      isThere = true;
      if (movement.kind !== 'back') return movement;
      next = { to: movement.to, from: copy.debugger.count };
      return this.#leave();
    });
    if (!isThere && !this.#isCancelled) port.tell(ELSEWHERE);
    return this.#goal(next.to, next.from);
  }

  #goal(to: number | null, from: number): Goal {
    return to === null ? this.#breakpointBefore(from) : { count: to, why: STEP };
  }

  /** The place of the last breakpoint before `now`. If there was none, the beginning of the program, or `now` itself. */
  #breakpointBefore(now: number): Goal {
    let latest: Goal | null = null;
    let first = now;
    const prepare = (program: Debugger): void => {
      program.takeOver(this.present);
      program.pause();
    };
    this.#run(now, prepare, ({ reason, breakpoints, ...stop }, { debugger: program }) => {
      const { count } = program;
      if (count >= now) return this.#leave();
      if (reason === 'breakpoint') latest = { count, why: { reason, breakpoints } };
      if (reason === 'pause' && this.port.isOwn(stop.thread, program)) first = count;
      else if (reason === 'pause') program.pause();
      return CONTINUE;
    });
    return latest ?? { count: first, why: STEP };
  }

  /** Runs a copy. `hears` is called at all its stops before the present, including the one at `goal`. */
  #run(goal: number, prepare: ((program: Debugger) => void) | null, hears: (stop: Stop, copy: Copy) => Resumption): void {
    const { present, port } = this;
    const changes = new Set(port.changes);
    const goals = [...new Set([...changes, goal, present.count])].sort((a, b) => a - b);
    const copy = port.again();
    const program = copy.debugger;
    const paused = (stop: Stop): Resumption => {
      const { count } = program;
      if (count >= present.count) {
        if (this.#moment !== null && stop.moment !== this.#moment) port.tell(OTHERWISE);
        return this.#leave();
      }
      if (count === goals[0]) {
        goals.shift();
        program.goal = goals[0] as number;
      }
      if (changes.delete(count)) port.redo(stop, copy);
      return stop.reason === 'goal' && count !== goal ? CONTINUE : hears(stop, copy);
    };
    program.host = { paused, bound: () => {}, log: () => {} };
    program.goal = goals[0] as number;
    prepare?.(program);
    this.#copy = copy;
    copy.run();
    this.#copy = null;
  }

  #leave(): Resumption {
    this.#copy?.debugger.detach();
    this.#copy?.end();
    return CONTINUE;
  }
}
