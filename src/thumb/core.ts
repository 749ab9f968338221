/**
 * The state of a processor core as far as a function in machine code sees it (ARMv7-M Architecture Reference Manual, A2.3, A7.3, B1.4):
 * registers, flags, the IT state, and the access that the instructions in `instructions/` have to memory and the chip. `processor.ts` fetches
 * the instructions.
 */
import type { CoreTimes } from './core-times.js';

/** Registers that have names. */
export const SP = 13;
export const LR = 14;
export const PC = 15;

/** Memory and peripherals. An access to an address with neither raises whatever the implementation raises. */
export interface Memory {
  /** Reads 1, 2 or 4 bytes, the lowest first, as an unsigned number, at any address, aligned or not. */
  read(address: number, size: 1 | 2 | 4): number;
  write(address: number, size: 1 | 2 | 4, value: number): void;
  /** The memory around an address, from which code is fetched: the bytes themselves, not a copy, and the address of the first. */
  region(address: number): Region;
}

/** A region of memory. */
export interface Region {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** The part of the chip that system instructions can access. */
export interface SystemControl {
  /** PRIMASK: whether interrupts are masked. */
  masked: boolean;
  /** IPSR: the number of the exception whose handler runs, 0 in a thread. */
  readonly exception: number;
}

/** Cycles that may be used. The object is shared with everything else that counts them. */
export interface Budget {
  left: number;
}

/** Thrown for an instruction that fails by the architecture, or is not known here. Where it fails, the board stops with a HardFault. */
export class Fault {
  constructor(readonly text: string) {}
}

/** Whether condition `code` of the manual's table A7-1 holds. */
function holds(code: number, { n, z, c, v }: Core): boolean {
  switch (code >> 1) {
    case 0:
      return z !== ((code & 1) === 1);
    case 1:
      return c !== ((code & 1) === 1);
    case 2:
      return n !== ((code & 1) === 1);
    case 3:
      return v !== ((code & 1) === 1);
    case 4:
      return (c && !z) !== ((code & 1) === 1);
    case 5:
      return (n === v) !== ((code & 1) === 1);
    case 6:
      return (n === v && !z) !== ((code & 1) === 1);
    default:
      return true;
  }
}

/** The state of one core. */
export class Core {
  /** r0 to r14; the program counter is kept separately. */
  readonly r = new Int32Array(15);
  /** The registers of the floating-point unit, as bits; `s` shows the same as numbers. */
  readonly bits = new Uint32Array(32);
  readonly s = new Float32Array(this.bits.buffer);
  n = false;
  z = false;
  c = false;
  v = false;
  /** The status register of the floating-point unit: its flags, and the exceptions that have occurred (A2.5.3). */
  fpscr = 0;
  /** ITSTATE (A7.3.3); 0 outside of an IT block. */
  it = 0;
  /** Whether an LDREX has marked memory, and nothing has happened since (A3.4). */
  isExclusive = false;
  /** Address of the instruction that is executed, and of the one to be executed next. */
  at = 0;
  next = 0;
  sleeps = false;
  protected budget: Budget = { left: 0 };

  constructor(
    readonly memory: Memory,
    readonly system: SystemControl,
    private readonly times: CoreTimes,
  ) {}

  /** Sets all registers and flags to 0. */
  protected clear(): void {
    this.r.fill(0);
    this.bits.fill(0);
    this.apsr = this.fpscr = this.it = 0;
    this.isExclusive = false;
  }

  /** Whether a condition holds. */
  holds(condition: number): boolean {
    return holds(condition, this);
  }

  /** Reads a register. The program counter reads as the address of the instruction plus 4 (A5.1.2). */
  read(register: number): number {
    return register === PC ? (this.at + 4) | 0 : this.r[register];
  }

  /** Writes a register. Writing the program counter branches. The two lowest bits of the stack pointer stay 0. */
  write(register: number, value: number): void {
    if (register === PC) this.branch(value);
    else this.r[register] = register === SP ? value & ~3 : value;
  }

  /** Sets the flags N and Z. */
  setResult(result: number): void {
    this.n = result < 0;
    this.z = result === 0;
  }

  /** Branches to an address. */
  branch(address: number): void {
    this.next = (address & ~1) >>> 0;
    this.spend(this.times.refill);
  }

  /** Branches by BX, BLX, or a load of the program counter: bit 0 selects the Thumb instruction set, the only one there is (A4.1.1). */
  exchange(address: number): void {
    if ((address & 1) === 0) throw new Fault(`branch to 0x${hex(address, 8)}, which is no address of Thumb code`);
    this.branch(address);
  }

  /** Charges cycles that only some executions of an instruction take. */
  spend(cycles: number): void {
    this.budget.left -= cycles;
  }

  /** Checks the address of an access that must be word-aligned; other accesses need not be (A3.2.1). Throws a Fault if it is not. */
  aligned(address: number): number {
    if ((address & 3) !== 0) throw new Fault(`unaligned access to 0x${hex(address, 8)}`);
    return address >>> 0;
  }

  /** Adds the exceptions of a floating-point operation to FPSCR. */
  noteFloat(exceptions: number): void {
    this.fpscr |= exceptions;
  }

  /** APSR: the flags as the highest bits of a word. */
  get apsr(): number {
    return ((this.n ? 8 : 0) | (this.z ? 4 : 0) | (this.c ? 2 : 0) | (this.v ? 1 : 0)) << 28;
  }
  set apsr(word: number) {
    this.n = word < 0;
    this.z = (word & 0x4000_0000) !== 0;
    this.c = (word & 0x2000_0000) !== 0;
    this.v = (word & 0x1000_0000) !== 0;
  }
}

/** A number in hexadecimal digits. */
export const hex = (value: number, digits: number): string => (value >>> 0).toString(16).padStart(digits, '0');
