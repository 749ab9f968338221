/** The handshake of a client (`library/ssl_tls12_client.c`, `library/ssl_client.c`). */
import { encodeUtf8 } from '../utf8.js';
import { counted, join, MessageReader, numberBytes, words } from './bytes.js';
import type { Certificate } from './certificate.js';
import { type CurveName, makeScalar, type PublicKey, publicPoint, rsaEncrypt, seedBytes, sharedSecret, verify } from './crypto.js';
import { ALERT, ERR, TlsError, undecodable, unexpected } from './errors.js';
import {
  awaitFinish,
  EMPTY_RENEGOTIATION_INFO,
  EXTENSION,
  examine,
  finish,
  GROUPS,
  hashOf,
  MESSAGE,
  NAMED_CURVE,
  RANDOM_BYTES,
  RSA_SECRET_BYTES,
  readChain,
  SIGNATURE_ALGORITHMS,
  secretsOf,
  sendCertificates,
  sharedKeySecret,
  signed,
  VERSION,
} from './handshake.js';
import { pointPrice, verifyPrice } from './prices.js';
import type { Work } from './records.js';
import type { Session } from './session.js';
import { type Suite, suiteOf } from './suites.js';

/** The server's part of a key exchange with a curve. */
interface ServerPoint {
  readonly curve: CurveName;
  readonly point: Uint8Array;
}

/** Shakes hands. */
export function* shakeAsClient(session: Session): Work<void> {
  const { settings, around } = session;
  const clientRandom = around.random(RANDOM_BYTES);
  const offered = settings.suites.filter(({ exchange }) => exchange !== 'PSK' || settings.shared !== null);
  yield* session.send(MESSAGE.CLIENT_HELLO, clientHello(session, clientRandom, offered));

  const serverRandom = readServerHello(session, yield* helloMessage(session), offered);
  const { exchange } = session.suite as Suite;
  const chain = exchange === 'PSK' ? [] : yield* receiveChain(session);
  const point = yield* receiveKeyExchange(session, chain[0]?.key ?? null, join(clientRandom, serverRandom));
  const isAsked = exchange === 'PSK' ? false : yield* certificateRequest(session);
  if ((yield* session.expect(MESSAGE.SERVER_HELLO_DONE)).length > 0) throw undecodable();

  const own = isAsked ? settings.own : null;
  if (isAsked) yield* sendCertificates(session, own?.chain ?? []);
  const exchanged = yield* sendKeyExchange(session, chain[0]?.key ?? null, point);
  const secrets = secretsOf(session.suite as Suite, exchanged, clientRandom, serverRandom);
  if (own !== null) {
    const hash = (session.suite as Suite).hash === 'SHA384' ? 'SHA384' : 'SHA256';
    yield* session.send(MESSAGE.CERTIFICATE_VERIFY, yield* signed(session, own.key, hash, session.transcript));
  }
  yield* finish(session, secrets);
  yield* awaitFinish(session, secrets);
}

function clientHello({ hostname }: Session, random: Uint8Array, offered: readonly Suite[]): Uint8Array {
  const extensions = [
    ...(hostname === null ? [] : [extension(EXTENSION.SERVER_NAME, counted(join(numberBytes(0, 1), counted(encodeUtf8(hostname), 2)), 2))]),
    extension(EXTENSION.SIGNATURES, counted(words(...SIGNATURE_ALGORITHMS), 2)),
    extension(EXTENSION.GROUPS, counted(words(...GROUPS.map(([number]) => number)), 2)),
    extension(EXTENSION.POINT_FORMATS, Uint8Array.of(1, 0)),
  ];
  return join(
    numberBytes(VERSION, 2),
    random,
    counted(new Uint8Array(0), 1), // No session to resume.
    counted(words(...offered.map(({ id }) => id), EMPTY_RENEGOTIATION_INFO), 2),
    Uint8Array.of(1, 0), // No compression.
    counted(join(...extensions), 2),
  );
}

const extension = (type: number, content: Uint8Array): Uint8Array => join(numberBytes(type, 2), counted(content, 2));

function* helloMessage(session: Session): Work<Uint8Array> {
  const { type, body } = yield* session.message();
  if (type !== MESSAGE.SERVER_HELLO) throw undecodable();
  return body;
}

