/**
 * Several boards whose clocks go together: always the one that is behind runs on, a few microseconds beyond the others, or to where
 * something happens next if all wait. What goes from board to board on a serial line arrives exactly in time, since its end is known
 * when it begins; what one board asks another on an I2C bus it is told with the few microseconds by which they differ.
 */
import type { PyboardSystem, RunState } from './pyboard-system.js';

/** How far a board may run beyond the others, ns: less than a byte takes on any line. */
const STEP = 5_000n;

/** Boards on one clock. Connect their lines and buses before they run: `a.board.uart(4).tx.connect(b.board.uart(6))`. */
export class World {
  constructor(readonly systems: readonly PyboardSystem[]) {}

  /**
   * Runs all boards until a moment, ns since power came, and answers how each one stands: `moment`, or why it has come to an end
   * before. A board that waits for input, at its prompt for instance, stands still.
   */
  run(until: bigint): readonly RunState[] {
    const states = new Map<PyboardSystem, RunState>();
    for (;;) {
      const live = this.systems.filter((system) => !states.has(system) && system.elapsed < until);
      const [behind, ...others] = [...live].sort((a, b) => compare(a.elapsed, b.elapsed));
      if (behind === undefined) return this.systems.map((system) => states.get(system) ?? 'moment');
      const state = behind.run(target(behind, others, until));
      if (state !== 'moment') states.set(behind, state);
    }
  }
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** How far the board that is behind may run. */
function target(behind: PyboardSystem, others: readonly PyboardSystem[], until: bigint): bigint {
  const [next] = others;
  if (next === undefined) return until;
  const quiet = [behind, ...others].map((system) => system.quietUntil ?? until).reduce(least);
  const step = next.elapsed + STEP;
  return least(until, quiet > step ? quiet : step);
}
