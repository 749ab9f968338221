/** A UART in a slot of `os.dupterm` (`extmod/os_dupterm.c`). Unlike the one of `pyb.repl_uart` it is read as a stream is. */
import type { Steps } from '../../execution.js';
import { arg, fn } from '../../objects/declare.js';
import { anything } from '../../objects/kinds.js';
import { nativeFunction } from '../../objects/native-function.js';
import { call } from '../../objects/protocol/call.js';
import type { ConsoleLine } from '../terminal.js';
import type { UartObject } from './uart-object.js';

/** It waits as a native that Python has called: in nested code. */
const AWAIT = nativeFunction(
  'read',
  fn('Wait until there is a character, or for the timeout.', [arg('uart', anything)], (uart) => (uart as UartObject).awaitCharacter(), {
    price: 0,
  }),
);

/** The line that the slot has. */
export class UartSlot implements ConsoleLine {
  constructor(private readonly uart: UartObject) {}

  get isStream(): boolean {
    return this.uart.waits && this.#isReadable;
  }

  get available(): number {
    return this.#isReadable ? this.uart.any : 0;
  }

  /** The slot reads one byte. A UART whose characters have two refuses that at once, so nothing of it is ever typed. */
  get #isReadable(): boolean {
    return this.uart.width === 1;
  }

  send(bytes: Uint8Array): number {
    return this.uart.send(bytes);
  }

  writing(bytes: Uint8Array): Steps<number> {
    return this.uart.writing(bytes);
  }

  /** Looks at the UART for as long as its timeout says. */
  take(): number | undefined {
    if (!this.#isReadable) return undefined;
    if (this.uart.waits) call(AWAIT, [this.uart]);
    return this.uart.take();
  }

  poll(events: number): number {
    return this.uart.poll(events);
  }
}
