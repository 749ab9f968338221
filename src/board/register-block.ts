/** What a register looks like to code that reads and writes memory. */

/** A register of 32 bits. Without `write` it is read-only: writing does nothing. */
export interface Register {
  readonly read: () => number;
  readonly write?: (value: number) => void;
}

/** Registers of one peripheral by name; their offsets are in `registers/names.ts`. */
export type RegisterBlock = Readonly<Record<string, Register>>;

/** Thrown by `Register.write` for a value that requests something that is not simulated; `what` names the bits or fields in question. */
export class NotSimulated extends Error {
  constructor(readonly what: string) {
    super(`${what} is not simulated`);
  }
}

/** Bits of a register by name. */
export type BitNames = Readonly<Record<string, number>>;

/** Throws NotSimulated if `value` has one of these bits. */
export function refuseBits(value: number, bits: BitNames): void {
  const found = Object.keys(bits).filter((name) => (value & bits[name]) !== 0);
  if (found.length > 0) throw new NotSimulated(found.join(', '));
}
