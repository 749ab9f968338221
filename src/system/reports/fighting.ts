/** Says which outputs a wire joins: on a real board they drive against each other. */
import type { Pin } from '../../board/pin/pin.js';
import type { Pyboard } from '../../board/pyboard.js';

/** Whether a pin is the TX of a UART. */
const sends = ({ mode, af, description }: Pin): boolean =>
  mode === 'alt' && description.functions.some(({ index, signal }) => index === af && signal === 'TX');

/** Describes the first two outputs that a wire joins, one of them on this board; null if there are none. */
export function fightingText({ pins }: Pyboard): string | null {
  const own = new Set(pins.values());
  for (const pin of own) {
    if (!pin.isOutput) continue;
    const other = [...pin.reach()].find((each) => each !== pin && each.isOutput);
    if (other === undefined) continue;
    const there = own.has(other) ? other.level.name : `${other.level.name} of another board`;
    const remedy = sends(pin) && sends(other) ? '; a wire leads from TX to RX' : '';
    return `${pin.level.name} and ${there} are outputs, and joined by a wire: they drive against each other${remedy}`;
  }
  return null;
}
