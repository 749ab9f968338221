/**
 * Bytearrays at addresses where there may be no memory: `uctypes.bytearray_at` accepts any address. Missing memory is noticed only when
 * the bytes are used.
 */
import { PyByteArray } from './bytearray.js';
import { memoryAt, memoryIfAny } from './memory.js';

/** Returns a bytearray over the bytes at an address. If there is no memory, it raises NotImplementedError when it is used. */
export function byteArrayAt(address: number, size: number): PyByteArray {
  const bytes = memoryIfAny(address, size);
  return bytes === undefined ? new ElsewhereBytes(address, size) : new PyByteArray(bytes, 'borrowed');
}

/** A bytearray that `byteArrayAt` has made at an address where there is no memory. */
export class ElsewhereBytes extends PyByteArray {
  constructor(
    readonly address: number,
    private readonly size: number,
  ) {
    super(new Uint8Array(0));
  }
  override get bytes(): Uint8Array {
    return memoryAt(this.address, this.size);
  }
  override get length(): number {
    return this.size;
  }
  override grow(): number {
    return this.bytes.length;
  }
  override replace(): void {
    this.bytes;
  }
}
