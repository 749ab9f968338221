/** `machine.bitstream` (`extmod/machine_bitstream.c`, `ports/stm32/machine_bitstream.c`): bits as pulses; their lengths distinguish 1 from 0. */
import type { Pyboard } from '../../board/pyboard.js';
import type { Steps } from '../../execution.js';
import { readableBuffer } from '../../objects/bytes.js';
import { arg, fn } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { arrayOf } from '../../objects/sequence.js';
import { takeSteps } from '../../objects/steps.js';
import type { Pins } from '../pyb/pin.js';

/** The only encoding. */
const HIGH_LOW = 0;

/** The function for one board. */
export function bitstream({ clock, tree, interrupts }: Pyboard, pins: Pins) {
  return fn(
    'Send bytes over a pin, highest bits first, each bit as a high and a low; `timing` has their nanoseconds: high and low of 0, then of 1.',
    [arg('pin', anything), arg('encoding', int), arg('timing', anything), arg('data', anything)],
    (which, encoding, timing, data) => {
      const pin = pins.find(which);
      const { bytes } = readableBuffer(data);
      if (encoding !== HIGH_LOW) throw raise.ValueError('encoding');
      const items = arrayOf(timing);
      if (items.length !== 4) throw raise.ValueError('requested length %d but object has length %d', 4, items.length);
      const megahertz = Math.floor(tree.frequencies.sysclk / 1e6);
      /** Durations in ns, rounded down to whole cycles of the processor. */
      const [high0, low0, high1, low1] = items.map((nanos) =>
        Math.round((Math.floor(((megahertz * int.convert(nanos)) >>> 0) / 1000) * 1000) / megahertz),
      );
      const wereEnabled = interrupts.disable();
      function* pulses(): Steps<void> {
        for (let i = 0; i < bytes.length; i++) {
          for (let bit = 0x80; bit !== 0; bit >>= 1) {
            const isOne = ((bytes[i] as number) & bit) !== 0;
            pin.write(1);
            yield clock.busy(isOne ? high1 : high0);
            pin.write(0);
            yield clock.busy(isOne ? low1 : low0);
          }
        }
      }
      return takeSteps(pulses(), () => {
        interrupts.enable(wereEnabled);
        return None;
      });
    },
  );
}
