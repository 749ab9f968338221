/** A level of a stack as it is shown: where the function is. */
import type { Level } from './call-stack.js';
import type { StackLevel } from './host.js';
import type { Places } from './places.js';
import type { Sights } from './sights.js';
import { isFrozen } from './source-lines.js';

/** Returns a level as it is shown. */
export function shownLevel(level: Level, sights: Sights, places: Places): StackLevel {
  if ('cause' in level) return { name: level.cause, frame: null, path: null, line: 0 };
  const { frame } = level;
  const { code } = frame.linked;
  const sight = sights.of(code);
  return { name: code.name, frame, path: isFrozen(code) ? null : sight.path, line: places.lineOf(frame, sight) };
}
