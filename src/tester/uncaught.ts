/** Exceptions that callbacks and threads raise and nothing catches: a board prints them and continues, but a test must know of them. */

import type { PyboardSystem } from '../system/pyboard-system.js';
import { describeReport } from '../system/reports/explain.js';

/** Most texts that are kept: a callback may fail at every tick for hours. */
const MOST_KEPT = 100;
/** Most texts that a failure shows. */
const MOST_SHOWN = 3;

/** The uncaught exceptions of one board. */
export class Uncaught {
  readonly #ofCallbacks: string[] = [];
  /** Number of failed threads that have been taken. */
  #threads = 0;

  /** Receives what `system` would explain. */
  constructor(private readonly system: PyboardSystem) {
    system.explain = (report) => {
      if (report.kind !== 'lost' && this.#ofCallbacks.length < MOST_KEPT) this.#ofCallbacks.push(describeReport({ ...report, hint: null }));
    };
  }

  /** Returns what is new since the last call, callbacks first, each in lines that end in \n; at most a hundred texts of callbacks. */
  take(): string[] {
    const { failedThreads } = this.system;
    const threads = failedThreads.slice(this.#threads);
    this.#threads = failedThreads.length;
    return [...this.#ofCallbacks.splice(0), ...threads];
  }
}

/** The text with which a test fails that has not asked for them; empty if there are none. */
export function uncaughtText(texts: readonly string[]): string {
  if (texts.length === 0) return '';
  const more = texts.length > MOST_SHOWN ? 'and so on\n' : '';
  return `Uncaught in a callback or a thread (a test that expects this calls uncaught() of the board):\n${texts.slice(0, MOST_SHOWN).join('')}${more}`;
}
