/** Simulated time against the wall clock: how far the simulation may run, and how long it has to wait. Reads no clock; it is told. */
import { shown, whole } from '../checks.js';
import { MILLISECOND } from '../execution.js';

/** A simulation that has fallen behind by more than this starts anew from where it is, instead of racing to catch up. */
const LAG_MS = 250;

/** Throws if it is no pace. */
export function checkPace(factor: unknown): void {
  if (typeof factor !== 'number') throw new TypeError(`pace: ${shown(factor)} is not a number`);
  if (!(factor > 0)) throw new RangeError(`pace: ${factor} is not above 0; Infinity is as fast as possible`);
}

/** Throws if it is no simulated time, ns, by which a board can go on. */
export const isAdvance = whole(0, Number.MAX_SAFE_INTEGER, ' of nanoseconds');

/** Keeps a simulation at `factor` times real time; Infinity: as fast as it goes. Wall time is in milliseconds from any origin. */
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

  /** The moment up to which the simulation, now at `simulated`, may run when the wall clock shows `wall`; null: any. */
  limit(simulated: bigint, wall: number): bigint | null {
    if (this.isMax) return null;
    if (!this.#isAnchored || this.#reached(wall) - simulated > this.#nanos(LAG_MS)) this.anchor(simulated, wall);
    return this.#reached(wall);
  }

  /** Milliseconds from `wall` until the wall clock allows the moment `simulated`; 0 if it does. */
  delay(simulated: bigint, wall: number): number {
    if (this.isMax) return 0;
    return Math.max(0, Number(simulated - this.#reached(wall)) / (MILLISECOND * this.factor));
  }

  /** From now on `simulated` belongs to `wall`, as after a pause. */
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
 * The pace of a board at whose console somebody may sit. Where it waits for input at full speed its clock would race against whoever types:
 * there it keeps to real time.
 */
export class ConsolePace {
  readonly chosen: Pace;
  readonly #waiting = new Pace(1);
  #waits = false;

  constructor(factor: number) {
    this.chosen = new Pace(factor);
  }

  /** The pace that holds now. */
  present(simulated: bigint, wall: number, awaitsInput: boolean): Pace {
    const waits = this.chosen.isMax && awaitsInput;
    // What the board has done at full speed before is no lead.
    if (!waits || !this.#waits) this.#waiting.anchor(simulated, wall);
    this.#waits = waits;
    return waits ? this.#waiting : this.chosen;
  }
}
