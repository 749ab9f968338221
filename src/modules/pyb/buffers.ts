/** The bytes of a transfer as `pyb`'s buses take them (`ports/stm32/bufhelper.c`). */
import { newBytes, readableBuffer, room, writableBuffer } from '../../objects/bytes.js';
import { isInt } from '../../objects/int.js';
import { machineInt } from '../../objects/machine-int.js';
import type { Value } from '../../objects/value.js';

/** The bytes to send: those of a buffer, or an int as one byte. */
export function bytesToSend(value: Value): Uint8Array {
  return isInt(value) ? Uint8Array.of(machineInt(value)) : readableBuffer(value).bytes;
}

/** Where received bytes go, and what the method then answers: so many new bytes, or the buffer that was given. */
export function bytesToReceive(value: Value): { readonly bytes: Uint8Array; readonly result: () => Value } {
  if (!isInt(value)) return { bytes: writableBuffer(value).bytes, result: () => value };
  const bytes = room(machineInt(value));
  return { bytes, result: () => newBytes(bytes) };
}
