/**
 * An I2C peripheral of the STM32 that another controller addresses, as the firmware drives it: a memory, or a device that swallows what
 * it is told and answers zeros (`extmod/machine_i2c_target.c`). What happens is told by an interrupt. Not simulated: events that a program
 * must answer before the bus goes on.
 */
import type { InterruptLine } from '../../sim/interrupts.js';
import type { I2cDevice } from './bus.js';

/** What can have happened. */
export const TargetEvent = { END_READ: 1 << 4, END_WRITE: 1 << 5 } as const;

/** A memory that controllers see: its bytes, and how many bytes choose an address in it. */
interface TargetMemory {
  readonly bytes: Uint8Array;
  readonly addressSize: number;
}

/** The device. */
export class I2cTarget implements I2cDevice {
  /** The memory address that a controller has chosen last. */
  chosen = 0;
  #state: 'idle' | 'addressed' | 'choosing' | 'reading' | 'writing' = 'idle';
  #isRead = false;
  #at = 0;
  /** Bytes of the memory address that are still to come. */
  #toCome = 0;
  /** Events that the interrupt has not told yet. */
  readonly #events: number[] = [];

  /** `line`: its interrupt; `onEvent` is called there. */
  constructor(
    readonly address: number,
    private readonly memory: TargetMemory | null,
    private readonly line: InterruptLine,
  ) {}

  /** The event that is to be told next; undefined if there is none. */
  next(): number | undefined {
    return this.#events.shift();
  }

  start(isRead: boolean): boolean {
    this.#end();
    this.#state = 'addressed';
    this.#isRead = isRead;
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
    this.#state = 'reading';
    return this.memory === null ? 0 : (this.memory.bytes[this.#step(this.memory.bytes.length)] ?? 0);
  }

  stop(): void {
    this.#end();
  }

  #choose(byte: number, length: number): void {
    this.#at = ((this.#at << 8) | byte) >>> 0;
    if (--this.#toCome > 0) return;
    this.#at %= length;
    this.chosen = this.#at;
  }

  /** The present place; the next one is behind it, or the first. */
  #step(length: number): number {
    const at = this.#at;
    this.#at = at + 1 < length ? at + 1 : 0;
    return at;
  }

  /** A transaction that only chose an address is no event. */
  #end(): void {
    const state = this.#state;
    this.#state = 'idle';
    if (state === 'reading') this.#tell(TargetEvent.END_READ);
    else if (state === 'writing' || (state === 'addressed' && !this.#isRead)) this.#tell(TargetEvent.END_WRITE);
  }

  #tell(event: number): void {
    this.#events.push(event);
    this.line.raise();
  }
}
