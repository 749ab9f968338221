/** Says at which pins a program has asked a sensor that is not there. */
import type { Pin } from '../../board/pin/pin.js';
import type { Pyboard } from '../../board/pyboard.js';

/** Describes what a pin lacks. `plugIn`: how a user plugs a device in. */
export const silentText = ({ level: { name } }: Pin, what: string, plugIn: string): string => `no ${what} answers on ${name}; ${plugIn}`;

/** Describes the pins where the program asks in vain, a line for each. */
export const silentTexts = ({ pins }: Pyboard, plugIn: string): string[] =>
  [...pins.values()].flatMap((pin) => (pin.asked.lacking === null ? [] : [silentText(pin, pin.asked.lacking, plugIn)]));
