/** The compare register of a channel, with the preload register through which it may be written (RM0090 §18.4.13, and OC1PE in §18.4.7). */

/** Which values a channel compares with. Programs write and read the preload register; the counter is compared with the register in use. */
export class CompareRegister {
  #written = 0;
  #inUse = 0;
  #isPreloaded = false;
  /** Number of the timer's updates when a value began to wait. */
  #since = 0;
  #hasLoaded = false;

  constructor(private readonly base: { readonly updates: number }) {}

  /** The value written last. */
  get value(): number {
    return this.#written;
  }

  /** The value with which the counter is compared. */
  get inUse(): number {
    this.#load();
    return this.#inUse;
  }

  /** Whether a value waits for the next update. */
  get isWaiting(): boolean {
    this.#load();
    return this.#written !== this.#inUse;
  }

  /** Whether a new value waits for the next update (OCxPE). Switching this off makes a waiting value take effect at once. */
  get isPreloaded(): boolean {
    return this.#isPreloaded;
  }

  set isPreloaded(on: boolean) {
    this.#isPreloaded = on;
    if (!on) this.write(this.#written);
  }

  write(value: number): void {
    this.#load();
    this.#written = value;
    if (this.#isPreloaded) this.#since = this.base.updates;
    else this.#inUse = value;
  }

  /** Returns whether an update has made a value take effect since this was last asked. */
  takeLoaded(): boolean {
    this.#load();
    const has = this.#hasLoaded;
    this.#hasLoaded = false;
    return has;
  }

  #load(): void {
    if (this.#written === this.#inUse || this.base.updates === this.#since) return;
    this.#inUse = this.#written;
    this.#hasLoaded = true;
  }
}
