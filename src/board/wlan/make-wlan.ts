/** Makes a board's radio and the network around it, which only programs with a network need. */
import { Network } from '../../net/network.js';
import type { Trace } from '../../sim/trace.js';
import type { WorldTime } from '../../sim/world-time.js';
import { Wlan } from './wlan.js';

/** Returns a network with nothing in it. */
export function makeNetwork(time: WorldTime): Network {
  return new Network(time);
}

/** Returns a radio that is off. Its link appears in the trace once it has been used. */
export function makeWlan(time: WorldTime, network: Network, uniqueId: Uint8Array, trace: Trace): Wlan {
  const wlan = new Wlan(time, network, uniqueId);
  trace.watchOnceUsed(wlan.signal);
  return wlan;
}
