/** `sys.stdin`, `sys.stdout`, `sys.stderr` and their `buffer` (`shared/runtime/sys_stdio_mphal.c`). */
import { CR, LF } from '../control-bytes.js';
import { EAGAIN, EPERM } from '../errno.js';
import { methodsOf, nativeType } from '../objects/declare.js';
import type { Stream } from '../objects/stream.js';
import { lineSlots, streamMethods } from '../objects/stream-methods.js';
import type { PyType, Slots } from '../objects/type.js';
import type { PyObject, Value } from '../objects/value.js';
import { inputWait, type Terminal } from './terminal.js';

/** A standard stream. Both kinds read the same input; a text stream converts line ends in both directions. */
class StdStream implements PyObject, Stream {
  constructor(
    readonly type: PyType,
    private readonly terminal: Terminal,
    /** 0 reads; 1 and 2 write. */
    readonly number: number,
    /** The stream of raw bytes; null if this is that stream. */
    readonly buffer: Value | null,
    readonly fileno = number,
  ) {}

  get isText(): boolean {
    return this.buffer !== null;
  }

  read(into: Uint8Array): number {
    if (this.number !== 0 && this.isText) return -EPERM;
    let at = 0;
    while (at < into.length) {
      const byte = this.terminal.take();
      if (byte === undefined) break;
      into[at++] = byte === CR && this.isText ? LF : byte;
    }
    return at === 0 ? -EAGAIN : at;
  }

  readWait() {
    return inputWait(this.terminal);
  }

  write(bytes: Uint8Array): number {
    if (!this.isText) return this.terminal.writeBytes(bytes);
    if (this.number === 0) return -EPERM;
    this.terminal.writeCooked(bytes);
    return bytes.length;
  }

  pollPause() {
    return this.terminal.usb.isConsole ? (this.terminal.usb.pauseForHost?.() ?? null) : null;
  }

  close(): number {
    return 0;
  }

  poll(events: number): number {
    return this.terminal.poll(events);
  }

  get pollsInPython(): boolean {
    return this.terminal.hasStreams;
  }
}

const { method } = methodsOf<StdStream>();
const { read, readinto, readline, readlines, write, __next__, __enter__, __exit__ } = streamMethods;
const close = method('Do nothing: the console stays open.', [], (self) => self);
const flush = method('Do nothing: what is written is sent at once.', [], () => {});
const fileno = method('Number of the stream, as on a computer: 0 reads, 1 and 2 write.', [], (self) => self.fileno);
const methods = { read, readinto, readline, readlines, write, flush, fileno, close, __next__, __enter__, __exit__ };

const slots: Slots = {
  ...lineSlots,
  repr: (self: StdStream) => `<io.${self.type.name} ${self.number}>`,
  attributes: ['buffer'],
  getAttribute: (self: StdStream, name) => (name === 'buffer' ? (self.buffer ?? undefined) : undefined),
  stream: (self: StdStream) => self,
};

const textType = nativeType('TextIOWrapper', slots, methods);
const bufferType = nativeType('FileIO', slots, methods);

/** The standard streams of a machine. */
export interface StandardStreams {
  readonly stdin: Value;
  readonly stdout: Value;
  readonly stderr: Value;
}

/**
 * The standard streams on a console. Each has its own `buffer`, so that `fileno` tells the buffers apart; otherwise the buffers behave as one,
 * as on the board.
 */
export function standardStreams(terminal: Terminal): StandardStreams {
  const text = (number: number) => new StdStream(textType, terminal, number, new StdStream(bufferType, terminal, 0, null, number));
  return { stdin: text(0), stdout: text(1), stderr: text(2) };
}
