/** Real time. */

/** Milliseconds from some moment, with fractions. */
export function wallMs(): number {
  return performance.now();
}

/** Stops this thread for so many milliseconds, the event loop with it. */
export function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
