/** Holds what has been typed or piped in until the board gets it, and decides when it does. */
import { CTRL_C } from '../control-bytes.js';
import type { PyboardSystem } from '../system/pyboard-system.js';

/**
 * Who types. Input of somebody at a `terminal`, or of a `client` program, arrives when it is sent. A `script` was written in advance: its input
 * is there when the board looks for it, whatever the host's clock says.
 */
export type Typist = 'terminal' | 'client' | 'script';

/** How often it is checked whether a script's Ctrl-C is due, ns. */
const STEP = 100_000_000n;
/** The number of such checks for which a program may continue without reading anything of what comes before the Ctrl-C. */
const PATIENCE = 10;

export class Typing {
  /** There will be no more input. */
  hasEnded = false;
  readonly #pieces: Uint8Array[] = [];
  /** Number of bytes, and number of Ctrl-C among them. */
  #size = 0;
  #interrupts = 0;
  /** When to check next whether a script's Ctrl-C is due, ns since reset; null if it has none. */
  #due: bigint | null = null;
  #patience = PATIENCE;
  #left = 0;

  constructor(
    private readonly system: PyboardSystem,
    private readonly typist: Typist,
  ) {}

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** The moment at which `send` must be called at the latest; null: at any time. */
  get due(): bigint | null {
    return this.#due;
  }

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#pieces.push(bytes.slice());
    this.#count(bytes, 1);
  }

  /** Sends what is due. A board that has stopped for lack of input gets some, if there is any. */
  send(): void {
    if (this.typist === 'script') {
      if (this.system.lacksInput && !this.isEmpty) this.#feed();
      this.#interruptWhenDue();
    } else while (!this.isEmpty && this.#mayCome()) this.#feed();
  }

  /** Feeds what comes before the next Ctrl-C, or that Ctrl-C itself. */
  #feed(): void {
    const [bytes] = this.#pieces;
    const control = this.typist === 'terminal' ? -1 : bytes.indexOf(CTRL_C);
    const length = control === 0 ? 1 : control < 0 ? bytes.length : control;
    const piece = bytes.subarray(0, length);
    if (length === bytes.length) this.#pieces.shift();
    else this.#pieces[0] = bytes.subarray(length);
    this.#count(piece, -1);
    this.system.feed(piece);
  }

  #count(bytes: Uint8Array, sign: 1 | -1): void {
    this.#size += sign * bytes.length;
    for (const byte of bytes) if (byte === CTRL_C) this.#interrupts += sign;
  }

  get #interruptIsNext(): boolean {
    return !this.isEmpty && this.#pieces[0][0] === CTRL_C;
  }

  /**
   * Whether the next input may be sent now. A client's input may at once, except for a Ctrl-C while the prompt still has something to read: the
   * Ctrl-C is meant for the program that this starts.
   */
  #mayCome(): boolean {
    const { system } = this;
    return this.typist === 'terminal' || !this.#interruptIsNext || !system.atPrompt || system.unread === 0;
  }

  /**
   * Sends a script's Ctrl-C when it is due. It is meant for the program that is started by the input before it, so it is sent when that input
   * has been read, or is no longer being read. Only the program determines this moment.
   */
  #interruptWhenDue(): void {
    const { system } = this;
    if (this.#interrupts === 0) this.#due = null;
    else if (this.#due === null) this.#wait(PATIENCE);
    else if (system.elapsed >= this.#due) {
      if (this.#patience > 0 && !(this.#interruptIsNext && system.unread === 0)) {
        this.#wait(this.#unread === this.#left ? this.#patience - 1 : PATIENCE);
        return;
      }
      while (!this.#interruptIsNext) this.#feed();
      this.#feed();
      this.#due = null;
      this.#interruptWhenDue();
    }
  }

  get #unread(): number {
    return this.system.unread + this.#size;
  }

  #wait(patience: number): void {
    this.#patience = patience;
    this.#left = this.#unread;
    this.#due = this.system.elapsed + STEP;
  }
}
