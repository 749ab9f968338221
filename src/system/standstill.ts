/** Lets time pass in the world around the chip while the chip stands still (`board/stop-mode.ts`), and lets the host look around. */
import type { Pyboard } from '../board/pyboard.js';
import { raise } from '../objects/exception.js';
import { FARTHEST } from '../sim/horizon.js';
import type { Scheduler } from '../sim/scheduler.js';
import { NO_WAY_ON } from '../vm/supervisor.js';

/** The longest that the chip stands still before the host looks around. */
const LONGEST = BigInt(FARTHEST);

/** The standstill of one machine. Moments are ns since reset; null: never. */
export class Standstill {
  /** When everything ends; the host may set it at any time. */
  endsAt: bigint | null = null;

  constructor(
    private readonly board: Pyboard,
    private readonly scheduler: Scheduler,
    /** Called when the chip stands still, and when it no longer does; null if there is no listener. */
    private readonly activity: { standStill(stands: boolean): void } | null,
  ) {}

  get isActive(): boolean {
    return this.board.stopMode.isActive;
  }

  /**
   * Lets time pass until something wakes the chip; then returns null. Otherwise returns why it stopped before: the moment `until`, at which the
   * host wants control, or the end is reached; nothing will happen without the host; the host asked for a stop.
   */
  pass(until: bigint | null): 'moment' | 'awaiting-input' | 'stopped' | null {
    if (!this.isActive) return null;
    this.activity?.standStill(true);
    try {
      return this.#pass(until);
    } finally {
      this.activity?.standStill(false);
    }
  }

  #pass(until: bigint | null): 'moment' | 'awaiting-input' | 'stopped' | null {
    const { stopMode, clock, interrupts } = this.board;
    while (stopMode.isActive) {
      const last = earlier(until, this.endsAt);
      if (last !== null && clock.elapsed() >= last) return 'moment';
      if (last === null && !interrupts.isPending && clock.world.nextDue === Number.POSITIVE_INFINITY) return 'awaiting-input';
      stopMode.pass(earlier(last, clock.elapsed() + LONGEST) as bigint);
      const reason = this.scheduler.lookInStandstill();
      if (reason !== null && stopMode.isActive) return reason === 'until' ? 'moment' : reason;
    }
    return null;
  }

  /** Lets time pass under nested code, which cannot be left. Raises RuntimeError if nothing will wake the chip. */
  passNested(): void {
    this.activity?.standStill(true);
    try {
      this.#passNested();
    } finally {
      this.activity?.standStill(false);
    }
  }

  #passNested(): void {
    const { stopMode, clock, interrupts } = this.board;
    while (stopMode.isActive) {
      const next = Math.min(clock.world.nextDue, this.scheduler.end);
      if (next === Number.POSITIVE_INFINITY && !interrupts.isPending) {
        stopMode.leave();
        throw raise.RuntimeError(NO_WAY_ON.never);
      }
      if (this.scheduler.passesInStandstill(next)) stopMode.pass(next === Number.POSITIVE_INFINITY ? 0n : clock.elapsed(next));
    }
  }
}

const earlier = (one: bigint | null, other: bigint | null): bigint | null =>
  one === null || (other !== null && other < one) ? other : one;
