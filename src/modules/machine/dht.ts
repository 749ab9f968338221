/** `machine.dht_readinto` (`drivers/dht/dht.c`): asks a humidity sensor for its five bytes. */
import type { Pin } from '../../board/pin/pin.js';
import type { Pyboard } from '../../board/pyboard.js';
import { ETIMEDOUT } from '../../errno.js';
import { MICROSECOND, type Steps } from '../../execution.js';
import { writableBuffer } from '../../objects/bytes.js';
import { arg, fn } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { takeSteps } from '../../objects/steps.js';
import { unansweredOn } from '../lack.js';
import type { Pins } from '../pyb/pin.js';
import { timeLevel } from './pulse.js';

const BYTES = 5;
/** Milliseconds for which the line is released, then held low. */
const REST_MS = 250;
const START_MS = 18;
/** Microseconds from the release of the line to the first look at it; longest waits for the sensor's answer, its ready pulse, and a bit. */
const RELEASE_US = 10;
const ANSWER_US = 100;
const READY_US = 150;
const BIT_US = 100;
/** A pulse that lasts longer than this many microseconds is a 1. */
const ZERO_US = 48;

/** The function for one board. */
export function dhtReadinto({ clock, systick, interrupts }: Pyboard, pins: Pins) {
  /** Receives all bits. Returns whether they all came. All interrupts but the tick are held off meanwhile; `tick` lets a pending tick in. */
  function* receive(pin: Pin, bytes: Uint8Array, tick: () => void): Steps<boolean> {
    pin.write(1);
    yield clock.busy(RELEASE_US * MICROSECOND);
    // First the low with which the sensor answers must begin, then a high pulse must begin and end.
    if ((yield* timeLevel(pin, 0, clock, ANSWER_US, 1)) < 0 || (yield* timeLevel(pin, 1, clock, READY_US)) < 0) return false;
    for (let bit = 0; bit < 8 * BYTES; bit++) {
      tick();
      const lasted = yield* timeLevel(pin, 1, clock, BIT_US);
      if (lasted < 0) return false;
      bytes[bit >> 3] = ((bytes[bit >> 3] as number) << 1) | (lasted > ZERO_US ? 1 : 0);
    }
    return true;
  }
  /** Asks the sensor and receives its answer. Returns whether the answer is complete. */
  function* ask(pin: Pin, bytes: Uint8Array): Steps<boolean> {
    pin.write(1);
    yield systick.sleep(REST_MS);
    pin.write(0);
    yield systick.sleep(START_MS);
    const wereEnabled = interrupts.disable();
    const isComplete = yield* receive(pin, bytes, () => {
      interrupts.enable(wereEnabled);
      interrupts.disable();
    });
    interrupts.enable(wereEnabled);
    return isComplete;
  }
  return fn('Read the five bytes of a DHT sensor on a pin into a buffer.', [arg('pin', anything), arg('buf', anything)], (which, into) => {
    const pin = pins.find(which);
    pin.configure('open-drain', 'none');
    const { bytes } = writableBuffer(into);
    if (bytes.length < BYTES) throw raise.ValueError('buffer too small');
    return takeSteps(ask(pin, bytes), (isComplete) => {
      if (!isComplete) {
        const error = raise.OSError(ETIMEDOUT);
        // A sensor, or the resistor on its module, would drive the line.
        throw pin.isDriven ? error : unansweredOn(pin, 'humidity sensor', error);
      }
      pin.asked.forget();
      return None;
    });
  });
}
