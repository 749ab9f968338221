/** What a program asks at a pin, as far as nothing is connected that could answer. It changes nothing; a host can tell its user. */

/** The questions at one pin. */
export class Asked {
  #last: { readonly what: string; readonly isTold: boolean } | null = null;
  /** How often in a row it has been asked in vain. */
  #times = 0;

  /** Notes that the program has asked for something, given in words, in vain. `isTold`: an exception or a result tells the program. */
  inVain(what: string, isTold: boolean): void {
    this.#times = this.#last?.what === what ? this.#times + 1 : 1;
    this.#last = { what, isTold };
  }

  /** Forgets it: something has answered, or the chip has been reset. */
  forget(): void {
    this.#last = null;
  }

  /**
   * What the program lacks here, in words; null if nothing. Of what it has been told, this is so only once the program has asked again: one that
   * asks once may do without.
   */
  get lacking(): string | null {
    if (this.#last === null || (this.#last.isTold && this.#times < 2)) return null;
    return this.#last.what;
  }
}
