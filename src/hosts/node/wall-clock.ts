/** Real time. */

/** Milliseconds from some moment, with fractions. To ask the global `performance` would load a dozen of Node's modules first. */
export function wallMs(): number {
  const [seconds, nanos] = process.hrtime();
  return seconds * 1000 + nanos / 1e6;
}

/** Stops this thread for so many milliseconds, the event loop with it. */
export function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
