/**
 * Runs programs on the oracle: the real MicroPython, compiled to WebAssembly.
 * A fresh instance for every program costs about 10 ms and leaves nothing behind from the one before.
 */
import { loadMicroPython } from '@micropython/micropython-webassembly-pyscript';
import type { Outcome } from './script.js';

const HEAP_BYTES = 1 << 20;
const PYSTACK_WORDS = 16384;

/** One instance of the oracle; what it prints is collected. */
export interface OracleSession {
  /** Runs one piece of a program in the same globals. */
  run(source: string): Outcome;
}

/** Starts a fresh oracle. */
export async function startOracle(): Promise<OracleSession> {
  let printed: Uint8Array[] = [];
  const keep = (bytes: Uint8Array) => void printed.push(bytes);
  const oracle = await loadMicroPython({
    stdout: keep,
    stderr: keep,
    linebuffer: false,
    heapsize: HEAP_BYTES,
    pystack: PYSTACK_WORDS,
  });
  return {
    run(source) {
      printed = [];
      const exception = messageOf(() => oracle.runPython(source));
      return { output: Buffer.concat(printed).toString('utf8'), exception };
    },
  };
}

/** Runs a whole program on a fresh oracle. */
export async function runOracle(source: string): Promise<Outcome> {
  return (await startOracle()).run(source);
}

/** The traceback with which a run ended, or null. A failure of the oracle itself is no answer, and is rethrown. */
function messageOf(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof Error && error.name === 'PythonError') return error.message;
    throw error;
  }
}
