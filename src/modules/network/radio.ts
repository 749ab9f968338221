/** The parts of `network` that need a board's radio. */
import type { Pyboard } from '../../board/pyboard.js';
import { configureAll } from './addresses.js';
import type { Radio } from './module.js';
import { wlanType } from './wlan.js';

/** Makes these parts for one machine. */
export function radio({ wlan, clock, systick }: Pyboard): Radio {
  return {
    wlanType: (hostname) => wlanType({ wlan, clock, systick, hostname }),
    ipconfig: (which, given) => configureAll(wlan, which, given),
  };
}
