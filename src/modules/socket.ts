/**
 * `socket` of a board without a network interface (`extmod/modsocket.c`), as in the PYBv1.1's firmware: sockets can be made, but every
 * operation that needs an interface fails because there is none.
 */
import { EINVAL, ENOTCONN, EPIPE } from '../errno.js';
import { checkPositional } from '../objects/argument-count.js';
import { allocate } from '../objects/charge.js';
import { arg, fn, methodsOf, nativeType } from '../objects/declare.js';
import { raise } from '../objects/exception.js';
import { toFloat } from '../objects/float.js';
import { anything, buffer, int, textOrBytes, truth } from '../objects/kinds.js';
import { newList } from '../objects/list.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { None } from '../objects/none.js';
import { arrayOf } from '../objects/sequence.js';
import { newStr } from '../objects/str.js';
import { POLL, type Stream } from '../objects/stream.js';
import { streamMethods } from '../objects/stream-methods.js';
import { newTuple } from '../objects/tuple.js';
import type { PyType } from '../objects/type.js';
import type { PyObject, Value } from '../objects/value.js';
import { forWantOf } from './lack.js';

const AF_INET = 2;
const SOCK_STREAM = 1;

class Socket implements PyObject, Stream {
  readonly isText = false;
  #isClosed = false;

  constructor(
    readonly type: PyType,
    private readonly domain: number,
    private readonly kind: number,
    private readonly protocol: number,
  ) {
    allocate(64);
  }

  read(): number {
    return -ENOTCONN;
  }
  write(): number {
    return -ENOTCONN;
  }
  close(): number {
    this.#isClosed = true;
    return 0;
  }
  poll(): number {
    return this.#isClosed ? POLL.INVALID : POLL.HANG_UP | POLL.WRITE;
  }
  describe(): string {
    return `<socket fd=-1 timeout=-1 domain=${this.domain} type=${this.kind} proto=${this.protocol} bound=false>`;
  }
}

/** The canonical form of an IPv4 address, which is read as the firmware reads it; null if the text is no address. */
function parseAddress(host: string): string | null {
  const parts = (/^[0-9.]*/.exec(host) as RegExpExecArray)[0].split('.');
  return parts.length === 4 ? parts.map((part) => Number(part) & 255).join('.') : null;
}

const noInterface = (): object => forWantOf({ kind: 'radio' }, raise.OSErrorText('no available NIC'));

/** Looks for the interface that leads to an address, `(host, port)`. There is none, so it raises OSError, or ValueError for a bad address. */
function selectInterface(address: Value): never {
  const items = arrayOf(address);
  if (items.length !== 2) throw raise.ValueError('requested length %d but object has length %d', 2, items.length);
  const host = textOrBytes.convert(items[0]);
  if (host !== '' && parseAddress(host) === null) throw raise.ValueError('invalid arguments');
  int.convert(items[1]);
  throw noInterface();
}

const failsWith = (errno: number) => (): never => {
  throw raise.OSError(errno);
};

const { method } = methodsOf<Socket>();
const { close, read, readinto, readline, write } = streamMethods;
const addressArg = arg('address', anything);

const socketType = nativeType(
  'socket',
  {
    make(type, args, keywords) {
      checkPositional(args, keywords, 0, 3);
      const [domain = AF_INET, kind = SOCK_STREAM, protocol = 0] = args.map((argument) => int.convert(argument));
      return new Socket(type, domain, kind, protocol);
    },
    repr: (self: Socket) => self.describe(),
    stream: (self: Socket) => self,
  },
  {
    close,
    bind: method('Bind to an address.', [addressArg], (_self, address) => selectInterface(address)),
    listen: method('Accept connections.', [arg('backlog', anything, undefined)], failsWith(ENOTCONN)),
    accept: method('The next connection.', [], failsWith(EINVAL)),
    connect: method('Connect to an address.', [addressArg], (_self, address) => selectInterface(address)),
    send: method('Send bytes.', [arg('data', anything)], failsWith(EPIPE)),
    sendall: method('Send all bytes.', [arg('data', anything)], failsWith(EPIPE)),
    recv: method('Receive bytes.', [arg('size', anything)], failsWith(ENOTCONN)),
    sendto: method('Send bytes to an address.', [arg('data', buffer), addressArg], (_self, _data, address) => selectInterface(address)),
    recvfrom: method('Receive bytes and who sent them.', [arg('size', anything)], failsWith(ENOTCONN)),
    setsockopt: method('Set an option.', [arg('level', int), arg('option', int), arg('value', anything)], failsWith(ENOTCONN)),
    makefile: method('The socket itself.', [arg('mode', anything, undefined), arg('buffering', anything, undefined)], (self) => self),
    settimeout: method('Limit waits to so many seconds; None: wait for ever.', [arg('value', anything)], (_self, seconds) => {
      if (seconds !== None) toFloat(seconds);
      throw raise.OSError(ENOTCONN);
    }),
    setblocking: method('Whether operations wait.', [arg('flag', truth)], failsWith(ENOTCONN)),
    read,
    readinto,
    readline,
    write,
  },
);

/** `socket.getaddrinfo` for hosts given as addresses. Looking up a name needs an interface, so it raises OSError. */
function addressInfo(host: string, port: number): Value {
  const address = parseAddress(host);
  if (address === null) throw noInterface();
  return newList([newTuple([AF_INET, SOCK_STREAM, 0, '', newTuple([newStr(address), port])])]);
}

/** Makes the module `socket`. */
export function socket(): PyModule {
  return nativeModule('socket', {
    socket: socketType,
    getaddrinfo: fn(
      'What leads to a host.',
      [arg('host', textOrBytes), arg('port', int), arg('af', int, 0), arg('type', int, 0), arg('proto', int, 0), arg('flags', int, 0)],
      (host, port) => addressInfo(host, port),
    ),
    AF_INET,
    AF_INET6: 10,
    SOCK_STREAM,
    SOCK_DGRAM: 2,
    SOCK_RAW: 3,
    SOL_SOCKET: 0x0fff,
    SO_REUSEADDR: 4,
    SO_BROADCAST: 0x20,
    SO_KEEPALIVE: 8,
    SO_SNDTIMEO: 0x1005,
    SO_RCVTIMEO: 0x1006,
  });
}
