/** Stops that tests force: they change nothing that can be observed. */
export class ForcedStops {
  #safePoints = 0;

  /** At every k-th safe point that allows one; undefined: at none. */
  constructor(private readonly every: number | undefined) {}

  get areForced(): boolean {
    return this.every !== undefined;
  }

  /** Counts a safe point: whether there is a stop. */
  isNow(): boolean {
    return this.every !== undefined && ++this.#safePoints % this.every === 0;
  }
}
