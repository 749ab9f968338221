/** Real time. */

/** Milliseconds from some moment before the process, with fractions. */
export function wallMs(): number {
  const [seconds, nanos] = process.hrtime();
  return seconds * 1000 + nanos / 1e6;
}
