/** `_webrepl` (`extmod/modwebrepl.c`): the console over a websocket. It asks for a password, and frames of bytes copy files. */
import { CR, LF } from '../control-bytes.js';
import { EINVAL } from '../errno.js';
import { checkPositional } from '../objects/argument-count.js';
import { compareBytes } from '../objects/bytes.js';
import { allocate } from '../objects/charge.js';
import { arg, fn, nativeType } from '../objects/declare.js';
import { raise } from '../objects/exception.js';
import { textOrBytes } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { wholeStr } from '../objects/str.js';
import { duplexStreamOf, IOCTL, type Stream } from '../objects/stream.js';
import { readFrom, writeExactly, writeTo } from '../objects/stream-layers.js';
import { closeStream, streamMethods } from '../objects/stream-methods.js';
import type { PyType } from '../objects/type.js';
import type { PyObject, Value } from '../objects/value.js';
import { encodeUtf8 } from '../utf8.js';
import { VERSION } from '../version.js';
import type { Kept } from './kept.js';

const PROMPT = 'Password: ';
const CONNECTED = '\r\nWebREPL connected\r\n>>> ';
const DENIED = '\r\nAccess denied\r\n';
/** The most bytes of a password that can be set, and that are kept of what is entered. */
const LONGEST_PASSWORD = 9;
const LONGEST_ENTRY = 10;

/** What a request asks for. */
const OPERATION = { PUT: 1, GET: 2, VERSION: 3 } as const;
/** A request: `WA`, operation, flags, offset (8 bytes), size (4), length of the name (2), and the name, which ends with 0. */
const REQUEST = { OPERATION: 2, SIZE: 12, NAME: 18, LENGTH: 82 } as const;
/** Kinds of frames (`extmod/modwebsocket.h`). */
const FRAME = { TEXT: 1, BINARY: 2 } as const;
/** Bytes of a file that are written and read at a time. */
const WRITTEN_AT_ONCE = 512;
const READ_AT_ONCE = 256;
/** Bytes of the object on the board. */
const WEBREPL_BYTES = 104;
/** `read` has used up what came; there may be more. */
const AGAIN = null;

/** What it needs of its machine. */
interface WebReplParts {
  readonly kept: Pick<Kept, 'webreplPassword'>;
  /** Opens a file as the builtin `open` does. */
  open(path: Value, mode: Value): Value;
}

class WebRepl implements PyObject, Stream {
  readonly isText = false;
  readonly #stream: Stream;
  #isOpen = false;
  readonly #entered: number[] = [];
  readonly #request = new Uint8Array(REQUEST.LENGTH);
  /** Number of bytes of the next request that are missing, and of those that are expected after the request. */
  #missing: number = REQUEST.LENGTH;
  #expected = 0;
  #file: Value | null = null;

  constructor(
    readonly type: PyType,
    private readonly parts: WebReplParts,
    readonly socket: Value,
  ) {
    this.#stream = duplexStreamOf(socket);
    allocate(WEBREPL_BYTES);
    writeTo(this.socket, encodeUtf8(PROMPT));
  }

  /** Gives what was typed. Everything else that comes is dealt with here. `os.dupterm`, for which this is made, reads bytes one by one. */
  read(into: Uint8Array): number {
    for (;;) {
      const count = readFrom(this.socket, into);
      const answer = count > 0 ? this.#take(into[0] as number, count) : count;
      if (answer !== AGAIN) return answer;
    }
  }

  /** What is printed before the password has been entered is dropped. */
  write(bytes: Uint8Array): number {
    return this.#isOpen ? writeTo(this.socket, bytes) : bytes.length;
  }

  poll(): number {
    return -EINVAL;
  }

  close(): number {
    closeStream(this.socket);
    return 0;
  }

