/** What callbacks and threads raise and nobody catches: a board prints it and goes on, a test has to hear of it. */

import type { PyboardSystem } from '../system/pyboard-system.js';
import { describeReport } from '../system/reports/explain.js';

/** A callback may fail at every tick for hours. */
const MOST_KEPT = 100;
/** So many of them a failure shows. */
const MOST_SHOWN = 3;

/** That of one board. */
export class Uncaught {
  readonly #ofCallbacks: string[] = [];
  /** How many threads that have failed are known. */
  #threads = 0;

  /** Takes what `system` would explain. */
  constructor(private readonly system: PyboardSystem) {
    system.explain = (report) => {
      if (report.kind !== 'lost' && this.#ofCallbacks.length < MOST_KEPT) this.#ofCallbacks.push(describeReport({ ...report, hint: null }));
    };
  }

  /** What there is since it was taken last, callbacks first, each in lines that are ended by \n; of callbacks at most a hundred. */
  take(): string[] {
    const { failedThreads } = this.system;
    const threads = failedThreads.slice(this.#threads);
    this.#threads = failedThreads.length;
    return [...this.#ofCallbacks.splice(0), ...threads];
  }
}

/** What a test fails by that has not asked for them; empty where there are none. */
export function uncaughtText(texts: readonly string[]): string {
  if (texts.length === 0) return '';
  const more = texts.length > MOST_SHOWN ? 'and so on\n' : '';
  return `Uncaught in a callback or a thread (a test that expects this calls uncaught() of the board):\n${texts.slice(0, MOST_SHOWN).join('')}${more}`;
}
