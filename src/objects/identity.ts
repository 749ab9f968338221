/** Addresses of objects: what `id()`, default reprs and identity hashes show. Handed out in order of first asking, so they are the same in every run. */
import { heap } from './charge.js';
import type { PyObject } from './value.js';

const addresses = new WeakMap<PyObject, number>();

/** The pseudo-address of an object, in the board's RAM range and on a block's edge. */
export function addressOf(object: PyObject): number {
  let address = addresses.get(object);
  if (address === undefined) {
    address = heap.nextAddress;
    heap.nextAddress += 16;
    addresses.set(object, address);
  }
  return address;
}
