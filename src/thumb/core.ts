/**
 * The state of a processor core as far as a function in machine code sees it (ARMv7-M Architecture Reference Manual, A2.3, A7.3, B1.4):
 * registers, flags, the IT state, and what the instructions in `instructions/` reach memory and the chip by. Who fetches them is `processor.ts`.
 */
import type { CoreTimes } from './core-times.js';

/** Registers that have names. */
export const SP = 13;
export const LR = 14;
export const PC = 15;

/** Memory and peripherals. What is not there raises whatever its owner raises. */
export interface Memory {
  /** Reads 1, 2 or 4 bytes, the lowest first, as an unsigned number; at any address, aligned or not. */
  read(address: number, size: 1 | 2 | 4): number;
  write(address: number, size: 1 | 2 | 4, value: number): void;
  /** The memory that code is fetched from: the bytes around an address, themselves, and where the first of them lies. */
  region(address: number): Region;
}

/** A stretch of memory. */
export interface Region {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** What of the chip the system instructions reach. */
export interface SystemControl {
  /** PRIMASK: whether interrupts are masked. */
  masked: boolean;
  /** IPSR: the number of the exception whose handler runs, 0 in a thread. */
  readonly exception: number;
}

/** Cycles that may be used, shared with whoever else counts them. */
export interface Budget {
  left: number;
}

/** An instruction that the architecture lets fail, or that is not known here: the board stops with a HardFault where it fails. */
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
  /** r0 to r14; the program counter is kept apart. */
  readonly r = new Int32Array(15);
  /** The registers of the floating-point unit, as bits; `s` shows the same as numbers. */
  readonly bits = new Uint32Array(32);
  readonly s = new Float32Array(this.bits.buffer);
  n = false;
  z = false;
  c = false;
  v = false;
  /** The status register of the floating-point unit: its flags, and the exceptions that have been (A2.5.3). */
  fpscr = 0;
  /** ITSTATE (A7.3.3); 0 outside of an IT block. */
  it = 0;
  /** A LDREX has marked memory, and nothing has happened since (A3.4). */
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

  /** All registers and flags are 0. */
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

  /** A register, the program counter included, which is read as 4 bytes further than the instruction (A5.1.2). */
  read(register: number): number {
    return register === PC ? (this.at + 4) | 0 : this.r[register];
  }

  /** Writes a register; to write the program counter is to go there. The two lowest bits of the stack pointer stay 0. */
  write(register: number, value: number): void {
    if (register === PC) this.branch(value);
    else this.r[register] = register === SP ? value & ~3 : value;
  }

  /** Flags N and Z. */
  setResult(result: number): void {
    this.n = result < 0;
    this.z = result === 0;
  }

  /** Goes to an address. */
  branch(address: number): void {
    this.next = (address & ~1) >>> 0;
    this.spend(this.times.refill);
  }

  /** The same by BX, BLX, or a load of the program counter: bit 0 chooses Thumb's instruction set, and there is no other (A4.1.1). */
  exchange(address: number): void {
    if ((address & 1) === 0) throw new Fault(`branch to 0x${hex(address, 8)}, which is no address of Thumb code`);
    this.branch(address);
  }

  /** Charges cycles that not every execution of an instruction takes. */
  spend(cycles: number): void {
    this.budget.left -= cycles;
  }

  /** An address for an access that must be aligned to words, which others need not be (A3.2.1). */
  aligned(address: number): number {
    if ((address & 3) !== 0) throw new Fault(`unaligned access to 0x${hex(address, 8)}`);
    return address >>> 0;
  }

  /** The exceptions of a floating-point operation, to be found in FPSCR later. */
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
