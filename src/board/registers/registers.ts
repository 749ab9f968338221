/**
 * Registers of the chip by address, for programs that bypass the drivers: a view of the parts, not a second copy of their state (RM0090 §2.3,
 * §6.3, §8.4, §12.3, §18.4, §26.6, §30.6), and the backup domain's memory. What is not in the map is not simulated.
 */
import { BACKUP_SRAM, peripheralAddresses } from '../addresses.js';
import type { Pyboard } from '../pyboard.js';
import type { Register, RegisterBlock } from '../register-block.js';
import { coreRegisters } from './core.js';
import { extiRegisters } from './exti.js';
import { flashRegisters } from './flash.js';
import { gpioRegisters } from './gpio.js';
import { kindOf, registerOffsets } from './names.js';
import { pwrRegisters } from './pwr.js';
import { rccRegisters } from './rcc.js';
import { rtcRegisters } from './rtc.js';
import { timerRegisters } from './timer.js';
import { uartRegisters } from './uart.js';

/** The ports whose registers are simulated. */
const PORTS = 'ABCDEFGHI';
const PORT_PINS = 16;

/** All registers of one board. */
export class Registers {
  /** By address; null until the first access, because most programs never access registers. */
  #map: { readonly registers: ReadonlyMap<number, Register>; readonly backupRegistersAt: number } | null = null;

  constructor(private readonly board: Pyboard) {}

  get #known() {
    this.#map ??= this.#mapped();
    return this.#map;
  }

  #mapped() {
    const registers = new Map<number, Register>();
    const { timers, uarts, exti, rtc, rtcControl, tree, uniqueId, description, wakeupPin, backup, pins, crc, interrupts } = this.board;
    const addresses = peripheralAddresses(description);
    const offsets = registerOffsets(description);
    const addressOf = (peripheral: string, register: string): number => {
      const base = addresses.get(peripheral);
      const offset = offsets.get(`${kindOf(peripheral)}_${register}`);
      if (base === undefined || offset === undefined) throw new Error(`${description.mcu} has no register ${register} in ${peripheral}`);
      return base + offset;
    };
    const add = (peripheral: string, block: RegisterBlock): void => {
      for (const [name, register] of Object.entries(block)) registers.set(addressOf(peripheral, name), register);
    };
    for (const port of PORTS) add(`GPIO${port}`, gpioRegisters(Array.from({ length: PORT_PINS }, (_, n) => pins.get(`${port}${n}`))));
    for (const timer of timers.values()) add(`TIM${timer.id}`, timerRegisters(timer));
    for (const uart of uarts.values()) add(uart.name, uartRegisters(uart, description.family));
    add('RTC', rtcRegisters(rtc, rtcControl, description.family));
    add('EXTI', extiRegisters(exti));
    add('PWR', pwrRegisters(wakeupPin, backup, description.family));
    add('RCC', rccRegisters(timers, tree, crc, description.family));
    add('FLASH', flashRegisters(tree, description.family));
    if (description.family === 'F4') add('CRC', crc.registers);
    for (const [address, register] of coreRegisters(interrupts, description)) registers.set(address, register);
    const id = new DataView(uniqueId.buffer, uniqueId.byteOffset, uniqueId.length);
    for (const at of [0, 4, 8]) registers.set(description.uniqueIdAt + at, { read: () => id.getUint32(at, true) });
    return { registers, backupRegistersAt: addressOf('RTC', 'BKP0R') };
  }

  /** Whether an address lies in a register, at its beginning or inside. */
  has(address: number): boolean {
    return this.#at(address - (address % 4)) !== undefined;
  }

  /** Reads 1, 2 or 4 bytes of an existing register. */
  read(address: number, size: number): number {
    const shift = 8 * (address % 4);
    return ((this.#settled(address).read() >>> shift) & maskOf(size)) >>> 0;
  }

  /** Writes 1, 2 or 4 bytes of an existing register; its other bytes are written back as read. */
  write(address: number, size: number, value: number): void {
    const [register, shift, mask] = [this.#settled(address), 8 * (address % 4), maskOf(size)];
    const others = mask === -1 ? 0 : register.read() & ~(mask << shift);
    register.write?.((others | ((value & mask) << shift)) >>> 0);
  }

  /** Returns the register at an address, after bringing the clock up to the present moment. */
  #settled(address: number): Register {
    const register = this.#at(address - (address % 4));
    if (register === undefined) throw new Error(`no register at ${address}`);
    this.board.clock.settle();
    return register;
  }

  /** Returns the register at the address of a word. */
  #at(address: number): Register | undefined {
    const { backup } = this.board;
    const { registers, backupRegistersAt } = this.#known;
    return registers.get(address) ?? wordOf(backup.sram, address - BACKUP_SRAM) ?? wordOf(backup.registers, address - backupRegistersAt);
  }
}

/** The mask of `size` bytes. */
const maskOf = (size: number): number => (size === 4 ? -1 : (1 << (8 * size)) - 1);

/** A word of memory as a register; undefined if the offset lies outside. */
function wordOf({ buffer, byteOffset, length }: Uint8Array, offset: number): Register | undefined {
  if (offset < 0 || offset >= length) return undefined;
  const view = new DataView(buffer, byteOffset, length);
  return { read: () => view.getUint32(offset, true), write: (value) => view.setUint32(offset, value, true) };
}
