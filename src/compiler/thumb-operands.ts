/** Operands of inline assembler instructions: what is allowed, and the error messages for the rest (`get_arg_*` in `py/emitinlinethumb.c`). */

/** An operand as it is in the source. */
export interface Operand {
  /** The name, if the operand is one; otherwise null. */
  readonly name: string | null;
  /** The int, cut to 32 bits, if the operand is one; otherwise null. */
  readonly word: number | null;
  /** Whether that int is a small int of MicroPython. */
  readonly isSmall: boolean;
  /** Whether it is `{…}` or `[…]`, and its elements. */
  readonly kind: 'set' | 'list' | 'other';
  readonly parts: readonly Operand[];
}

const NUMBERED = Array.from({ length: 16 }, (_, i) => [`r${i}`, i] as const);
const REGISTERS = new Map<string, number>([...NUMBERED, ['sl', 10], ['fp', 11], ['sp', 13], ['lr', 14], ['pc', 15]]);
const SPECIAL_REGISTERS = new Map([
  ['IPSR', 5],
  ['BASEPRI', 17],
]);
const LAST_FLOAT = 31;

/** Condition codes by their values (ARMv7-M Architecture Reference Manual, table A7-1). */
const CONDITIONS = 'eq ne cs cc mi pl vs vc hi ls ge lt gt le'.split(' ');

/** The value of a condition; −1 for other texts. */
export const conditionOf = (text: string): number => CONDITIONS.indexOf(text);

const hex = (word: number): string => (word >>> 0).toString(16);

/** Reads the operands of one instruction. A wrong operand reads as 0; the last complaint counts. */
export class Operands {
  complaint: string | null = null;

  constructor(
    readonly op: string,
    readonly all: readonly Operand[],
  ) {}

  get count(): number {
    return this.all.length;
  }

  /** A core register up to `most`. */
  register(at: number, most = 15): number {
    return this.#register(this.all[at], most);
  }

  #register({ name }: Operand, most: number): number {
    const register = name === null ? undefined : REGISTERS.get(name);
    if (register === undefined) return this.#complain('expects a register');
    return register > most ? this.#complain(`expects at most r${most}`) : register;
  }

  special(at: number): number {
    return SPECIAL_REGISTERS.get(this.all[at].name ?? '') ?? this.#complain('expects a special register');
  }

  /** A register of the floating-point unit. */
  float(at: number): number {
    const [, digits] = /^s([0-9]+)$/.exec(this.all[at].name ?? '') ?? [];
    if (digits === undefined) return this.#complain('expects an FPU register');
    return Number(digits) > LAST_FLOAT ? this.#complain(`expects at most r${LAST_FLOAT}`) : Number(digits);
  }

  /** `{r0, r1}` as a set of bits. */
  list(at: number): number {
    const { kind, parts } = this.all[at];
    const isList = kind === 'set' && (parts.length > 1 || parts[0].name !== null);
    if (!isList) return this.#complain('expects {r0, r1, ...}');
    return parts.reduce((bits, part) => bits | (1 << this.#register(part, 15)), 0);
  }

  /** An int without bits outside `mask`. */
  integer(at: number, mask: number): number {
    return this.#integer(this.all[at], mask);
  }

  #integer({ word }: Operand, mask: number): number {
    if (word === null) return this.#complain('expects an integer');
    if ((word & ~mask) !== 0) return this.#complain(`integer 0x${hex(word)} doesn't fit in mask 0x${hex(mask)}`);
    return word;
  }

  /** `[base, offset]`; null for other operands. The offset is divided by `unit`. */
  address(at: number, mostBase: number, mask: number, unit: number): { readonly n: number; readonly i: number } | null {
    const { kind, parts } = this.all[at];
    if (kind !== 'list' || parts.length !== 2) {
      this.#complain('expects an address of the form [a, b]');
      return null;
    }
    const n = this.#register(parts[0], mostBase);
    return { n, i: Math.floor(this.#integer(parts[1], mask) / unit) };
  }

  /** The name of a label; null for other operands. */
  label(at: number): string | null {
    const { name } = this.all[at];
    if (name === null) this.#complain('expects a label');
    return name;
  }

  /** Registers that there is no such instruction. */
  refuse(): void {
    this.complaint = `unsupported Thumb instruction '${this.op}' with ${this.count} arguments`;
  }

  #complain(text: string): 0 {
    this.complaint = `'${this.op}' ${text}`;
    return 0;
  }
}