  #take(byte: number, count: number): number | typeof AGAIN {
    if (!this.#isOpen) return this.#enter(byte);
    if (this.#stream.control?.(IOCTL.GET_DATA_OPTIONS, 0) === FRAME.TEXT) return count;
    if (this.#missing > 0) return this.#fillRequest(byte);
    return this.#expected > 0 ? this.#transfer(byte) : AGAIN;
  }

  /** A byte of the password. */
  #enter(byte: number): number | typeof AGAIN {
    if (byte !== CR && byte !== LF) {
      if (this.#entered.length < LONGEST_ENTRY) this.#entered.push(byte);
      return AGAIN;
    }
    const password = encodeUtf8(this.parts.kept.webreplPassword);
    this.#isOpen = compareBytes(untilZero(Uint8Array.from(this.#entered)), untilZero(password)) === 0;
    writeTo(this.socket, encodeUtf8(this.#isOpen ? CONNECTED : DENIED));
    return this.#isOpen ? AGAIN : 0;
  }

  #fillRequest(byte: number): number | typeof AGAIN {
    this.#request[REQUEST.LENGTH - this.#missing--] = byte;
    if (this.#missing > 0) {
      const count = readFrom(this.socket, this.#request.subarray(REQUEST.LENGTH - this.#missing));
      if (count < 0) return count;
      this.#missing -= count;
    }
    if (this.#missing === 0) this.#begin();
    return AGAIN;
  }

  /** Begins what the request asks for. Raises OSError if there is no such file, or UnicodeError, which ends the connection. */
  #begin(): void {
    const operation = this.#request[REQUEST.OPERATION];
    if (operation === OPERATION.VERSION) {
      this.#sendBinary(Uint8Array.of(VERSION.major, VERSION.minor, VERSION.patch));
      this.#missing = REQUEST.LENGTH;
      return;
    }
    const name = wholeStr(untilZero(this.#request.subarray(REQUEST.NAME)));
    this.#file = this.parts.open(name, operation === OPERATION.PUT ? 'wb' : 'rb');
    this.#respond();
    if (operation === OPERATION.PUT) {
      this.#expected = new DataView(this.#request.buffer).getUint32(REQUEST.SIZE, true);
      this.#endIfDone();
    } else if (operation === OPERATION.GET) this.#expected = 1;
  }

  /** Takes a piece of the file; or, when the client asks for the next one with a byte, sends it. */
  #transfer(byte: number): number | typeof AGAIN {
    const piece = new Uint8Array(Math.min(WRITTEN_AT_ONCE, this.#expected));
    piece[0] = byte;
    this.#expected--;
    let length = 1;
    if (this.#expected > 0) {
      const count = readFrom(this.socket, piece.subarray(1));
      if (count < 0) return count;
      this.#expected -= count;
      length += count;
    }
    const file = this.#file as Value;
    // As in the firmware, nobody looks whether the file has taken it all.
    if (this.#request[REQUEST.OPERATION] === OPERATION.PUT) writeExactly(file, piece.subarray(0, length));
    else if (this.#sendPiece(file)) this.#expected = 1;
    this.#endIfDone();
    return AGAIN;
  }

  /** Sends the next piece of a file after its length. Returns false at its end. */
  #sendPiece(file: Value): boolean {
    const piece = new Uint8Array(2 + READ_AT_ONCE);
    const count = readFrom(file, piece.subarray(2));
    if (count < 0) return true;
    piece[0] = count;
    piece[1] = count >> 8;
    this.#sendBinary(piece.subarray(0, 2 + count));
    return count > 0;
  }

  #endIfDone(): void {
    if (this.#expected > 0) return;
    closeStream(this.#file as Value);
    this.#missing = REQUEST.LENGTH;
    this.#respond();
  }

  #respond(): void {
    this.#sendBinary(Uint8Array.of(0x57, 0x42, 0, 0));
  }

  #sendBinary(bytes: Uint8Array): void {
    const before = this.#stream.control?.(IOCTL.SET_DATA_OPTIONS, FRAME.BINARY) ?? FRAME.TEXT;
    writeTo(this.socket, bytes);
    this.#stream.control?.(IOCTL.SET_DATA_OPTIONS, before);
  }

  /** Slot `references` of the type. */
  references(hold: (value: Value | null) => void): number {
    hold(this.socket);
    hold(this.#file);
    return WEBREPL_BYTES;
  }
}

/** A text in a buffer of the firmware, which ends at the first 0. */
function untilZero(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** Makes the module `_webrepl` of a machine. */
export function webrepl(parts: WebReplParts): PyModule {
  const { read, readinto, write, close } = streamMethods;
  return nativeModule('_webrepl', {
    _webrepl: nativeType(
      '_webrepl',
      {
        make(type, args, keywords) {
          checkPositional(args, keywords, 1, 2);
          return new WebRepl(type, parts, args[0] as Value);
        },
        stream: (self: WebRepl) => self,
        references: (self: WebRepl, hold) => self.references(hold),
      },
      { read, readinto, write, close },
    ),
    password: fn('Set the password, of at most 9 bytes; a soft reset keeps it.', [arg('password', textOrBytes)], (password) => {
      if (encodeUtf8(password).length > LONGEST_PASSWORD) throw raise.ValueError();
      parts.kept.webreplPassword = password;
    }),
  });
}
