/** Says at which pins a program has asked a sensor that is not there. */
import type { Pyboard } from '../../board/pyboard.js';

/** Describes these pins, a line for each. `plugIn`: how a user plugs a device in. */
export function silentTexts({ pins }: Pyboard, plugIn: string): string[] {
  return [...pins.values()]
    .filter(({ unanswered }) => unanswered !== null)
    .map(({ unanswered, level: { name } }) => `no ${unanswered} answers on ${name}; ${plugIn}`);
}
