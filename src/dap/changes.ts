/** What clients have changed in a stopped program, so that the same changes can be made when the program is run again. */
import { Refusal } from './refusal.js';
import type { Request, Stopped } from './stopped.js';

export class Changes {
  /** By the debugger's count at which the program stood still. */
  readonly #requests = new Map<number, Request[]>();

  /** Called when the program continues. */
  note(count: number, { changes }: Stopped): void {
    if (changes.length > 0) this.#requests.set(count, [...(this.#requests.get(count) ?? []), ...changes]);
  }

  /** The counts at which something was changed, ascending. */
  get counts(): readonly number[] {
    return [...this.#requests.keys()];
  }

  /** Repeats the changes that were made at a count. */
  redo(count: number, stopped: Stopped): void {
    for (const { command, args } of this.#requests.get(count) ?? []) {
      try {
        stopped.answer(command, args);
      } catch (error) {
        // It was refused the first time, too.
        if (!(error instanceof Refusal)) throw error;
      }
    }
  }
}
