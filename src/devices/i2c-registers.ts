/**
 * A chip with registers on I2C: a sensor without a model of its own, a memory, a clock. As usual for such chips, the first written byte (with
 * more than 256 registers the first two, high byte first) selects a register; the bytes that follow go into that register and those after it,
 * and reading continues from there. Registers of two bytes, the high one first, are those of chips that keep the number of the chosen register:
 * each reading begins there (data sheets of the ADS1115, INA219, LM75). Written bytes are stored immediately. Not simulated: what the chip would
 * do with them; `onWrite` can do it.
 */
import { type I2cDevice, isI2cAddress } from '../board/i2c/bus.js';
import { choice } from '../checks.js';
import { asText, type Kind } from './kinds.js';

/** Address and size of the chip. */
export interface I2cRegistersOptions {
  readonly address?: number;
  /** How many registers it has. */
  readonly count?: number;
  /** Bits of a register. */
  readonly width?: (typeof REGISTER_WIDTHS)[number];
}

/** The available widths of registers in bits. */
export const REGISTER_WIDTHS = [8, 16] as const;

/** Bytes for consecutive registers, from register `at` on. */
export interface RegisterContent {
  readonly at: number;
  readonly bytes: readonly number[];
}

/** As many registers as two bytes can select. */
export const MOST_REGISTERS = 0x1_0000;
/** As many registers as one byte can select. */
const ONE_BYTE = 0x100;
const isWidth = choice(...REGISTER_WIDTHS);
const FORM = /^[0-9a-f]{1,4}:([0-9a-f]{2})+$/i;

/** Content as hexadecimal text, such as `D0:60 F7:800000`. */
export const registerContent: Kind<readonly RegisterContent[]> = {
  name: 'registers with bytes, such as D0:60 F7:800000',
  read(given) {
    const words = asText(given).trim().split(/\s+/);
    if (!words.every((word) => FORM.test(word))) return undefined;
    return words.map((word) => {
      const [at = '', digits = ''] = word.split(':');
      return { at: Number.parseInt(at, 16), bytes: (digits.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)) };
    });
  },
};

export class I2cRegisters implements I2cDevice {
  readonly address: number;
  /** The bytes of all registers. */
  readonly bytes: Uint8Array;
  /** Called when the board has written a register, the whole of it. */
  onWrite: (register: number, value: number) => void = () => {};
  readonly #count: number;
  /** Bytes of a register. */
  readonly #size: number;
  /** The index of the byte that is next. */
  #at = 0;
  /** The index of the first byte of the register that was chosen last. */
  #first = 0;
  /** How many bytes of the register's number are still to come, and the number so far. */
  #missing = 0;
  #chosen = 0;

  constructor({ address = 0x50, count = ONE_BYTE, width = 8 }: I2cRegistersOptions = {}) {
    if (!(Number.isInteger(count) && count > 0 && count <= MOST_REGISTERS)) {
      throw new RangeError(`count: ${count} is not a number of registers up to ${MOST_REGISTERS}`);
    }
    isI2cAddress('address', address);
    isWidth('width', width);
    this.address = address;
    this.#count = count;
    this.#size = width / 8;
    this.bytes = new Uint8Array(count * this.#size);
  }

  /** Sets registers, from text such as `D0:60 F7:800000` or from numbers. After the last register it continues with the first. */
  set(content: string | readonly RegisterContent[]): void {
    const parts = typeof content === 'string' ? registerContent.read(content) : content;
    if (parts === undefined) throw new RangeError(`${JSON.stringify(content)} is not ${registerContent.name}`);
    for (const { at, bytes } of parts)
      for (const [i, byte] of bytes.entries()) this.bytes[(at * this.#size + i) % this.bytes.length] = byte;
  }

  start(isRead: boolean): boolean {
    this.#missing = isRead ? 0 : this.#count > ONE_BYTE ? 2 : 1;
    this.#chosen = 0;
    if (this.#size > 1) this.#at = this.#first;
    return true;
  }

  write(byte: number): boolean {
    if (this.#missing > 0) {
      this.#missing--;
      this.#chosen = (this.#chosen << 8) | byte;
      if (this.#missing === 0) this.#at = this.#first = (this.#chosen % this.#count) * this.#size;
    } else {
      const index = this.#next();
      this.bytes[index] = byte;
      if ((index + 1) % this.#size === 0) this.onWrite(Math.floor(index / this.#size), this.#valueUpTo(index));
    }
    return true;
  }

  read(): number {
    return this.bytes[this.#next()] as number;
  }

  stop(): void {}

  #next(): number {
    const index = this.#at;
    this.#at = (index + 1) % this.bytes.length;
    return index;
  }

  /** The value of the register whose last byte has this index. */
  #valueUpTo(last: number): number {
    return this.bytes.subarray(last + 1 - this.#size, last + 1).reduce((value, byte) => (value << 8) | byte, 0);
  }
}
