/** How natives of the network wait: in the firmware's event loop, which looks again at every event and every tick (`poll_sockets`). */
import type { Steps, Wait } from '../../execution.js';

/** The board's milliseconds. */
export interface Ticks {
  readonly ticks: number;
  sleep(ms: number): Wait;
}

/** Waits until something holds, or so many ticks have passed (null: for ever); answers whether it holds. */
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

/** One round of the event loop, or two: it ends at the next tick. */
export const forTheMoment = (clock: Ticks, holds: () => boolean): Steps<boolean> => untilHolds(clock, holds, 1);
