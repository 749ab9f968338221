/** What carries the console: `os.dupterm` (`extmod/os_dupterm.c`, `ports/stm32/modos.c`) and `pyb.repl_uart` (`ports/stm32/modpyb.c`). */
import { unownedByteArray } from '../objects/bytearray.js';
import { ABSENT, arg, fn } from '../objects/declare.js';
import { raise } from '../objects/exception.js';
import { exceptionPieces, isRaised } from '../objects/exception-type.js';
import type { NativeFunction } from '../objects/function.js';
import { anything, int } from '../objects/kinds.js';
import { nativeFunction } from '../objects/native-function.js';
import { None } from '../objects/none.js';
import { call } from '../objects/protocol/call.js';
import { duplexStreamOf, type Stream, streamOf } from '../objects/stream.js';
import { closeStream, streamMethods } from '../objects/stream-methods.js';
import { type PyType, typeOf } from '../objects/type.js';
import type { PyObject, Value } from '../objects/value.js';
import type { ConsoleLine, HardwareLine, Terminal } from './terminal.js';

/** An object that stands for a line of the board which can carry the console. */
export interface OnConsole extends PyObject {
  readonly line: HardwareLine;
  /** What a slot of `dupterm` reads and writes; by default that line. */
  readonly slot?: ConsoleLine;
}

/** Among the terminal's lines: the first slot of `dupterm`. */
const FIRST_SLOT = 1;

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
        const before = this.#made[index];
        if (before === undefined) throw raise.ValueError('invalid dupterm index');
        if (stream !== None) duplexStreamOf(stream);
        this.#put(index, stream);
        if (isOnConsole(before)) before.line.isConsole = false;
        if (isOnConsole(stream)) stream.line.isConsole = true;
        return before;
      },
    );
  }

  /** `pyb.repl_uart`, for a class of UARTs. */
  replUart(type: PyType) {
    return fn('Get or set the UART that the console is on, too.', [arg('uart', anything, ABSENT)], (uart) => {
      if (uart === ABSENT) return this.#uart;
      if (uart !== None && typeOf(uart) !== type) throw raise.ValueError('need a UART object');
      // As in the firmware, a UART that another one replaces goes on to look for the interrupt byte.
      if (isOnConsole(uart)) uart.line.isConsole = true;
      else if (isOnConsole(this.#uart)) this.#uart.line.isConsole = false;
      this.#uart = uart;
      this.terminal.lines[0] = isOnConsole(uart) ? uart.line : null;
      return None;
    });
  }

  get #made(): Value[] {
    this.#slots ??= [None, this.usb(), None];
    return this.#slots;
  }

  #put(index: number, stream: Value): void {
    this.#made[index] = stream;
    this.terminal.lines[FIRST_SLOT + index] = this.#lineOf(index, stream);
  }

  #lineOf(index: number, stream: Value): ConsoleLine | null {
    if (stream === None) return null;
    if (isOnConsole(stream)) return stream.slot ?? stream.line;
    return new StreamLine(stream, this.terminal, (message, exception) => this.#deactivate(index, message, exception));
  }

  /** Empties a slot, says why on the others, and closes what is in the slot by now. */
  #deactivate(index: number, message: string, exception: Value | null): void {
    const stream = this.#made[index] as Value;
    this.#put(index, None);
    this.terminal.write(`dupterm: ${message}`);
    if (exception !== null) for (const piece of exceptionPieces(exception)) this.terminal.write(piece);
    if (stream !== None) unlessItRaises(() => closeStream(stream));
  }
}

const isOnConsole = (value: Value): value is OnConsole => typeof value === 'object' && 'line' in value;

/** Runs native code and ignores the Python exception that it may raise. */
function unlessItRaises(native: () => void): void {
  try {
    native();
  } catch (x) {
    if (!isRaised(x)) throw x;
  }
}

/** Natives on streams. They are called as Python would call them, because one that waits must do so in nested code. */
const READ = nativeFunction('readinto', streamMethods.readinto);
const WRITE = nativeFunction('write', streamMethods.write);

/** A stream that the program has put into a slot. It loses the slot at its end, or if it raises. */
class StreamLine implements ConsoleLine {
  readonly isStream = true;
  readonly available = 0;
  readonly #stream: Stream;
  readonly #byte = new Uint8Array(1);

  constructor(
    private readonly object: Value,
    private readonly terminal: Pick<Terminal, 'strike'>,
    private readonly deactivate: (message: string, exception: Value | null) => void,
  ) {
    this.#stream = streamOf(object);
  }

  send(bytes: Uint8Array): number {
    const taken = this.#call(WRITE, bytes, 'write');
    return typeof taken === 'number' ? taken : 0;
  }

  take(): number | undefined | 'interrupt' {
    const count = this.#call(READ, this.#byte, 'read');
    if (count === 0) this.deactivate('EOF received, deactivating\n', null);
    if (count !== 1) return undefined;
    const byte = this.#byte[0] as number;
    return this.terminal.strike(byte) ? 'interrupt' : byte;
  }

  /** An exception counts as no event. */
  poll(events: number): number {
    let found = 0;
    unlessItRaises(() => {
      found = this.#stream.poll?.(events) ?? 0;
    });
    return Math.max(0, found);
  }

  /** Calls a native. Returns None, after the stream has lost its slot, if that raises. */
  #call(native: NativeFunction, bytes: Uint8Array, name: string): Value {
    try {
      return call(native, [this.object, unownedByteArray(bytes)]);
    } catch (x) {
      if (!isRaised(x)) throw x;
      this.deactivate(`Exception in ${name}() method, deactivating: `, x);
      return None;
    }
  }
}
