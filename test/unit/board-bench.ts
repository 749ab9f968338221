/** A board on a bench for the unit tests of `board`: no code runs, time moves by hand. */
import { BOARDS, type BoardName } from '../../src/board/boards.js';
import { Pyboard } from '../../src/board/pyboard.js';
import { divisionForFrequency } from '../../src/board/timer/math.js';
import type { Timer } from '../../src/board/timer/timer.js';
import type { Steps } from '../../src/execution.js';
import { takeStepsOnTheSpot } from '../../src/objects/steps.js';
import { Clock } from '../../src/sim/clock.js';
import { Interrupts } from '../../src/sim/interrupts.js';
import { SysTick } from '../../src/sim/systick.js';
import { Trace } from '../../src/sim/trace.js';

export class Bench {
  readonly clock: Clock;
  readonly interrupts: Interrupts;
  readonly board: Pyboard;
  readonly log: string[] = [];

  constructor(name: BoardName = 'pybv11') {
    this.clock = new Clock(BOARDS[name].clocks.rate);
    this.interrupts = new Interrupts(this.clock);
    const trace = new Trace(this.clock);
    const systick = new SysTick(this.clock, this.interrupts);
    this.board = new Pyboard(BOARDS[name], { clock: this.clock, interrupts: this.interrupts, systick, trace });
    trace.subscribe(({ t, signal, value }) => this.log.push(`${Number(t) / 1000} ${signal} ${value}`));
  }

  timer(id: number): Timer {
    return this.board.timers.get(id) as Timer;
  }

  /** Lets `nanos` pass; interrupts are served at once. */
  pass(nanos: number): void {
    this.clock.spendNanos(nanos);
    this.interrupts.serve();
  }

  /** Takes steps on the spot. */
  take<T>(steps: Steps<T>): T {
    return takeStepsOnTheSpot(steps, this.clock);
  }

  /** As `Timer(id, freq=hz)`. */
  initTimer(id: number, hz: number, mode: 'up' | 'down' | 'center' = 'up'): Timer {
    const timer = this.timer(id);
    const division = divisionForFrequency(timer.sourceHz, hz, false, timer.mask);
    if (division === null) throw new Error('freq too small');
    timer.configure({ ...division, mode, buffered: true });
    timer.start();
    return timer;
  }

  /** Notes `text` with the present moment in microseconds. */
  note(text: string): void {
    this.log.push(`${Number(this.clock.elapsed()) / 1000} ${text}`);
  }
}
