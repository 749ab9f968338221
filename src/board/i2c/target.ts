/**
 * An I2C peripheral of the STM32 that another controller addresses, as driven by the firmware: a memory, or a device that ignores what is
 * written and sends zeros (`extmod/machine_i2c_target.c`). An interrupt reports what has happened. Not simulated: events that a program must
 * answer before the bus continues.
 */
import type { InterruptLine } from '../../sim/interrupts.js';
import type { I2cDevice } from './bus.js';

/** The possible events. */
export const TargetEvent = { END_READ: 1 << 4, END_WRITE: 1 << 5 } as const;

/** A memory that controllers access: its bytes, and the number of bytes that select an address in it. */
interface TargetMemory {
  readonly bytes: Uint8Array;
  readonly addressSize: number;
}

/** The device. */
export class I2cTarget implements I2cDevice {
  /** The memory address that a controller has selected last. */
  chosen = 0;
  #state: 'idle' | 'addressed' | 'choosing' | 'reading' | 'writing' = 'idle';
  /** The byte that a controller reads next. */
  #ready = 0;
  #at = 0;
  /** Bytes of the memory address that are still to come. */
  #toCome = 0;
  /** Events that the interrupt has not reported yet. */
  readonly #events: number[] = [];

  /** `line` is its interrupt. */
  constructor(
    readonly address: number,
    private readonly memory: TargetMemory | null,
    private readonly line: InterruptLine,
  ) {}

  /** Takes the next event to report; undefined if there is none. */
  next(): number | undefined {
    return this.#events.shift();
  }

  start(isRead: boolean): boolean {
    this.#end();
    this.#state = 'addressed';
    if (isRead) this.#fetch();
    return true;
  }

  write(byte: number): boolean {
    if (this.memory === null) {
      this.#state = 'writing';
      return true;
    }
    if (this.#state === 'addressed') {
      this.#state = 'choosing';
      this.#at = 0;
      this.#toCome = this.memory.addressSize;
    }
    if (this.#state === 'choosing' && this.#toCome > 0) this.#choose(byte, this.memory.bytes.length);
    else {
      this.#state = 'writing';
      this.memory.bytes[this.#step(this.memory.bytes.length)] = byte;
    }
    return true;
  }

  read(): number {
    const byte = this.#ready;
    this.#fetch();
    return byte;
  }

  stop(): void {
    this.#end();
  }

  /** Puts the next byte ready. The chip asks for it as soon as the one before is on the wire, so the last one fetched is not read. */
  #fetch(): void {
    this.#state = 'reading';
    this.#ready = this.memory === null ? 0 : (this.memory.bytes[this.#step(this.memory.bytes.length)] ?? 0);
  }

  #choose(byte: number, length: number): void {
    this.#at = ((this.#at << 8) | byte) >>> 0;
    if (--this.#toCome > 0) return;
    this.#at %= length;
    this.chosen = this.#at;
  }

  /** Returns the current place and moves to the next one; after the last comes the first. */
  #step(length: number): number {
    const at = this.#at;
    this.#at = at + 1 < length ? at + 1 : 0;
    return at;
  }

  /** A transaction that only selected an address is not an event. */
  #end(): void {
    const state = this.#state;
    this.#state = 'idle';
    if (state === 'reading') this.#tell(TargetEvent.END_READ);
    else if (state === 'writing' || state === 'addressed') this.#tell(TargetEvent.END_WRITE);
  }

  #tell(event: number): void {
    this.#events.push(event);
    this.line.raise();
  }
}
