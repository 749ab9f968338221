/** Search for bytes in bytes. */
import { EVENT_PRICE } from '../bytecode/prices.js';
import { bytesToUnits } from '../utf8.js';
import { charge } from './charge.js';

/** Index of the first occurrence of `needle` in `bytes`, or −1. */
export function findBytes(bytes: Uint8Array, needle: Uint8Array): number {
  charge(EVENT_PRICE.COPY_PER_BYTE * bytes.length);
  if (needle.length === 1) return bytes.indexOf(needle[0] as number);
  return bytesToUnits(bytes).indexOf(bytesToUnits(needle));
}
