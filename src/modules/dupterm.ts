/** Which lines carry the console: `os.dupterm` (`extmod/os_dupterm.c`) and `pyb.repl_uart` (`ports/stm32/modpyb.c`). */
import { ABSENT, arg, fn } from '../objects/declare.js';
import { raise } from '../objects/exception.js';
import { anything, int } from '../objects/kinds.js';
import { None } from '../objects/none.js';
import { streamOf } from '../objects/stream.js';
import { type PyType, typeName, typeOf } from '../objects/type.js';
import type { PyObject, Value } from '../objects/value.js';
import type { ConsoleLine, Terminal } from './terminal.js';

/** An object that can carry the console. */
export interface OnConsole extends PyObject {
  readonly line: ConsoleLine;
}

/** The streams that carry the console: the one chosen by `repl_uart`, and three slots of `dupterm`. The second slot starts with the USB port. */
export class ConsoleSlots {
  #uart: Value = None;
  #slots: Value[] | null = null;

  /** `usb` returns the object for the USB port; called when that is first needed. */
  constructor(
    private readonly terminal: Terminal,
    private readonly usb: () => OnConsole,
  ) {}

  /** The objects that the firmware holds: roots of the collector. */
  roots(): Iterable<Value> {
    return [this.#uart, ...(this.#slots ?? [])];
  }

  /** `os.dupterm`. */
  dupterm() {
    return fn(
      'Have the console on a stream, too; None for no more. Answers what was there before.',
      [arg('stream', anything), arg('index', int, 0)],
      (stream, index) => {
        const slots = this.#made;
        const before = slots[index];
        if (before === undefined) throw raise.ValueError('invalid dupterm index');
        if (stream !== None) {
          streamOf(stream);
          if (!isOnConsole(stream)) throw raise.NotImplementedError('os.dupterm: the console on a %s is not simulated', typeName(stream));
        }
        slots[index] = stream;
        this.#attach();
        return before;
      },
    );
  }

  /** `pyb.repl_uart`, for a class of UARTs. */
  replUart(type: PyType) {
    return fn('Get or set the UART that the console is on, too.', [arg('uart', anything, ABSENT)], (uart) => {
      if (uart === ABSENT) return this.#uart;
      if (uart !== None && typeOf(uart) !== type) throw raise.ValueError('need a UART object');
      this.#uart = uart;
      this.#attach();
      return None;
    });
  }

  get #made(): Value[] {
    this.#slots ??= [None, this.usb(), None];
    return this.#slots;
  }

  #attach(): void {
    this.terminal.lines = [this.#uart, ...this.#made].filter(isOnConsole).map(({ line }) => line);
  }
}

const isOnConsole = (value: Value): value is OnConsole => typeof value === 'object' && 'line' in value;
