/**
 * Turns of threads according to a given schedule: a thread runs until it waits, except at the named switches. Each switch is named by how many
 * cycles the thread has run itself, so it stays at its place in the program when other switches are removed or added.
 */
import { type Execution, MILLISECOND, type Nanos } from '../execution.js';
import type { Clock } from './clock.js';
import type { CoveredExecutions } from './covered.js';
import type { Interrupts } from './interrupts.js';
import type { Moment } from './moment.js';
import type { Ring } from './ring.js';
import type { Runs } from './runs.js';
import { CYCLES_PER_MS, type TurnEnd } from './slice.js';

/**
 * This many cycles before a switch, a thread begins to look for it also at forward jumps, where only the interpreter can stop. Two safe points
 * are seldom farther apart, unless a native function works for long.
 */
const NEAR = 1_000_000;

/**
 * Interrupts a thread in favour of another: once it has run `cycles` itself, at the first jump at which the other can run. Jumps are where the
 * firmware may switch threads (`vm/global-lock.ts`); in nested code only backward ones count. Thread 0 is the main thread; the others count
 * from 1 in the order of their start.
 */
export interface Switch {
  readonly from: number;
  readonly to: number;
  /** CPU cycles that `from` has run since power-on, without those of interrupt handlers. */
  readonly cycles: number;
}

/** Who runs when. */
export interface Schedule {
  /** Longest turn, in milliseconds, of a thread that never waits while others could run. It ends loops that poll for another thread. */
  readonly longestMs: number;
  /** In any order. A switch no longer counts once its thread has run past it, or has waited in its place. */
  readonly switches: readonly Switch[];
}

/** The parts of the machine whose turns are scheduled. */
interface ScheduledMachine {
  readonly clock: Clock;
  readonly interrupts: Interrupts;
  readonly ring: Ring;
  readonly covered: CoveredExecutions;
  readonly runs: Runs;
}

/** Ends turns according to a schedule. A thread that loses its turn loses the global lock with it, so nobody ever queues for the lock. */
export function scheduledTurns(machine: ScheduledMachine, schedule: Schedule): TurnEnd {
  return new ScheduledTurns(machine, schedule);
}

class ScheduledTurns implements TurnEnd {
  readonly #longest: Nanos;
  /** The remaining switches of each thread, by its number; the next one is last in its list. */
  readonly #switches: Switch[][] = [];
  /** The moment at which the turn has lasted for the longest time allowed. */
  #end: Moment;
  /** The same in cycles, for an ideal clock, where code takes no time. */
  #endCycles = 0;

  constructor(
    private readonly machine: ScheduledMachine,
    { longestMs, switches }: Schedule,
  ) {
    const { clock } = machine;
    this.#longest = longestMs * MILLISECOND;
    this.#end = clock.moment(clock.now + this.#longest);
    for (const one of [...switches].sort((a, b) => b.cycles - a.cycles)) {
      this.#switches[one.from] ??= [];
      this.#switches[one.from]?.push(one);
    }
  }

  begin(): void {
    const { current } = this.machine.ring;
    this.#beginLongest();
    if (current === undefined) return;
    // A switch that is due already was the reason why the thread last lost its turn, or the thread has waited in its place.
    const list = this.#listOf(current);
    const cycles = this.machine.runs.cyclesOf(current);
    while ((list.at(-1)?.cycles ?? cycles + 1) <= cycles) list.pop();
  }

  limit(): void {
    if (this.machine.ring.size === 2) this.#beginLongest();
    // The thread to which a due switch leads may have come.
    this.machine.clock.makeDue();
  }

  #beginLongest(): void {
    const { clock } = this.machine;
    this.#end = clock.moment(clock.now + this.#longest);
    this.#endCycles = clock.cycles + (this.#longest / MILLISECOND) * CYCLES_PER_MS;
  }

  isOver(atCheck: boolean): boolean {
    return atCheck && this.takesLock;
  }

  get takesLock(): boolean {
    const { ring, interrupts } = this.machine;
    return ring.isShared && !interrupts.masked && this.#turnsToNext() > 0;
  }

  get needsChecks(): boolean {
    if (!this.machine.ring.isShared) return false;
    const { coming, cycles } = this.#look();
    return (coming !== undefined && coming.cycles - cycles <= NEAR) || this.#turnsToNext() > 0;
  }

  get due(): Nanos {
    if (!this.machine.ring.isShared) return Number.POSITIVE_INFINITY;
    const isLong = this.#hasLastedLongest;
    const to = this.#look().due?.to;
    let due = isLong || this.machine.clock.kind === 'ideal' ? Number.POSITIVE_INFINITY : this.#end.at;
    for (const execution of this.machine.ring.inRing)
      if (isLong || this.machine.runs.numberOf(execution) === to) due = Math.min(due, execution.waiting?.until ?? due);
    return due;
  }

  get dueAfter(): number {
    if (!this.machine.ring.isShared) return Number.POSITIVE_INFINITY;
    // While interrupts are masked the turn cannot end, but may at the first jump after that.
    if (this.#turnsToNext() > 0) return 0;
    const { coming, cycles } = this.#look();
    const left = coming === undefined ? Number.POSITIVE_INFINITY : coming.cycles - cycles;
    return left > NEAR ? left - NEAR : left;
  }

  /** The global lock goes with the turn. */
  pass(): void {
    const turns = this.#turnsToNext();
    this.machine.ring.releaseGlobal();
    this.machine.ring.advance(turns);
  }

  get #hasLastedLongest(): boolean {
    const { clock } = this.machine;
    return clock.kind === 'ideal' ? clock.cycles >= this.#endCycles : clock.now >= this.#end.at;
  }

  /** How many places further on in the ring the thread stands to which the turn passes; 0 if it passes to nobody. */
  #turnsToNext(): number {
    const { members } = this.machine.ring;
    const { due } = this.#look();
    const canRun = (execution: Execution): boolean => execution !== members[0] && this.machine.covered.canRun(execution);
    const named = due === undefined ? -1 : members.findIndex((one) => this.machine.runs.numberOf(one) === due.to && canRun(one));
    if (named > 0 || !this.#hasLastedLongest) return Math.max(named, 0);
    return Math.max(members.findIndex(canRun), 0);
  }

  /** Returns, for the thread that has the turn, the switch that is due (the last, if there are several), and the one that comes next. */
  #look(): { readonly due?: Switch; readonly coming?: Switch; readonly cycles: number } {
    const { current } = this.machine.ring;
    if (current === undefined) return { cycles: 0 };
    const cycles = this.machine.runs.cyclesOf(current);
    const list = this.#listOf(current);
    while ((list.at(-2)?.cycles ?? cycles + 1) <= cycles) list.pop();
    const first = list.at(-1);
    return first !== undefined && first.cycles <= cycles ? { due: first, coming: list.at(-2), cycles } : { coming: first, cycles };
  }

  #listOf(execution: Execution): Switch[] {
    return this.#switches[this.machine.runs.numberOf(execution)] ?? [];
  }
}
