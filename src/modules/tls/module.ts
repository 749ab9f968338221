/** `tls` (`extmod/modtls_mbedtls.c`): TLS 1.2 as mbedtls does it with the configuration of the boards. */
import { EAGAIN } from '../../errno.js';
import { checkPositional } from '../../objects/argument-count.js';
import { emptyBytes, newBytes, readableBuffer, room } from '../../objects/bytes.js';
import { requireRoom } from '../../objects/charge.js';
import { arg, keyword, methodsOf, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int, optional, textOrBytes, truth } from '../../objects/kinds.js';
import { newList } from '../../objects/list.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import { None } from '../../objects/none.js';
import { takeSteps } from '../../objects/steps.js';
import { newStr } from '../../objects/str.js';
import { streamMethods } from '../../objects/stream-methods.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import { VERIFY } from '../../tls/settings.js';
import { SUITES } from '../../tls/suites.js';
import { CONTEXT_ATTRIBUTES, TlsContext } from './context.js';
import { type TlsParts, TlsSocket } from './socket.js';

const context = methodsOf<TlsContext>();
const socket = methodsOf<TlsSocket>();
const { close, read, readinto, readline, write } = streamMethods;

const socketType: PyType = nativeType(
  'SSLSocket',
  {
    stream: (self: TlsSocket) => self,
    references: (self: TlsSocket, hold) => self.references(hold),
  },
  {
    read,
    readinto,
    readline,
    write,
    recv: socket.method('Up to so many bytes, as they come.', [arg('size', int)], (self, size) => {
      requireRoom((size >>> 0) + 1);
      const into = room(size);
      return takeSteps(self.reading(into), (count) =>
        count === -EAGAIN ? None : count === 0 ? emptyBytes : newBytes(into.slice(0, count)),
      );
    }),
    recv_into: readinto,
    send: socket.method('Write what fits into a record; answer how much.', [arg('buffer', anything)], (self, buffer) =>
      takeSteps(self.writing(readableBuffer(buffer).bytes), (count) => (count === -EAGAIN ? None : count)),
    ),
    sendall: write,
    setblocking: socket.method('As the stream below does.', [arg('flag', anything)], (self, flag) => self.setBlocking(flag)),
    close,
    __del__: close,
    cipher: socket.method('The cipher suite, and the version of the protocol.', [], ({ session: { suite, isOver } }) => {
      // The firmware makes a str of what is at address 0.
      if (suite === null || !isOver) throw raise.NotImplementedError('cipher before the end of the handshake is not simulated');
      return newTuple([newStr(suite.name), newStr('TLSv1.2')]);
    }),
  },
);

function contextType(parts: TlsParts): PyType {
  return nativeType(
    'SSLContext',
    {
      make(type, args, keywords) {
        checkPositional(args, keywords, 1, 1);
        return new TlsContext(type, int.convert(args[0]), parts.fillRandom);
      },
      attributes: CONTEXT_ATTRIBUTES,
      getAttribute: (self: TlsContext, name) => self.getAttribute(name),
      setAttribute: (self: TlsContext, name, value) => self.setAttribute(name, value),
      references: (self: TlsContext, hold) => self.references(hold),
    },
    {
      __del__: context.method('Free what the context holds; done by itself.', [], () => {}),
      get_ciphers: context.method('The names of all cipher suites.', [], () => newList(SUITES.map(({ name }) => newStr(name)))),
      set_ciphers: context.method('Use only these cipher suites.', [arg('ciphers', anything)], (self, ciphers) => self.setSuites(ciphers)),
      load_cert_chain: context.method(
        'The certificate to show, and its key.',
        [arg('cert', anything), arg('key', anything)],
        (self, cert, key) => self.loadChain(cert, key),
      ),
      load_verify_locations: context.method('Trust certificates.', [arg('cadata', anything)], (self, cadata) =>
        self.loadAuthorities(cadata),
      ),
      wrap_socket: context.method(
        'TLS around a stream.',
        [
          arg('sock', anything),
          keyword('server_side', truth, false),
          keyword('do_handshake_on_connect', truth, true),
          keyword('server_hostname', optional(textOrBytes), null),
          keyword('client_id', anything, None),
        ],
        (self, sock, serverSide, shakesHands, hostname) => {
          return new TlsSocket(socketType, parts, self, sock, { serverSide, hostname }).begin(shakesHands);
        },
      ),
    },
  );
}

/** Makes the module of one machine. */
export function tls(parts: TlsParts): PyModule {
  return nativeModule('tls', {
    SSLContext: contextType(parts),
    MBEDTLS_VERSION: 'Mbed TLS 3.6.6',
    PROTOCOL_TLS_CLIENT: 0,
    PROTOCOL_TLS_SERVER: 1,
    PROTOCOL_DTLS_CLIENT: 2,
    PROTOCOL_DTLS_SERVER: 3,
    CERT_NONE: VERIFY.NONE,
    CERT_OPTIONAL: VERIFY.OPTIONAL,
    CERT_REQUIRED: VERIFY.REQUIRED,
  });
}
