/**
 * Addresses of objects, as `id()`, default reprs and identity hashes show them. An object gets its address when it is first requested, so
 * addresses are the same in every run.
 */
import { heap } from './charge.js';

/** The pseudo-address of an object: in the range of the board's RAM and aligned to a block. */
export function addressOf(object: object): number {
  let address = heap.addresses.get(object);
  if (address === undefined) {
    address = heap.nextAddress;
    heap.nextAddress += 16;
    heap.addresses.set(object, address);
  }
  return address;
}
