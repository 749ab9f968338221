/** Output on its way to a terminal, which shows it at its own speed. */

/** Limit of the bytes that wait. Only nested code reaches it, because it does not wait for the page. */
const MOST_WAITING = 2_000_000;

/** Leaves out output that comes while too much waits, and says so when the terminal has caught up. */
export class Backlog {
  #waiting = 0;
  #leftOut = 0;

  /** `write`: calls `done` when the terminal has taken the output. */
  constructor(private readonly write: (output: Uint8Array | string, done: () => void) => void) {}

  /** Resolves when the output has been shown, or left out. */
  add(output: Uint8Array): Promise<void> {
    if (this.#waiting > MOST_WAITING) {
      this.#leftOut += output.length;
      return Promise.resolve();
    }
    this.#waiting += output.length;
    return new Promise((resolve) => this.write(output, () => this.#taken(output.length, resolve)));
  }

  #taken(count: number, resolve: () => void): void {
    this.#waiting -= count;
    const leftOut = this.#leftOut;
    if (this.#waiting > 0 || leftOut === 0) {
      resolve();
      return;
    }
    this.#leftOut = 0;
    this.write(`\r\n(${leftOut} bytes left out: they came faster than a page can show them)\r\n`, resolve);
  }
}
