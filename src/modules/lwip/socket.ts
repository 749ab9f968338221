/** `socket.socket` of a board with lwIP (`extmod/modlwip.c`). */
import { EAGAIN, EBADF, EINVAL, ENOMEM, EOPNOTSUPP } from '../../errno.js';
import type { Steps } from '../../execution.js';
import { ANY, addressOf, addressText, type Place } from '../../net/address.js';
import type { Stack } from '../../net/stack.js';
import { emptyBytes, newBytes, readableBuffer, room } from '../../objects/bytes.js';
import { allocate, charge, requireRoom } from '../../objects/charge.js';
import { raise } from '../../objects/exception.js';
import { int, textOrBytes } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { arrayOf } from '../../objects/sequence.js';
import { takeSteps } from '../../objects/steps.js';
import { newStr } from '../../objects/str.js';
import type { Stream } from '../../objects/stream.js';
import { newTuple } from '../../objects/tuple.js';
import type { Hold, PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import { TcpSocket } from './tcp-socket.js';
import { UdpSocket } from './udp-socket.js';
import type { Ticks } from './waiting.js';

/** The address family, and the kinds of sockets. */
export const AF_INET = 2;
export const SOCK = { STREAM: 1, DGRAM: 2, RAW: 3 } as const;
/** Bytes of a socket object, and of the queue of a datagram socket. */
const SOCKET_BYTES = 64;
const QUEUE_BYTES = 48;
/** Cycles for each byte that passes lwIP's buffers in either direction: for copying and the checksum. */
const PRICE_PER_BYTE = 4;

/** A socket that the program has given a callback. */
export interface SocketCaller {
  /** Its name, for people; null if it will not call any more. */
  readonly callerName: string | null;
}

/** What sockets need of their machine. */
export interface SocketParts {
  readonly stack: Stack;
  readonly clock: Ticks;
  /** Runs a callback soon. */
  schedule(callee: Value, argument: Value): void;
  /** The sockets that have a callback. */
  readonly callers: Set<SocketCaller>;
  /** Objects that are closed when they become unreachable, and by a soft reset. */
  readonly finalisers: { add(object: SocketObject): void; delete(object: SocketObject): void };
}

/** A socket as Python sees it. */
export class SocketObject implements PyObject, Stream, SocketCaller {
  readonly isText = false;
  /** For finalisers: closing it runs no Python code. */
  readonly isNative = true;
  #callback: Value | null = null;

  constructor(
    readonly type: PyType,
    readonly parts: SocketParts,
    readonly socket: TcpSocket | UdpSocket,
  ) {
    allocate(SOCKET_BYTES + (socket instanceof UdpSocket ? QUEUE_BYTES : 0));
    parts.finalisers.add(this);
  }

  /** Sets the callable to call whenever something has arrived; None for none. */
  setCallback(callee: Value): void {
    this.#callback = callee === None ? null : callee;
    if (this.#callback === null) this.parts.callers.delete(this);
    else this.parts.callers.add(this);
    this.socket.onEvent = () => {
      if (this.#callback !== null) this.parts.schedule(this.#callback, this);
    };
  }

  get callerName(): string | null {
    return this.socket.isAlive ? `a socket on port ${this.socket.port}` : null;
  }

  bind(address: Value): void {
    refuse(this.socket.bind(placeOf(address)));
  }

  listen(backlog: number): void {
    if (!this.socket.isAlive) throw raise.OSError(EBADF);
    refuse(this.#stream.listen(Math.max(0, backlog)));
  }

  accept(): Value {
    const socket = this.#stream;
    return takeSteps(socket.accepting(), (accepted) => {
      if (typeof accepted === 'number') throw raise.OSError(-accepted);
      const made = new SocketObject(this.type, this.parts, accepted);
      return newTuple([made, inetAddress(accepted.remote)]);
    });
  }

  connect(address: Value): Value {
    const { socket } = this;
    if (!socket.isAlive) throw raise.OSError(EBADF);
    const place = placeOf(address);
    if (socket instanceof TcpSocket) return takeSteps(socket.connecting(place), done);
    socket.connect(place);
    return None;
  }

  send(data: Value): Value {
    this.#checkAlive();
    return takeSteps(this.writing(readableBuffer(data).bytes), passed);
  }

  sendTo(data: Value, address: Value): Value {
    this.#checkAlive();
    const { bytes } = readableBuffer(data);
    const place = placeOf(address);
    const { socket } = this;
    if (socket instanceof TcpSocket) return takeSteps(this.writing(bytes), passed);
    charge(bytes.length * PRICE_PER_BYTE);
    return passed(socket.send(bytes, place));
  }

  sendAll(data: Value): Value {
    this.#checkAlive();
    const { bytes } = readableBuffer(data);
    const { socket } = this;
    if (!(socket instanceof TcpSocket)) throw raise.NotImplementedError();
    if (socket.timeout === 0 && bytes.length > socket.room) throw raise.OSError(EAGAIN);
    return takeSteps(this.#sendingAll(bytes), done);
  }

  /** `recv`, or `recvfrom` if `withPeer` is true. */
  receive(size: number, flags: number, withPeer: boolean): Value {
    const { socket } = this;
    requireRoom((size >>> 0) + 1);
    if (socket instanceof UdpSocket && !socket.isAlive) throw raise.OSError(socket.complaint());
    const into = room(size);
    return takeSteps(socket.receiving(into, flags), (answer) => {
      const count = passed(answer);
      charge(count * PRICE_PER_BYTE);
      const bytes = count === 0 ? emptyBytes : newBytes(into.slice(0, count));
      return withPeer ? newTuple([bytes, inetAddress(socket.peer)]) : bytes;
    });
  }

  read(into: Uint8Array): number {
    return this.socket.receiveNow(into);
  }

  reading(into: Uint8Array): Steps<number> {
    return this.socket.receiving(into, 0);
  }

  *writing(bytes: Uint8Array): Steps<number> {
    const { socket } = this;
    const answer = socket instanceof TcpSocket ? yield* socket.sending(bytes) : socket.send(bytes, null);
    if (answer > 0) charge(answer * PRICE_PER_BYTE);
    return answer;
  }

  /** Writes without waiting, for native code in which a thread cannot stop. */
  write(bytes: Uint8Array): number {
    const { timeout } = this.socket;
    this.socket.timeout = 0;
    const step = this.writing(bytes).next();
    this.socket.timeout = timeout;
    return step.value as number;
  }

  poll(events: number): number {
    return this.socket.poll(events);
  }

  close(): number {
    this.socket.close();
    this.parts.callers.delete(this);
    this.parts.finalisers.delete(this);
    return 0;
  }

  describe(): string {
    const { socket } = this;
    return `<socket state=${socket.state} timeout=${(socket.timeout ?? -1) >>> 0} ${socket.describe()}>`;
  }

  /** Slot `references` of the type. */
  references(hold: Hold): number {
    if (this.#callback !== null) hold(this.#callback);
    return SOCKET_BYTES + (this.socket instanceof UdpSocket ? QUEUE_BYTES : 0);
  }

  /** The TCP socket; raises OSError for a socket that is not of the kind SOCK_STREAM. */
  get #stream(): TcpSocket {
    if (this.socket instanceof TcpSocket) return this.socket;
    throw raise.OSError(EOPNOTSUPP);
  }

  #checkAlive(): void {
    if (!this.socket.isAlive) throw raise.OSError(this.socket.complaint());
  }

  *#sendingAll(bytes: Uint8Array): Steps<number> {
    for (let at = 0; at < bytes.length; ) {
      const answer = yield* this.writing(bytes.subarray(at));
      if (answer < 0) return answer;
      at += answer;
    }
    return 0;
  }
}

/** Makes a socket of a kind. Raises OSError for an unknown kind or if lwIP has no memory for it, NotImplementedError for SOCK_RAW. */
export function makeSocket(type: PyType, parts: SocketParts, kind: number): SocketObject {
  const { stack, clock } = parts;
  if (kind === SOCK.STREAM) {
    const end = stack.makeEnd();
    if (end === null) throw raise.OSError(ENOMEM);
    return new SocketObject(type, parts, new TcpSocket(stack, clock, end));
  }
  if (kind === SOCK.RAW) throw raise.NotImplementedError('socket.SOCK_RAW is not simulated');
  if (kind !== SOCK.DGRAM) throw raise.OSError(EINVAL);
  const port = stack.makeUdp();
  if (port === null) throw raise.OSError(ENOMEM);
  return new SocketObject(type, parts, new UdpSocket(clock, port));
}

/** The place given by a tuple `(host, port)`, whose host is an address or empty. */
function placeOf(address: Value): Place {
  const items = arrayOf(address);
  if (items.length !== 2) throw raise.ValueError('requested length %d but object has length %d', 2, items.length);
  const host = textOrBytes.convert(items[0]);
  const number = host === '' ? ANY : addressOf(host);
  if (number === null) throw raise.ValueError('invalid arguments');
  return { address: number, port: int.convert(items[1]) & 0xffff };
}

/** A place as a tuple `(host, port)`. */
export const inetAddress = ({ address, port }: Place): Value => newTuple([newStr(addressText(address)), port]);

/** Returns an answer; raises OSError if it is a negative error number. */
function passed(answer: number): number {
  if (answer < 0) throw raise.OSError(-answer);
  return answer;
}

/** Like `passed`, for operations that return None. */
function done(answer: number): Value {
  passed(answer);
  return None;
}

/** Raises OSError for an error number other than 0. */
function refuse(errno: number): void {
  if (errno !== 0) throw raise.OSError(errno);
}
