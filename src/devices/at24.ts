/**
 * AT24C01 to AT24C512, non-volatile memories on I2C (Microchip data sheets of the AT24C02D, AT24C32D, AT24C256C). Written bytes are collected
 * in a page, which is stored when the transaction stops; while the page is being stored, the chip does not acknowledge its address. Not
 * simulated: chips of 4, 8 and 16 kbit, which have several addresses; the limited number of write cycles.
 */
import { type I2cDevice, isI2cAddress } from '../board/i2c/bus.js';
import type { Line } from '../board/pin/line.js';
import { choice } from '../checks.js';
import { MILLISECOND } from '../execution.js';
import type { WorldTime } from '../sim/world-time.js';
import { type RegisterContent, registerContent } from './i2c-registers.js';

/** Page sizes in bytes, by the size of the memory in kilobits. */
const PAGES: ReadonlyMap<number, number> = new Map([
  [1, 8],
  [2, 8],
  [32, 32],
  [64, 32],
  [128, 64],
  [256, 64],
  [512, 128],
]);
/** The available sizes in kilobits: the number in the chip's name. */
export const AT24_SIZES = [...PAGES.keys()];
/** Memories up to this many bytes are addressed by one byte. */
const ONE_BYTE = 0x100;
/** Value of a byte that has never been written. */
const BLANK = 0xff;
/** The longest time for storing a page (t_WR), ns. */
const WRITING = BigInt(5 * MILLISECOND);
/** Bytes per line of `text`. */
const LINE = 16;

const isSize = choice(...AT24_SIZES);

/** The size of the memory, and how it is wired. */
export interface At24Options {
  /** 0x50 to 0x57, as set by its pins A0 to A2. */
  readonly address?: number;
  readonly kilobits?: number;
  /** Its pin WP: while WP is high, nothing is stored. */
  readonly protect?: Line | null;
}

/** The memory. */
export class At24 implements I2cDevice {
  readonly address: number;
  /** The stored bytes. */
  readonly bytes: Uint8Array;
  readonly #pageSize: number;
  readonly #protect: Line | null;
  #at = 0;
  /** How many bytes of an address are still to come, and the address so far. */
  #missing = 0;
  #chosen = 0;
  /** The bytes to be stored, by address. */
  readonly #page = new Map<number, number>();
  #busyUntil = 0n;

  constructor(
    private readonly clock: WorldTime,
    { address = 0x50, kilobits = 32, protect = null }: At24Options = {},
  ) {
    isI2cAddress('address', address);
    isSize('kilobits', kilobits);
    this.address = address;
    this.bytes = new Uint8Array(kilobits * 128).fill(BLANK);
    this.#pageSize = PAGES.get(kilobits) as number;
    this.#protect = protect;
  }

  /** Sets content, such as `0000:48656C6C6F`. Throws a RangeError if the text does not have this form. */
  set(content: string | readonly RegisterContent[]): void {
    const parts = typeof content === 'string' ? registerContent.read(content) : content;
    if (parts === undefined) throw new RangeError(`${JSON.stringify(content)} is not ${registerContent.name}`);
    for (const { at, bytes } of parts) for (const [i, byte] of bytes.entries()) this.bytes[(at + i) % this.bytes.length] = byte;
  }

  /** The content in the form that `set` takes, sixteen bytes a line. Blank lines are left out. */
  get text(): string {
    const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
    let text = '';
    for (let at = 0; at < this.bytes.length; at += LINE) {
      const line = this.bytes.subarray(at, at + LINE);
      if (line.some((byte) => byte !== BLANK)) text += `${hex(at, 4)}:${Array.from(line, (byte) => hex(byte, 2)).join('')}\n`;
    }
    return text;
  }

  start(isRead: boolean): boolean {
    if (this.clock.elapsed() < this.#busyUntil) return false;
    this.#missing = isRead ? 0 : this.bytes.length > ONE_BYTE ? 2 : 1;
    this.#chosen = 0;
    return true;
  }

  /** At the end of a page, writing continues at the beginning of the same page. */
  write(byte: number): boolean {
    if (this.#missing > 0) {
      this.#missing--;
      this.#chosen = (this.#chosen << 8) | byte;
      if (this.#missing === 0) this.#at = this.#chosen % this.bytes.length;
    } else {
      this.#page.set(this.#at, byte);
      const first = this.#at - (this.#at % this.#pageSize);
      this.#at = first + ((this.#at + 1) % this.#pageSize);
    }
    return true;
  }

  /** Reading continues across pages, and after the last byte with the first. */
  read(): number {
    const byte = this.bytes[this.#at] as number;
    this.#at = (this.#at + 1) % this.bytes.length;
    return byte;
  }

  stop(): void {
    const isProtected = (this.#protect?.level.value ?? 0) > 0;
    if (this.#page.size > 0 && !isProtected) {
      for (const [at, byte] of this.#page) this.bytes[at] = byte;
      this.#busyUntil = this.clock.elapsed() + WRITING;
    }
    this.#page.clear();
  }

  /** Nothing is stored without a stop. */
  restart(): void {
    this.#page.clear();
  }
}
