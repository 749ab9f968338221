/**
 * What a program lacks: exceptions that are raised because something is not plugged in or not on the flash, and what that is. Python does not see
 * it; a host can tell its user.
 */
import type { I2cWires } from '../board/i2c/wires.js';
import type { Pin } from '../board/pin/pin.js';

/**
 * No device has acknowledged an address on a bus, no sensor has answered on a pin, there is no SD card where a program wants one, no module of a
 * name, or no radio on the board.
 */
export type Lack =
  | { readonly kind: 'device'; readonly wires: I2cWires; readonly address: number }
  | { readonly kind: 'sensor'; readonly pin: Pin; readonly what: string }
  | { readonly kind: 'card' }
  | { readonly kind: 'radio' }
  | { readonly kind: 'module'; readonly name: string };

const lacks = new WeakMap<object, Lack>();

/**
 * Notes for want of what an exception is raised, a program has ended or a device cannot be made ready; null: nothing is known to be missing.
 * Returns what was noted.
 */
export function forWantOf<T extends object>(lack: Lack | null, failed: T): T {
  if (lack === null) lacks.delete(failed);
  else lacks.set(failed, lack);
  return failed;
}

/** For want of what something has failed, as `forWantOf` has noted it; null if it has not. */
export const lackOf = (failed: object): Lack | null => lacks.get(failed) ?? null;

/**
 * Returns the exception with which a transfer on a bus fails. It is raised for want of a device if the last address was not acknowledged, which
 * the wires are told.
 */
export function failedOn<T extends object>(wires: I2cWires, failed: T): T {
  const address = wires.unanswered;
  if (address === null) return forWantOf(null, failed);
  wires.noteFailure(address);
  return forWantOf({ kind: 'device', wires, address }, failed);
}

/** Returns the exception that a sensor has not answered on a pin, which the pin is told. */
export function unansweredOn<T extends object>(pin: Pin, what: string, failed: T): T {
  pin.asked.inVain(what, true);
  return forWantOf({ kind: 'sensor', pin, what }, failed);
}

/** For want of what callbacks and threads have failed, each thing once. The program goes on after these, and its end does not tell. */
export class Lacks {
  readonly #found: Lack[] = [];

  /** Notes what an exception tells that nobody has caught. */
  note(uncaught: object): void {
    const lack = lackOf(uncaught);
    if (lack !== null && !this.#found.some((other) => isSame(lack, other))) this.#found.push(lack);
  }

  get all(): readonly Lack[] {
    return this.#found;
  }
}

function isSame(one: Lack, other: Lack): boolean {
  if (one.kind === 'device' && other.kind === 'device') return one.wires === other.wires && one.address === other.address;
  if (one.kind === 'sensor' && other.kind === 'sensor') return one.pin === other.pin && one.what === other.what;
  if (one.kind === 'module' && other.kind === 'module') return one.name === other.name;
  return one.kind === other.kind;
}
