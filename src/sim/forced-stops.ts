/** Stops forced by tests: they change nothing that can be observed. */
export class ForcedStops {
  #safePoints = 0;

  /** Forces a stop at every k-th safe point that allows one; undefined: never. */
  constructor(private readonly every: number | undefined) {}

  get areForced(): boolean {
    return this.every !== undefined;
  }

  /** Counts a safe point. True if a stop is forced there. */
  isNow(): boolean {
    return this.every !== undefined && ++this.#safePoints % this.every === 0;
  }
}
