/** Says at which pins the contacts of buttons and knobs had no pull resistor when they closed. */
import type { Level } from '../../board/pin/line.js';
import type { Pyboard } from '../../board/pyboard.js';

/** Describes these pins; null if there are none. */
export function unpulledText({ pins }: Pyboard): string | null {
  const closed = (level: Level): string[] => [...pins.values()].filter((pin) => pin.unpulled === level).map(({ level: { name } }) => name);
  const [toGround, toSupply] = [closed(0), closed(1)];
  if (toGround.length > 0)
    return `nothing pulls ${toGround.join(' and ')} up, where a contact closes to ground: open or closed, a low level is read; give the pin Pin.PULL_UP`;
  if (toSupply.length > 0)
    return `nothing pulls ${toSupply.join(' and ')} down, where a contact closes to the supply: while it is open, a board reads anything; give the pin Pin.PULL_DOWN`;
  return null;
}
