/** How fast a simulation was, in words. */
import { formatDuration } from './duration.js';

/** Returns, for instance, `7 d simulated in 12.3 s (49000 × real time)`. */
export function speedLine(simulated: bigint, wallMs: number): string {
  const wall = formatDuration(BigInt(Math.round(wallMs)) * 1_000_000n);
  return `${formatDuration(simulated)} simulated in ${wall} (${speed(simulated, wallMs)} × real time)`;
}

/** Returns how many times faster than real time it was, in two or three digits. */
export function speed(simulated: bigint, wallMs: number): string {
  const factor = wallMs <= 0 ? 0 : Number(simulated) / 1e6 / wallMs;
  if (factor >= 100) return String(Number(factor.toPrecision(2)));
  return factor >= 10 ? factor.toFixed(0) : factor.toPrecision(2);
}