/** Returns the server's random bytes. */
function readServerHello(session: Session, body: Uint8Array, offered: readonly Suite[]): Uint8Array {
  const hello = new MessageReader(body);
  if (hello.number(2) !== VERSION) throw new TlsError(ERR.SSL_BAD_PROTOCOL_VERSION, ALERT.PROTOCOL_VERSION);
  const random = hello.take(RANDOM_BYTES);
  hello.counted(1); // The session.
  const suite = suiteOf(hello.number(2));
  if (hello.number(1) !== 0) throw new TlsError(ERR.SSL_FEATURE_UNAVAILABLE, ALERT.ILLEGAL_PARAMETER);
  if (hello.left > 0) hello.counted(2); // The extensions; they change nothing here.
  hello.end();
  if (suite === undefined || !offered.includes(suite)) throw illegal();
  session.suite = suite;
  return random;
}

/** The server's certificates, once they have been judged. */
function* receiveChain(session: Session): Work<Certificate[]> {
  const chain = readChain(yield* session.expect(MESSAGE.CERTIFICATE));
  yield* examine(session, chain);
  return chain;
}

/** The server's point, whose signature has been checked; null if the key exchange needs none. */
function* receiveKeyExchange(session: Session, key: PublicKey | null, randoms: Uint8Array): Work<ServerPoint | null> {
  const { exchange } = session.suite as Suite;
  if (exchange === 'RSA') return null;
  const message = yield* session.message();
  if (message.type !== MESSAGE.SERVER_KEY_EXCHANGE) {
    if (exchange !== 'PSK') throw unexpected();
    session.keep(message);
    return null;
  }
  const reader = new MessageReader(message.body);
  if (exchange === 'PSK') {
    reader.counted(2); // A hint, which mbedtls ignores.
    return null;
  }
  const isNamed = reader.number(1) === NAMED_CURVE;
  const number = reader.number(2);
  const group = GROUPS.find(([known]) => known === number);
  const point = reader.counted(1);
  if (!isNamed || group === undefined) throw illegal();
  const parameters = reader.soFar;
  const hash = hashOf(reader.number(2), (key as PublicKey).kind);
  if (hash === null || exchange !== exchangeOf(key as PublicKey)) throw illegal();
  const signature = reader.counted(2);
  reader.end();
  session.around.spend(verifyPrice(key as PublicKey));
  yield 'time';
  if (!verify(key as PublicKey, hash, join(randoms, parameters), signature)) {
    throw new TlsError((key as PublicKey).kind === 'rsa' ? ERR.RSA_VERIFY_FAILED : ERR.ECP_VERIFY_FAILED, ALERT.DECRYPT_ERROR);
  }
  return { curve: group[1], point };
}

const exchangeOf = ({ kind }: PublicKey): string => (kind === 'rsa' ? 'ECDHE-RSA' : 'ECDHE-ECDSA');

/** Whether the server asks for a certificate. What kind it wants does not matter, as there is only one. */
function* certificateRequest(session: Session): Work<boolean> {
  const message = yield* session.message();
  if (message.type === MESSAGE.CERTIFICATE_REQUEST) return true;
  session.keep(message);
  return false;
}

/** Sends the client's part of the key exchange. Returns the secret that has been exchanged. */
function* sendKeyExchange(session: Session, key: PublicKey | null, server: ServerPoint | null): Work<Uint8Array> {
  const { around, settings } = session;
  if (server !== null) {
    const { curve } = server;
    const scalar = makeScalar(curve, around.random(seedBytes(curve)));
    around.spend(2 * pointPrice(curve));
    yield 'time';
    const secret = sharedSecret(curve, scalar, server.point);
    if (secret === null) throw illegal();
    yield* session.send(MESSAGE.CLIENT_KEY_EXCHANGE, counted(publicPoint(curve, scalar), 1));
    return secret;
  }
  if (settings.shared !== null && key === null) {
    yield* session.send(MESSAGE.CLIENT_KEY_EXCHANGE, counted(settings.shared.identity, 2));
    return sharedKeySecret(settings.shared.key);
  }
  if (key?.kind !== 'rsa') throw new TlsError(ERR.SSL_PK_TYPE_MISMATCH);
  const secret = join(numberBytes(VERSION, 2), around.random(RSA_SECRET_BYTES - 2));
  around.spend(verifyPrice(key));
  yield 'time';
  yield* session.send(MESSAGE.CLIENT_KEY_EXCHANGE, counted(rsaEncrypt(key, secret, around.random), 2));
  return secret;
}

/** The error of a value that the server may not send. */
const illegal = (): TlsError => new TlsError(ERR.SSL_ILLEGAL_PARAMETER, ALERT.ILLEGAL_PARAMETER);
