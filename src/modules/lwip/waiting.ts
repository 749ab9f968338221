/** How natives of the network wait: in the firmware's event loop, which checks again at every event and every tick (`poll_sockets`). */
import type { Steps, Wait } from '../../execution.js';

/** The board's milliseconds. */
export interface Ticks {
  readonly ticks: number;
  sleep(ms: number): Wait;
}

/** Waits until `holds()` is true, at most `ms` ticks (null: without limit). Returns whether it holds. */
export function* untilHolds(clock: Ticks, holds: () => boolean, ms: number | null): Steps<boolean> {
  if (holds()) return true;
  const limit = ms === null ? null : clock.sleep(Math.max(1, ms));
  yield {
    get until() {
      return limit?.until;
    },
    ready: holds,
  };
  return holds();
}

/** Waits for one or two rounds of the event loop: until the next tick. */
export const forTheMoment = (clock: Ticks, holds: () => boolean): Steps<boolean> => untilHolds(clock, holds, 1);
