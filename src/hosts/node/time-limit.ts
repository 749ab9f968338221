/** Runs code that may never return, under a time limit that holds even then: `node:vm` watches the time in a separate thread. */
import { Script } from 'node:vm';

/** Longest timeout that Node supports, 49 days. */
const LONGEST_MS = 2 ** 32 - 1;

const SLOT = Symbol.for('virtual-pyboard.limited');
const holder = globalThis as { [SLOT]?: () => void };
let script: Script | null = null;

/**
 * Runs `action`. Returns true if it was ended after `timeoutMs` milliseconds, at most 49 days, wherever it was and without running any `finally`
 * (null: no limit).
 * After such an end only plain data that `action` has left behind can be trusted.
 */
export function endedByTimeout(action: () => void, timeoutMs: number | null): boolean {
  if (timeoutMs === null) {
    action();
    return false;
  }
  script ??= new Script(`globalThis[Symbol.for('virtual-pyboard.limited')]()`);
  holder[SLOT] = action;
  try {
    script.runInThisContext({ timeout: Math.min(Math.max(1, Math.ceil(timeoutMs)), LONGEST_MS) });
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return true;
    throw error;
  } finally {
    delete holder[SLOT];
  }
}
