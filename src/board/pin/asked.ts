/** What a program asks at a pin, as far as nothing is connected that could answer. It changes nothing; a host can tell its user. */

/** The questions at one pin. */
export class Asked {
  #last: { readonly what: string; readonly isRaised: boolean } | null = null;
  /** How often in a row it has been asked in vain. */
  #times = 0;

  /** Notes that the program has asked for something, given in words, in vain. `isRaised`: an exception tells the program. */
  inVain(what: string, isRaised: boolean): void {
    this.#times = this.#last?.what === what ? this.#times + 1 : 1;
    this.#last = { what, isRaised };
  }

  /** Forgets it: something has answered, or the chip has been reset. */
  forget(): void {
    this.#last = null;
  }

  /**
   * What the program lacks here, in words; null if nothing. Of what an exception tells, this is so only once the program has asked again: one that
   * asks once and catches it may do without.
   */
  get lacking(): string | null {
    if (this.#last === null || (this.#last.isRaised && this.#times < 2)) return null;
    return this.#last.what;
  }
}
