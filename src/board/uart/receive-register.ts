/** The data register of a UART's receiver, and the flags of its status register that go with it (RM0090 §30.6.1, RM0410 §34.8.8). */
import { ReadError } from './input.js';

/** Flags of the status register. */
export const UartFlag = { ...ReadError, OVERRUN: 0x8, IDLE: 0x10, RECEIVED: 0x20, SENT: 0x40, FREE: 0x80, CTS: 0x200 } as const;

/** One register. */
export class ReceiveRegister {
  #value: number | null = null;
  #flags = 0;

  /** Whether there is a value that has not been taken. */
  get isFull(): boolean {
    return this.#value !== null;
  }

  /** Its flags, and whether it is full. */
  get status(): number {
    return this.#flags | (this.isFull ? UartFlag.RECEIVED : 0);
  }

  /** Receives a value and what is wrong with it. If the register is full, the value is lost. */
  put(value: number, errors: number): void {
    if (this.isFull) this.#flags |= UartFlag.OVERRUN;
    else {
      this.#value = value;
      this.#flags |= errors;
    }
  }

  /** Sets a flag. */
  set(flag: number): void {
    this.#flags |= flag;
  }

  /** Clears flags. */
  clear(flags: number): void {
    this.#flags &= ~flags;
  }

  /** Returns the value and removes it. */
  take(): number {
    const value = this.#value ?? 0;
    this.#value = null;
    return value;
  }
}
