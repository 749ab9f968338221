/** What was to happen after the end of a run: a mistyped moment, or a program that was over before, is easily overlooked. */
import { formatDuration, parseDuration } from '../system/duration.js';

/** A change that is planned by --at. */
export interface Planned {
  /** As written: `10s`. */
  readonly moment: string;
  /** `usr.pressed=true`. */
  readonly change: string;
}

/** Returns a message about the changes that a run which has ended at `end`, in ns, has not come to; null if there are none. */
export function unreachedText(planned: readonly Planned[], end: bigint): string | null {
  const due = ({ moment }: Planned): bigint => parseDuration(moment) ?? 0n;
  const left = planned.filter((each) => due(each) > end).sort((a, b) => (due(a) < due(b) ? -1 : 1));
  const [first, ...others] = left;
  if (first === undefined) return null;
  const more = others.length === 0 ? '' : ` and ${others.length} more after it`;
  return `the run was over at ${formatDuration(end)}, before ${first.moment}:${first.change}${more}; it lasts longer with a longer --for`;
}
