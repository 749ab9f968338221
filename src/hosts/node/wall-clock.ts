/** Real time. */

/** Node makes the global `performance` when it is asked for, and finds it again at every use: both take time. */
let clock: typeof performance | null = null;

/** Milliseconds from some moment, with fractions. */
export function wallMs(): number {
  clock ??= performance;
  return clock.now();
}

/** Stops this thread for so many milliseconds, the event loop with it. */
export function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
