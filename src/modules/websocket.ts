/** `websocket` (`extmod/modwebsocket.c`): frames of RFC 6455 over another stream. The program does the handshake. */
import { EAGAIN, EINVAL, EIO, ENOBUFS } from '../errno.js';
import { checkPositional } from '../objects/argument-count.js';
import { allocate } from '../objects/charge.js';
import { arg, methodsOf, nativeType } from '../objects/declare.js';
import { int, truncated } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { loadAttribute } from '../objects/protocol/attribute.js';
import { call } from '../objects/protocol/call.js';
import { duplexStreamOf, IOCTL, type Stream } from '../objects/stream.js';
import { readFrom, writeExactly } from '../objects/stream-layers.js';
import { checked, closeStream, streamMethods } from '../objects/stream-methods.js';
import type { PyType } from '../objects/type.js';
import type { PyObject, Value } from '../objects/value.js';

const OPCODE = { CONTINUATION: 0, TEXT: 1, CLOSE: 8 } as const;
const OPCODE_MASK = 15;
const FINAL = 0x80;
const MASKED = 0x80;
/** Values of the length field that announce a longer length in the next bytes. */
const LENGTH = { TWO_BYTES: 126, EIGHT_BYTES: 127 } as const;
const LONGEST_MESSAGE = 0xffff;
/** Bytes of a websocket on the board. */
const WEBSOCKET_BYTES = 40;

class WebSocket implements PyObject, Stream {
  readonly isText = false;
  /** The part of a frame that comes next. */
  #state: 'header' | 'extension' | 'payload' = 'header';
  /** Header bytes, how many have arrived, and how many are missing. */
  readonly #head = new Uint8Array(6);
  #headLength = 0;
  #missing = 2;
  /** Number of payload bytes of the frame that have not arrived yet. */
  #left = 0;
  #mask = new Uint8Array(4);
  #maskAt = 0;
  /** First byte of the last frame, and the opcode of the last frame that was no continuation. */
  #flags = 0;
  #dataOpcode = 0;
  #sendOpcode: number = OPCODE.TEXT;

  constructor(
    readonly type: PyType,
    readonly socket: Value,
    private readonly blocksToWrite: boolean,
  ) {
    duplexStreamOf(socket);
    allocate(WEBSOCKET_BYTES);
  }

  read(into: Uint8Array): number {
    for (;;) {
      if (this.#missing > 0) {
        const answer = this.#readHead();
        if (answer <= 0) return answer;
      }
      if (this.#state === 'header') {
        const answer = this.#takeHeader();
        if (answer < 0) return answer;
      } else if (this.#state === 'extension') this.#takeExtension();
      else {
        const count = this.#left === 0 ? 0 : this.#readPayload(into);
        if (this.#left > 0) return count;
        this.#expect('header', 2);
        this.#maskAt = 0;
        if (this.#isControl) {
          if ((this.#flags & OPCODE_MASK) !== OPCODE.CLOSE) continue;
          this.#send(Uint8Array.of(FINAL | OPCODE.CLOSE, 0), new Uint8Array(0));
          return 0;
        }
        if (count > 0) return count;
      }
    }
  }

  /** Sends one frame. */
  write(bytes: Uint8Array): number {
    const size = bytes.length;
    if (size > LONGEST_MESSAGE) return -ENOBUFS;
    const length = size < LENGTH.TWO_BYTES ? [size] : [LENGTH.TWO_BYTES, size >> 8, size & 0xff];
    return this.#send(Uint8Array.of(FINAL | this.#sendOpcode, ...length), bytes);
  }

  poll(): number {
    return -EINVAL;
  }

  close(): number {
    closeStream(this.socket);
    return 0;
  }

  control(request: number, argument: number): number {
    switch (request) {
      case IOCTL.CLOSE:
        return this.close();
      case IOCTL.GET_DATA_OPTIONS:
        return this.#dataOpcode;
      case IOCTL.SET_DATA_OPTIONS: {
        const before = this.#sendOpcode;
        this.#sendOpcode = argument & OPCODE_MASK;
        return before;
      }
      default:
        return -EINVAL;
    }
  }

  get #isControl(): boolean {
    return (this.#flags & OPCODE_MASK) >= OPCODE.CLOSE;
  }

  #expect(state: 'header' | 'extension' | 'payload', bytes: number): void {
    this.#state = state;
    this.#headLength = 0;
    this.#missing = bytes;
  }

  #readHead(): number {
    const answer = readFrom(this.socket, this.#head.subarray(this.#headLength, this.#headLength + this.#missing));
    if (answer <= 0) return answer;
    this.#headLength += answer;
    this.#missing -= answer;
    return this.#missing > 0 ? -EAGAIN : answer;
  }

  #takeHeader(): number {
    const [flags, second] = this.#head;
    this.#flags = flags;
    if ((flags & OPCODE_MASK) !== OPCODE.CONTINUATION) this.#dataOpcode = flags & OPCODE_MASK;
    this.#mask.fill(0);
    this.#left = second & 0x7f;
    if (this.#left === LENGTH.EIGHT_BYTES) {
      this.close();
      return -EIO;
    }
    const more = (this.#left === LENGTH.TWO_BYTES ? 2 : 0) + (second & MASKED ? 4 : 0);
    this.#expect(more > 0 ? 'extension' : 'payload', more);
    return 0;
  }

  #takeExtension(): void {
    const length = this.#headLength;
    if (length !== 4) this.#left = (this.#head[0] << 8) | this.#head[1];
    if (length >= 4) this.#mask = this.#head.slice(length - 4, length);
    this.#expect('payload', 0);
  }

  #readPayload(into: Uint8Array): number {
    const bytes = into.subarray(0, Math.min(into.length, this.#left));
    const count = readFrom(this.socket, bytes);
    for (let i = 0; i < count; i++) bytes[i] ^= this.#mask[this.#maskAt++ & 3];
    if (count > 0) this.#left -= count;
    return count;
  }

  #send(header: Uint8Array, payload: Uint8Array): number {
    if (this.blocksToWrite) call(loadAttribute(this.socket, 'setblocking'), [true]);
    const answer = writeExactly(this.socket, header);
    const sent = answer < 0 ? answer : writeExactly(this.socket, payload);
    if (this.blocksToWrite) call(loadAttribute(this.socket, 'setblocking'), [false]);
    return sent;
  }
}

const { method } = methodsOf<WebSocket>();
const { read, readinto, readline, write, close } = streamMethods;

const websocketType = nativeType(
  'websocket',
  {
    make(type, args, keywords) {
      checkPositional(args, keywords, 1, 2);
      return new WebSocket(type, args[0], args[1] === true);
    },
    stream: (self: WebSocket) => self,
    references(self: WebSocket, hold) {
      hold(self.socket);
      return WEBSOCKET_BYTES;
    },
  },
  {
    read,
    readinto,
    readline,
    write,
    ioctl: method(
      'Requests 8 and 9: the kind of data received, of data sent.',
      [arg('request', int), arg('argument', truncated, 0)],
      (self, request, argument) => checked(self.control(request, argument)),
    ),
    close,
  },
);

/** Makes the module `websocket`. */
export function websocket(): PyModule {
  return nativeModule('websocket', { websocket: websocketType });
}
