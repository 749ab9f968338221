/** What a register is to whoever reads and writes memory. */

/** A register of 32 bits. Without `write` it is read-only: writing does nothing. */
export interface Register {
  readonly read: () => number;
  readonly write?: (value: number) => void;
}

/** Registers of one peripheral by their names; where they lie stands in `register-names.ts`. */
export type RegisterBlock = Readonly<Record<string, Register>>;
