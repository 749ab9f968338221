/** Real time. */

/** Returns milliseconds since an arbitrary moment, with fractions. Using the global `performance` would first load a dozen of Node's modules. */
export function wallMs(): number {
  const [seconds, nanos] = process.hrtime();
  return seconds * 1000 + nanos / 1e6;
}

/** Blocks this thread, and so the event loop, for `ms` milliseconds. */
export function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
