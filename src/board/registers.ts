/**
 * Registers of the chip by address, for programs that reach past the drivers: a view of the parts, not a second copy of their state
 * (RM0090 §2.3, §6.3, §8.4, §13.13, §18.4, §26.6), and the backup domain's memory. What is not in the map is not simulated.
 */
import type { Level, Pin, PinMode, PinPull } from './pin.js';
import type { Pyboard } from './pyboard.js';
import type { Register, RegisterBlock } from './register-block.js';
import { rccRegisters } from './registers-rcc.js';
import { rtcRegisters } from './registers-rtc.js';
import { timerRegisters } from './registers-timer.js';

/** First addresses of the peripherals that have registers here. */
const BASE = {
  GPIOA: 0x40020000,
  RCC: 0x40023800,
  RTC: 0x40002800,
  PWR: 0x40007000,
  BACKUP_REGISTERS: 0x40002850,
  BACKUP_SRAM: 0x40024000,
  TIMERS: {
    1: 0x40010000,
    2: 0x40000000,
    3: 0x40000400,
    4: 0x40000800,
    5: 0x40000c00,
    6: 0x40001000,
    7: 0x40001400,
    8: 0x40010400,
    9: 0x40014000,
    10: 0x40014400,
    11: 0x40014800,
    12: 0x40001800,
    13: 0x40001c00,
    14: 0x40002000,
  } as Readonly<Record<number, number>>,
} as const;

/** Ports lie so far apart. */
const PORT_SIZE = 0x400;
const PORTS = 9;

/** All registers of one board. */
export class Registers {
  readonly #registers = new Map<number, Register>();

  constructor(private readonly board: Pyboard) {
    const { timers, rtc, tree, uniqueId, description, wakeupPin } = board;
    for (let port = 0; port < PORTS; port++) this.#add(BASE.GPIOA + PORT_SIZE * port, gpioRegisters(pinsOf(board, port)));
    for (const timer of timers.values()) this.#add(BASE.TIMERS[timer.id], timerRegisters(timer));
    this.#add(BASE.RTC, rtcRegisters(rtc));
    this.#add(BASE.PWR, wakeupPin.registers);
    this.#add(BASE.RCC, rccRegisters(timers, tree));
    const id = new DataView(uniqueId.buffer, uniqueId.byteOffset, uniqueId.length);
    for (const at of [0, 4, 8]) this.#add(description.uniqueIdAt, { [at]: { read: () => id.getUint32(at, true) } });
  }

  /** Whether there is a register of this address; it may lie inside one. */
  has(address: number): boolean {
    return this.#at(address - (address % 4)) !== undefined;
  }

  /** Reads 1, 2 or 4 bytes of a register that is there. */
  read(address: number, size: number): number {
    const { register, shift, mask } = this.#part(address, size);
    return ((register.read() >>> shift) & mask) >>> 0;
  }

  /** Writes 1, 2 or 4 bytes of a register that is there; its other bytes are written with what they read. */
  write(address: number, size: number, value: number): void {
    const { register, shift, mask } = this.#part(address, size);
    const others = mask === -1 ? 0 : register.read() & ~(mask << shift);
    register.write?.((others | ((value & mask) << shift)) >>> 0);
  }

  #part(address: number, size: number): { register: Register; shift: number; mask: number } {
    const offset = address % 4;
    const register = this.#at(address - offset);
    if (register === undefined) throw new Error(`no register at ${address}`);
    this.board.clock.settle();
    return { register, shift: 8 * offset, mask: size === 4 ? -1 : (1 << (8 * size)) - 1 };
  }

  /** The register that a word is. */
  #at(address: number): Register | undefined {
    const { sram, registers } = this.board.backup;
    return wordOf(sram, address - BASE.BACKUP_SRAM) ?? wordOf(registers, address - BASE.BACKUP_REGISTERS) ?? this.#registers.get(address);
  }

  #add(base: number, block: RegisterBlock): void {
    for (const [offset, register] of Object.entries(block)) this.#registers.set(base + Number(offset), register);
  }
}

/** A word of memory; undefined where there is none. */
function wordOf({ buffer, byteOffset, length }: Uint8Array, offset: number): Register | undefined {
  if (offset < 0 || offset >= length) return undefined;
  const view = new DataView(buffer, byteOffset, length);
  return { read: () => view.getUint32(offset, true), write: (value) => view.setUint32(offset, value, true) };
}

