/** Makes a board's Bluetooth and the air around it, which only programs with Bluetooth need. */
import { Air } from '../../ble/air.js';
import type { Trace } from '../../sim/trace.js';
import type { WorldTime } from '../../sim/world-time.js';
import { Rng } from '../rng.js';
import { Bluetooth } from './bluetooth.js';

/** Sets the generator of the radio's chip apart from that of the processor. */
const CHIP = 0x424c_4500;

/** Returns an air with nobody in it. */
export function makeAir(): Air {
  return new Air();
}

/** Returns a device that is off. Its connections appear in the trace once it has been used. */
export function makeBluetooth(time: WorldTime, air: Air, uniqueId: Uint8Array, seed: number, trace: Trace): Bluetooth {
  const random = new Rng(seed ^ CHIP);
  const bluetooth = new Bluetooth(time, air, uniqueId, () => random.next());
  trace.watchOnceUsed(bluetooth.signal);
  return bluetooth;
}
