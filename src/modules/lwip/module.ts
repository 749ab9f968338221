/** `lwip`, which is `socket` on boards with a radio (`extmod/modlwip.c`). */
import type { Wlan } from '../../board/wlan/wlan.js';
import { EINVAL } from '../../errno.js';
import { isGroup } from '../../net/address.js';
import { checkPositional } from '../../objects/argument-count.js';
import { readableBuffer } from '../../objects/bytes.js';
import { ABSENT, arg, fn, methodsOf, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { round, toFloat } from '../../objects/float.js';
import { anything, int, textOrBytes, truth } from '../../objects/kinds.js';
import { newList } from '../../objects/list.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import { None } from '../../objects/none.js';
import { takeSteps } from '../../objects/steps.js';
import { streamMethods } from '../../objects/stream-methods.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';

import type { Value } from '../../objects/value.js';
import { Names } from './names.js';
import { AF_INET, inetAddress, makeSocket, SOCK, type SocketObject, type SocketParts } from './socket.js';
import { MSG, TcpSocket } from './tcp-socket.js';

const AF_INET6 = 10;
/** Socket options. They are distinguished by number alone, whatever the level. */
const OPTION = { REUSEADDR: 4, BROADCAST: 0x20, CALLBACK: 20, ADD_MEMBERSHIP: 0x400, DROP_MEMBERSHIP: 0x401, NODELAY: 0x40 } as const;
const BACKLOG = 2;
/** A timeout of this many milliseconds means no timeout. */
const FOR_EVER = 0xffffffff;

/** What the module needs of its machine. */
interface LwipParts extends Omit<SocketParts, 'stack'> {
  readonly wlan: Wlan;
  print(text: string): void;
}

const { method } = methodsOf<SocketObject>();
const { close, read, readinto, readline, write } = streamMethods;
const address = arg('address', anything);
const size = [arg('size', int), arg('flags', int, 0)] as const;

/** Makes the module of one machine. */
export function lwip(parts: LwipParts): PyModule {
  const { wlan } = parts;
  const shared: SocketParts = { ...parts, stack: wlan.stack };
  const names = new Names(wlan);
  const socket = socketType(shared, parts.print);
  return nativeModule('lwip', {
    reset: fn('lwIP as it is when it starts.', [], () => {
      throw raise.NotImplementedError('socket.reset is not simulated');
    }),
    callback: fn('Do what is due; it is done by itself.', [], () => {}),
    print_pcbs: fn('Nothing, in a build without debugging.', [], () => {}),
    getaddrinfo: fn(
      'What leads to a host.',
      [arg('host', textOrBytes), arg('port', int), arg('af', int, 0), arg('type', int, 0), arg('proto', int, 0), arg('flags', int, 0)],
      (host, port) =>
        takeSteps(names.finding(host), ({ address: found, error }) => {
          if (found === undefined) throw raise.OSError(error as number);
          return newList([newTuple([AF_INET, SOCK.STREAM, 0, '', inetAddress({ address: found, port })])]);
        }),
    ),
    socket,
    AF_INET,
    AF_INET6,
    SOCK_STREAM: SOCK.STREAM,
    SOCK_DGRAM: SOCK.DGRAM,
    SOCK_RAW: SOCK.RAW,
    SOL_SOCKET: 1,
    SO_REUSEADDR: OPTION.REUSEADDR,
    SO_BROADCAST: OPTION.BROADCAST,
    IPPROTO_IP: 0,
    IP_ADD_MEMBERSHIP: OPTION.ADD_MEMBERSHIP,
    IP_DROP_MEMBERSHIP: OPTION.DROP_MEMBERSHIP,
    IPPROTO_TCP: 6,
    TCP_NODELAY: OPTION.NODELAY,
    MSG_PEEK: MSG.PEEK,
    MSG_DONTWAIT: MSG.DONT_WAIT,
  });
}

function socketType(parts: SocketParts, print: (text: string) => void): PyType {
  return nativeType(
    'socket',
    {
      make(type, args, keywords) {
        checkPositional(args, keywords, 0, 4);
        const [, kind = SOCK.STREAM] = args.slice(0, 3).map((argument) => int.convert(argument) & 0xff);
        return makeSocket(type, parts, kind);
      },
      repr: (self: SocketObject) => self.describe(),
      stream: (self: SocketObject) => self,
      references: (self: SocketObject, hold) => self.references(hold),
    },
    {
      __del__: close,
      close,
      bind: method('Take a port.', [address], (self, place) => self.bind(place)),
      listen: method('Accept connections.', [arg('backlog', int, BACKLOG)], (self, backlog) => self.listen(backlog)),
      accept: method('The next connection, and where it comes from.', [], (self) => self.accept()),
      connect: method('Connect to an address.', [address], (self, place) => self.connect(place)),
      send: method('Send bytes; how many were taken.', [arg('data', anything)], (self, data) => self.send(data)),
      recv: method('Receive bytes of one segment or datagram.', size, (self, most, flags) => self.receive(most, flags, false)),
      sendto: method('Send bytes to an address.', [arg('data', anything), address], (self, data, place) => self.sendTo(data, place)),
      recvfrom: method('Receive bytes, and who sent them.', size, (self, most, flags) => self.receive(most, flags, true)),
      sendall: method('Send all bytes.', [arg('data', anything)], (self, data) => self.sendAll(data)),
      settimeout: method('Limit waits to so many seconds; None: wait for ever.', [arg('value', anything)], (self, seconds) => {
        self.socket.timeout = seconds === None ? null : millisecondsOf(toFloat(seconds));
      }),
      setblocking: method('Whether operations wait.', [arg('flag', truth)], (self, flag) => {
        self.socket.timeout = flag ? null : 0;
      }),
      setsockopt: method(
        'Set an option.',
        [arg('level', anything), arg('option', int), arg('value', anything)],
        (self, _level, which, value) => setOption(self, which, value, print),
      ),
      makefile: method('The socket itself.', [arg('mode', anything, ABSENT), arg('buffering', anything, ABSENT)], (self) => self),
      read,
      readinto,
      readline,
      write,
    },
  );
}

/** Converts seconds to milliseconds as the processor converts floats to unsigned numbers: clamped to 0 and the largest one, which means null. */
function millisecondsOf(seconds: number): number | null {
  const ms = Math.trunc(round(1000 * seconds));
  if (ms >= FOR_EVER) return null;
  return ms > 0 ? ms : 0;
}

function setOption(self: SocketObject, which: number, value: Value, print: (text: string) => void): void {
  const { socket } = self;
  switch (which) {
    case OPTION.CALLBACK:
      self.setCallback(value);
      break;
    case OPTION.REUSEADDR:
      socket.isReusable = int.convert(value) !== 0;
      break;
    case OPTION.BROADCAST:
      int.convert(value); // Every socket may send broadcasts (IP_SOF_BROADCAST is off).
      break;
    case OPTION.ADD_MEMBERSHIP:
    case OPTION.DROP_MEMBERSHIP: {
      const { bytes } = readableBuffer(value);
      if (bytes.length !== 8) throw raise.ValueError();
      changeGroup(self, bytes, which === OPTION.ADD_MEMBERSHIP);
      break;
    }
    case OPTION.NODELAY:
      if (socket instanceof TcpSocket) socket.isEager = int.convert(value) !== 0;
      break;
    default:
      print('Warning: lwip.setsockopt() not implemented\n');
  }
}

/** Joins or leaves a group. `bytes` holds the group's address, then an interface's address, which is ignored. */
function changeGroup({ parts }: SocketObject, bytes: Uint8Array, isJoined: boolean): void {
  const group = bytes.slice(0, 4).reduce((sum, byte) => sum * 256 + byte, 0);
  if (!isGroup(group)) throw raise.OSError(EINVAL);
  if (isJoined) parts.stack.groups.add(group);
  else parts.stack.groups.delete(group);
}
