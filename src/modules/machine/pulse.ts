/** `machine.time_pulse_us` (`extmod/machine_pulse.c`): how long a pin stays at a level. */

import { arg, fn } from '../../objects/declare.js';
import { engine } from '../../objects/engine.js';
import { anything, int, truth, word } from '../../objects/kinds.js';
import { loadAttribute } from '../../objects/protocol/attribute.js';
import { call } from '../../objects/protocol/call.js';
import { typeOf } from '../../objects/type.js';
import type { Clock } from '../../sim/clock.js';
import type { Pins } from '../pyb/pin.js';
import { pinBaseType } from './signal.js';

/** How long it takes to look at a pin and the time once. */
const NANOS_PER_LOOK = 500;
const NANOS_PER_MICRO = 1000;

/**
 * Reads a level again and again: microseconds of a pulse of `level`, −2 if it does not begin within `timeout` microseconds, −1 if it does
 * not end. With `changes` of 1 it need only begin. `look` is called between.
 */
export function timeLevel(read: () => number, level: number, clock: Clock, timeout: number, changes = 2, look = () => {}): number {
  let start = clock.moment();
  let wanted = level;
  for (;;) {
    clock.spendNanos(NANOS_PER_LOOK);
    look();
    const lasted = clock.now - start.at;
    if (read() === wanted) {
      if (--changes === 0) return Math.floor(lasted / NANOS_PER_MICRO);
      wanted = 1 - wanted;
      start = clock.moment();
    } else if (lasted >= timeout * NANOS_PER_MICRO) return -changes;
  }
}

/** The function for one machine. */
export function timePulse(pins: Pins, clock: Clock) {
  return fn(
    'Microseconds that the pin stays at a level, once it is there; -2 if it does not come there in time, -1 if it stays too long.',
    [arg('pin', anything), arg('pulse_level', truth), arg('timeout_us', word, 1_000_000)],
    (pin, level, timeout) => {
      // The board's own function knows no pins written in Python.
      const isPython = typeOf(pin).isSubtypeOf(pinBaseType);
      const chipPin = isPython ? null : pins.find(pin);
      const read = (): number => chipPin?.read() ?? int.convert(call(loadAttribute(pin, 'value'), []));
      return timeLevel(read, level ? 1 : 0, clock, timeout >>> 0, 2, () => engine.look());
    },
  );
}
