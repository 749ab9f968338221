/** Addresses of objects: what `id()`, default reprs and identity hashes show. Handed out in order of first asking, so they are the same in every run. */
import { heap } from './charge.js';

/** The pseudo-address of an object, in the board's RAM range and on a block's edge. */
export function addressOf(object: object): number {
  let address = heap.addresses.get(object);
  if (address === undefined) {
    address = heap.nextAddress;
    heap.nextAddress += 16;
    heap.addresses.set(object, address);
  }
  return address;
}
