/** What clients have changed of a program that stood still, so that it can be changed again when the program is run again. */
import { Refusal } from './refusal.js';
import type { Request, Stopped } from './stopped.js';

export class Changes {
  /** By the count of the debugger at which the program stood still. */
  readonly #requests = new Map<number, Request[]>();

  /** The program goes on. */
  note(count: number, { changes }: Stopped): void {
    if (changes.length > 0) this.#requests.set(count, [...(this.#requests.get(count) ?? []), ...changes]);
  }

  /** The counts at which something was changed, ascending. */
  get counts(): readonly number[] {
    return [...this.#requests.keys()];
  }

  /** Changes again what was changed at a count. */
  redo(count: number, stopped: Stopped): void {
    for (const { command, args } of this.#requests.get(count) ?? []) {
      try {
        stopped.answer(command, args);
      } catch (error) {
        // It was refused at that time, too.
        if (!(error instanceof Refusal)) throw error;
      }
    }
  }
}
