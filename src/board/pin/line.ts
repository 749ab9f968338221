/** What wires and devices are connected to: a pin of the chip, a port of an expander. Digital; the analogue side is in `analogue.ts`. */
import type { Signal } from '../../sim/signal.js';

/** Low or high. */
export type Level = 0 | 1;

/** A place for the end of a wire. */
export interface Line {
  /** 0 or 1; a value in between is the mean of a fast periodic output. */
  readonly level: Signal;
  /**
   * Connects one device, independent of all others. `closesTo`: it is a mechanical contact, which drives this level while closed and nothing
   * while open.
   */
  connect(closesTo?: Level): Contact;
  /** Calls `listener` at every edge between the levels 0 and 1. Returns a function that ends this. */
  onEdge(listener: (level: Level) => void): () => void;
}

/** A device's connection to a line. It drives nothing at first. */
export class Contact {
  #level: Level | null = null;

  /** `changed` is called whenever it drives another level. `closesTo`: as for `Line.connect`; null for what is no mechanical contact. */
  constructor(
    private readonly changed: (contact: Contact) => void,
    readonly closesTo: Level | null = null,
  ) {}

  get level(): Level | null {
    return this.#level;
  }

  /** Pulls the line low or high, or lets it go (null). An output of the chip itself is stronger. */
  drive(level: Level | null): void {
    if (level === this.#level) return;
    if (level !== 0 && level !== 1 && level !== null) throw new TypeError(`${String(level)} is not a level: give 0, 1, or null to let go`);
    this.#level = level;
    this.changed(this);
  }
}

/** All connections to one line. */
export class Contacts {
  readonly #all: Contact[] = [];

  /** `changed` is called whenever one of them drives another level. */
  constructor(private readonly changed: (contact: Contact) => void) {}

  connect(closesTo?: Level): Contact {
    const contact = new Contact(this.changed, closesTo);
    this.#all.push(contact);
    return contact;
  }

  /** The level that all of them drive together; a low level wins, as with open drains. Null if none drives anything. */
  get level(): Level | null {
    return this.levelWithout(null);
  }

  /** The same without one of them. */
  levelWithout(absent: Contact | null): Level | null {
    let level: Level | null = null;
    for (const contact of this.#all) {
      if (contact === absent) continue;
      if (contact.level === 0) return 0;
      level ??= contact.level;
    }
    return level;
  }
}
