/** A machine for the unit tests of `sim`: its programs are generators that say what they use. */
import { BOARDS } from '../../src/board/boards.js';
import { type Execution, fuel, SUSPEND, type Wait } from '../../src/execution.js';
import { Clock, type ClockKind } from '../../src/sim/clock.js';
import { Interrupts } from '../../src/sim/interrupts.js';
import type { NestedOutcome } from '../../src/sim/on-top.js';
import { Scheduler, type SchedulerOptions } from '../../src/sim/scheduler.js';
import { SysTick } from '../../src/sim/systick.js';

/** The CPU of PYBv1.1: 168 MHz. */
export const RATE = BOARDS.pybv11.clocks.rate;

/** A number: so many cycles, then a safe point. A wait: blocks. */
export type Step = number | Wait;

export class Machine {
  readonly clock: Clock;
  readonly interrupts: Interrupts;
  readonly systick: SysTick;
  readonly scheduler: Scheduler;
  readonly log: string[] = [];
  /** Pending checks of the running thread. */
  checks = 0;

  constructor(options: SchedulerOptions & { kind?: ClockKind } = {}) {
    this.clock = new Clock(RATE, options.kind);
    this.interrupts = new Interrupts(this.clock);
    this.systick = new SysTick(this.clock, this.interrupts);
    this.scheduler = new Scheduler(this.clock, this.interrupts, this.systick, options);
  }

  /** Adds a thread that runs `program`. */
  start(program: () => Generator<Step, void>): Execution {
    const thread = new Thread(this, program());
    this.scheduler.add(thread);
    return thread;
  }

  /** Runs up to a moment; Infinity: to the end. */
  runTo(moment: number): ReturnType<Scheduler['run']> {
    return this.scheduler.run(moment === Number.POSITIVE_INFINITY ? null : this.clock.world.moment(moment));
  }

  /** The running thread waits in nested code. */
  waitNested(wait: Wait): NestedOutcome {
    const thread = this.scheduler.ring[0] as Thread;
    let outcome: NestedOutcome;
    do {
      thread.waiting = wait;
      outcome = this.scheduler.yieldNested();
      thread.waiting = null;
    } while (outcome === 'goes on' && !this.scheduler.isOver(wait));
    return outcome;
  }

  /** Nested code: `turns` times so many cycles and a safe point. */
  workNested(cycles: number, turns: number): void {
    for (let i = 1; i <= turns; i++) {
      fuel.left -= cycles;
      this.safePoint(false);
      if (i % 32 === 0 && this.scheduler.isContended) this.scheduler.requestBounce();
      if (this.scheduler.mustYieldNested(true)) this.scheduler.yieldNested();
      this.scheduler.grant();
    }
  }

  /** Code in an interrupt handler: `turns` times so many cycles and a safe point. */
  work(cycles: number, turns = 1): void {
    for (let i = 0; i < turns; i++) {
      fuel.left -= cycles;
      this.safePoint(false);
    }
  }

  /** What an interpreter does at a safe point. Each is a pending check, too, where somebody queues for the global lock. */
  safePoint(suspendable: boolean): void {
    if (fuel.left >= 0) return;
    if (!this.scheduler.settleAndServe(suspendable)) throw SUSPEND;
    if (suspendable && this.scheduler.isContended && ++this.checks % 32 === 0) this.scheduler.requestBounce();
    if (suspendable && this.scheduler.mustStop(true)) throw SUSPEND;
    this.scheduler.grant();
  }

  /** Notes `text` with the present moment in milliseconds. */
  note(text: string): void {
    this.log.push(`${(Number(this.clock.elapsed()) / 1e6).toFixed(4)} ${text}`);
  }
}

class Thread implements Execution {
  waiting: Wait | null = null;
  done = false;

  constructor(
    private readonly machine: Machine,
    private readonly steps: Generator<Step, void>,
  ) {}

  strike(): boolean {
    return false;
  }

  run(): void {
    this.waiting = null;
    this.machine.checks = 0;
    try {
      for (;;) {
        const { value, done } = this.steps.next();
        if (done) {
          this.done = true;
          return;
        }
        if (typeof value !== 'number') {
          this.waiting = value;
          return;
        }
        fuel.left -= value;
        this.machine.safePoint(true);
      }
    } catch (stop) {
      if (stop !== SUSPEND) throw stop;
    }
  }
}