/** Pins of a port by number; some are not led out. */
type PortPins = readonly (Pin | undefined)[];

function pinsOf(board: Pyboard, port: number): PortPins {
  return Array.from({ length: 16 }, (_, n) => board.pins.get(`${String.fromCharCode(65 + port)}${n}`));
}

const MODES: readonly PinMode[] = ['in', 'out', 'alt', 'analog'];
const OPEN: Partial<Record<PinMode, PinMode>> = { out: 'open-drain', alt: 'alt-open-drain' };
const PULLS: readonly PinPull[] = ['none', 'up', 'down', 'none'];

const isOpen = ({ mode }: Pin): boolean => mode === 'open-drain' || mode === 'alt-open-drain';
const modeField = (pin: Pin): number => MODES.indexOf(pin.mode === 'open-drain' ? 'out' : pin.mode === 'alt-open-drain' ? 'alt' : pin.mode);

/** Offsets of the registers. */
const OFFSET = {
  MODER: 0x00,
  OTYPER: 0x04,
  PUPDR: 0x0c,
  IDR: 0x10,
  ODR: 0x14,
  BSRR: 0x18,
  AFR0: 0x20,
  AFR1: 0x24,
} as const;

/** The registers of a port. Its lock and the speed of its outputs are not simulated. */
function gpioRegisters(pins: PortPins): RegisterBlock {
  /** The output type of pins that are no outputs now. */
  let types = 0;
  const openBit = (pin: Pin): number => (modeField(pin) % 3 === 0 ? (types >>> pin.number) & 1 : Number(isOpen(pin)));
  const set = (pin: Pin, field: number, open: boolean, pull: PinPull): void => {
    const mode = open ? (OPEN[MODES[field]] ?? MODES[field]) : MODES[field];
    if (mode !== pin.mode || pull !== pin.pull) pin.configure(mode, pull, pin.af);
  };
  const fields = (width: number, first: number, of: (pin: Pin) => number, put: (pin: Pin, value: number) => void): Register => {
    const count = Math.min(32 / width, 16);
    const mask = 2 ** width - 1;
    const each = (action: (pin: Pin, shift: number) => void): void => {
      for (let n = 0; n < count; n++) {
        const pin = pins[first + n];
        if (pin !== undefined) action(pin, n * width);
      }
    };
    return {
      read() {
        let value = 0;
        each((pin, shift) => {
          value |= of(pin) << shift;
        });
        return value >>> 0;
      },
      write: (value) =>
        each((pin, shift) => {
          const field = (value >>> shift) & mask;
          if (field !== of(pin)) put(pin, field);
        }),
    };
  };
  const alternates = (first: number): Register =>
    fields(
      4,
      first,
      (pin) => pin.af,
      (pin, af) => pin.configure(pin.mode, pin.pull, af),
    );
  const types_ = fields(1, 0, openBit, (pin, open) => set(pin, modeField(pin), open === 1, pin.pull));
  return {
    [OFFSET.MODER]: fields(2, 0, modeField, (pin, mode) => set(pin, mode, openBit(pin) === 1, pin.pull)),
    [OFFSET.OTYPER]: {
      read: types_.read,
      write(value) {
        types = value;
        types_.write?.(value);
      },
    },
    [OFFSET.PUPDR]: fields(
      2,
      0,
      (pin) => PULLS.indexOf(pin.pull),
      (pin, pull) => set(pin, modeField(pin), isOpen(pin), PULLS[pull]),
    ),
    [OFFSET.IDR]: {
      read: fields(
        1,
        0,
        (pin) => pin.read(),
        () => {},
      ).read,
    },
    [OFFSET.ODR]: fields(
      1,
      0,
      (pin) => pin.latch,
      (pin, level) => pin.write(level as Level),
    ),
    [OFFSET.BSRR]: { read: () => 0, write: (value) => setAndReset(pins, value) },
    [OFFSET.AFR0]: alternates(0),
    [OFFSET.AFR1]: alternates(8),
  };
}

/** BSRR: the low half sets outputs, the high half resets them; to set wins. */
function setAndReset(pins: PortPins, value: number): void {
  for (const pin of pins) {
    if (pin === undefined) continue;
    if ((value >>> pin.number) & 1) pin.write(1);
    else if ((value >>> (16 + pin.number)) & 1) pin.write(0);
  }
}
