/** The bytes of a transfer on `pyb`'s buses, from the arguments of their methods (`ports/stm32/bufhelper.c`). */
import { newBytes, readableBuffer, room, writableBuffer } from '../../objects/bytes.js';
import { isInt } from '../../objects/int.js';
import { machineInt } from '../../objects/machine-int.js';
import type { Value } from '../../objects/value.js';

/** The bytes to send: those of a buffer, or an int as one byte. */
export function bytesToSend(value: Value): Uint8Array {
  return isInt(value) ? Uint8Array.of(machineInt(value)) : readableBuffer(value).bytes;
}

/** Where received bytes go, and the result of the method: new bytes if `value` is their number, otherwise the given buffer. */
export function bytesToReceive(value: Value): { readonly bytes: Uint8Array; readonly result: () => Value } {
  if (!isInt(value)) return { bytes: writableBuffer(value).bytes, result: () => value };
  const bytes = room(machineInt(value));
  return { bytes, result: () => newBytes(bytes) };
}
