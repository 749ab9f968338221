/** What has been typed or piped in and the board has not got yet, and when it gets it. */
import { CTRL_C } from '../control-bytes.js';
import type { PyboardSystem } from '../system/pyboard-system.js';

/**
 * Who is at the other end. Somebody at a `terminal`, or the program of a `client`: what they send arrives when they send it.
 * A `script` has written down what it wants typed: that is there when the board looks for it, whatever the host's clock says.
 */
export type Typist = 'terminal' | 'client' | 'script';

/** So often a script looks whether the time of its Ctrl-C has come, ns. */
const STEP = 100_000_000n;
/** So many times it lets a program go on that reads nothing of what stands before it. */
const PATIENCE = 10;

export class Typing {
  /** Nothing will follow. */
  hasEnded = false;
  readonly #pieces: Uint8Array[] = [];
  /** Number of bytes, and of Ctrl-C among them. */
  #size = 0;
  #interrupts = 0;
  /** When a script looks next whether its Ctrl-C is due, ns since reset; null while it has none. */
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

  /** The moment at which to call `send` at the latest; null: when it suits. */
  get due(): bigint | null {
    return this.#due;
  }

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#pieces.push(bytes.slice());
    this.#count(bytes, 1);
  }

  /** Sends what is due: to a board that has stopped for want of input something, if there is any. */
  send(): void {
    if (this.typist === 'script') {
      if (this.system.lacksInput && !this.isEmpty) this.#feed();
      this.#interruptWhenDue();
    } else while (!this.isEmpty && this.#mayCome()) this.#feed();
  }

  /** Feeds what stands before the next Ctrl-C, or that. */
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

  /** What a client sends comes at once. Only a Ctrl-C would come too early for a prompt that has something to read: it is meant for what that starts. */
  #mayCome(): boolean {
    const { system } = this;
    return this.typist === 'terminal' || !this.#interruptIsNext || !system.atPrompt || system.unread === 0;
  }

  /**
   * A script's Ctrl-C is for the program that is started by what stands before it: it comes when that has been read, or when nothing
   * of it is being read any more, at a moment that only the program decides.
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
