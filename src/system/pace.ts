/**
 * Compares simulated time with the wall clock: how far the simulation may run, and how long it has to wait. It reads no clock; the caller passes
 * the time.
 */
import { shown, whole } from '../checks.js';
import { MILLISECOND } from '../execution.js';

/** A simulation that has fallen behind by more than this continues from where it is, instead of racing to catch up. */
const LAG_MS = 250;

/** Throws unless `factor` is a valid pace. */
export function checkPace(factor: unknown): void {
  if (typeof factor !== 'number') throw new TypeError(`pace: ${shown(factor)} is not a number`);
  if (!(factor > 0)) throw new RangeError(`pace: ${factor} is not above 0; Infinity is as fast as possible`);
}

/** Throws unless the value is a time in ns by which a board can advance. */
export const isAdvance = whole(0, Number.MAX_SAFE_INTEGER, ' of nanoseconds');

/** Keeps a simulation at `factor` times real time; Infinity: full speed. Wall time is in milliseconds from any origin. */
export class Pace {
  #wall = 0;
  #simulated = 0n;
  #isAnchored = false;

  constructor(readonly factor: number) {
    checkPace(factor);
  }

  get isMax(): boolean {
    return this.factor === Number.POSITIVE_INFINITY;
  }

  /** Returns the moment up to which the simulation, now at `simulated`, may run when the wall clock shows `wall`; null: no limit. */
  limit(simulated: bigint, wall: number): bigint | null {
    if (this.isMax) return null;
    if (!this.#isAnchored || this.#reached(wall) - simulated > this.#nanos(LAG_MS)) this.anchor(simulated, wall);
    return this.#reached(wall);
  }

  /** Returns milliseconds from `wall` until the wall clock allows the moment `simulated`; 0 if it already does. */
  delay(simulated: bigint, wall: number): number {
    if (this.isMax) return 0;
    return Math.max(0, Number(simulated - this.#reached(wall)) / (MILLISECOND * this.factor));
  }

  /** Makes `simulated` correspond to `wall` from now on, as after a pause. */
  anchor(simulated: bigint, wall: number): void {
    this.#isAnchored = true;
    this.#simulated = simulated;
    this.#wall = wall;
  }

  #reached(wall: number): bigint {
    return this.#simulated + this.#nanos(wall - this.#wall);
  }

  #nanos(milliseconds: number): bigint {
    return BigInt(Math.floor(milliseconds * MILLISECOND * this.factor));
  }
}

/**
 * The pace of a board at whose console somebody may sit. While it waits for input at full speed, its clock would race ahead of the person
 * typing, so it keeps to real time then.
 */
export class ConsolePace {
  readonly chosen: Pace;
  readonly #waiting = new Pace(1);
  #waits = false;

  constructor(factor: number) {
    this.chosen = new Pace(factor);
  }

  /** Returns the pace that applies now. */
  present(simulated: bigint, wall: number, awaitsInput: boolean): Pace {
    const waits = this.chosen.isMax && awaitsInput;
    // What the board did at full speed before does not count as a lead.
    if (!waits || !this.#waits) this.#waiting.anchor(simulated, wall);
    this.#waits = waits;
    return waits ? this.#waiting : this.chosen;
  }
}
