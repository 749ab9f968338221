/**
 * Runs something that may never come back, so that SIGINT and a time limit still end it.
 * Node delivers signals only between turns of the event loop; `node:vm` watches for them with a thread of its own.
 */
import { Script } from 'node:vm';

/** How an action ended. */
export type Ending = 'returned' | 'interrupted' | 'timeout';

const SLOT = Symbol.for('virtual-pyboard.interruptible');
const holder = globalThis as { [SLOT]?: () => void };
let script: Script | null = null;

/**
 * Runs `action`; SIGINT, or `timeoutMs` milliseconds (null: any number), end it wherever it is, past every `finally`.
 * After such an end only what `action` has left behind in plain data can be trusted.
 */
export function interruptible(action: () => void, timeoutMs: number | null): Ending {
  script ??= new Script(`globalThis[Symbol.for('virtual-pyboard.interruptible')]()`);
  holder[SLOT] = action;
  try {
    script.runInThisContext({ breakOnSigint: true, ...(timeoutMs === null ? {} : { timeout: Math.max(1, Math.ceil(timeoutMs)) }) });
    return 'returned';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED') return 'interrupted';
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'timeout';
    throw error;
  } finally {
    delete holder[SLOT];
  }
}
