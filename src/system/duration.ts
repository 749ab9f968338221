/** Durations as people type and read them. */

const NANOS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  min: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
};

/** The form that `parseDuration` accepts, for messages. */
export const DURATION_FORM = 'a number and a unit: 500us, 150ms, 1.5s, 2min, 8h, 7d';

/**
 * Returns the exact nanoseconds of a duration such as `150ms`; null if the text is not a duration, or if it is zero or not a whole number of
 * nanoseconds.
 */
export function parseDuration(text: string): bigint | null {
  const match = /^(\d{1,15})(?:\.(\d{1,15}))?([a-z\u00b5]+)$/.exec(text.replace('\u03bc', '\u00b5'));
  if (match === null || !Object.hasOwn(NANOS, match[3])) return null;
  const [, whole, fraction = '', unit] = match;
  const scaled = BigInt(whole + fraction) * NANOS[unit];
  const divisor = 10n ** BigInt(fraction.length);
  return scaled === 0n || scaled % divisor !== 0n ? null : scaled / divisor;
}

/** Formats nanoseconds for people, in the largest unit that fits and with at most three decimals: `7 d`, `1.5 s`, `0.25 ms`. */
export function formatDuration(nanos: bigint): string {
  const unit = ['d', 'h', 'min', 's', 'ms', 'us'].find((name) => nanos >= NANOS[name]) ?? 'ns';
  const thousandths = (nanos * 1000n + NANOS[unit] / 2n) / NANOS[unit];
  return `${trimZeros(Number(thousandths) / 1000)} ${unit}`;
}

function trimZeros(value: number): string {
  return value.toFixed(3).replace(/\.?0+$/, '');
}
