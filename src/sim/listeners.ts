/** Those who want to hear of something. */

interface Listener<T> {
  readonly hear: (what: T) => void;
  isOn: boolean;
}

/** How often listeners may answer before it is said that they will never end. */
const MOST_ANSWERS = 10_000;

/**
 * Listeners in the order in which they have subscribed. What a listener causes while it is told is told when all have heard what was before:
 * everybody hears everything in one order.
 */
export class Listeners<T> {
  /** Replaced at each change, so that a change does not disturb who goes through it. */
  #all: readonly Listener<T>[] = [];
  readonly #untold: T[] = [];
  #isTelling = false;

  /** `of` names what is told, for an error; `last` hears everything after those who subscribe. */
  constructor(
    private readonly of: string,
    private readonly last: ((what: T) => void) | null = null,
  ) {}

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  /** Calls `hear` with everything that is told from now on, until the returned function is called. */
  subscribe(hear: (what: T) => void): () => void {
    const listener = { hear, isOn: true };
    this.#all = [...this.#all, listener];
    return () => {
      listener.isOn = false;
      this.#all = this.#all.filter((each) => each !== listener);
    };
  }

  /** Tells everybody, unless a listener is just being told: then later. What a listener throws goes to the caller, and what is untold is lost. */
  tell(what: T): void {
    const untold = this.#untold;
    if (this.#isTelling) {
      untold.push(what);
      return;
    }
    this.#isTelling = true;
    try {
      this.#hear(what);
      for (let told = 0; told < untold.length; told++) {
        if (told >= MOST_ANSWERS) throw new Error(`${this.of}: its listeners answer each other for ever`);
        this.#hear(untold[told] as T);
      }
    } finally {
      if (untold.length > 0) untold.length = 0;
      this.#isTelling = false;
    }
  }

  #hear(what: T): void {
    for (const listener of this.#all) if (listener.isOn) listener.hear(what);
    this.last?.(what);
  }
}
