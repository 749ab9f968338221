/** The handshake of a server (`library/ssl_tls12_server.c`). */
import { counted, join, MessageReader, numberBytes, words, wordsOf } from './bytes.js';
import type { Certificate } from './certificate.js';
import {
  type CurveName,
  type HashName,
  makeScalar,
  type PublicKey,
  publicPoint,
  rsaDecrypt,
  seedBytes,
  sharedSecret,
  verify,
} from './crypto.js';
import { der, TAG, unhex } from './der.js';
import { ALERT, ERR, TlsError, undecodable } from './errors.js';
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
  unfitness,
  VERSION,
} from './handshake.js';
import { pointPrice, signPrice, verifyPrice } from './prices.js';
import type { Work } from './records.js';
import type { Session } from './session.js';
import { type OwnCertificate, VERIFY } from './settings.js';
import type { Suite } from './suites.js';

/** What a client offers. */
interface ClientHello {
  readonly random: Uint8Array;
  readonly suites: readonly number[];
  readonly groups: readonly (readonly [number: number, curve: CurveName])[];
  readonly algorithms: readonly number[];
  readonly hasPointFormats: boolean;
  readonly isSecurelyRenegotiable: boolean;
}

/** Without the extension, signatures have the hash SHA-1, which mbedtls does not accept. */
const NO_ALGORITHMS: readonly number[] = [];
/** Types of client certificates: RSA and ECDSA keys that sign. */
const CERTIFICATE_TYPES = Uint8Array.of(2, 1, 64);

/** Shakes hands. */
export function* shakeAsServer(session: Session): Work<void> {
  const { settings, around } = session;
  const hello = readClientHello(yield* firstMessage(session));
  const suite = chooseSuite(session, hello);
  session.suite = suite;
  const { exchange } = suite;
  const serverRandom = around.random(RANDOM_BYTES);
  const own = settings.own as OwnCertificate;
  const isAsking = exchange !== 'PSK' && settings.verify !== VERIFY.NONE;

  yield* session.send(MESSAGE.SERVER_HELLO, serverHello(session, hello, serverRandom));
  if (exchange !== 'PSK') yield* sendCertificates(session, own.chain);
  const half = yield* sendKeyExchange(session, hello, join(hello.random, serverRandom));
  if (isAsking) yield* session.send(MESSAGE.CERTIFICATE_REQUEST, certificateRequest(settings.authorities ?? []));
  yield* session.send(MESSAGE.SERVER_HELLO_DONE);

  const clientKey = isAsking ? yield* receiveChain(session) : null;
  const exchanged = yield* receiveKeyExchange(session, half);
  const secrets = secretsOf(suite, exchanged, hello.random, serverRandom);
  if (clientKey !== null) yield* checkCertificateVerify(session, clientKey);
  yield* awaitFinish(session, secrets);
  yield* finish(session, secrets);
}

function* firstMessage(session: Session): Work<Uint8Array> {
  const message = yield* session.message();
  if (message.type !== MESSAGE.CLIENT_HELLO) throw new TlsError(ERR.SSL_UNEXPECTED_MESSAGE);
  return message.body;
}

function readClientHello(body: Uint8Array): ClientHello {
  const hello = new MessageReader(body);
  if (hello.number(2) < VERSION) throw new TlsError(ERR.SSL_BAD_PROTOCOL_VERSION, ALERT.PROTOCOL_VERSION);
  const random = hello.take(RANDOM_BYTES);
  hello.counted(1); // A session to resume.
  const suites = wordsOf(hello.counted(2));
  hello.counted(1); // Compressions.
  let groups: ClientHello['groups'] = [];
  let algorithms = NO_ALGORITHMS;
  let hasPointFormats = false;
  let isSecurelyRenegotiable = suites.includes(EMPTY_RENEGOTIATION_INFO);
  const extensions = new MessageReader(hello.left > 0 ? hello.counted(2) : new Uint8Array(0));
  hello.end();
  while (extensions.left > 0) {
    const type = extensions.number(2);
    const content = new MessageReader(extensions.counted(2));
    if (type === EXTENSION.GROUPS) {
      const numbers = wordsOf(content.counted(2));
      groups = numbers.flatMap((number) => GROUPS.filter(([known]) => known === number));
    } else if (type === EXTENSION.SIGNATURES) algorithms = wordsOf(content.counted(2));
    else if (type === EXTENSION.POINT_FORMATS) hasPointFormats = true;
    else if (type === EXTENSION.RENEGOTIATION_INFO) isSecurelyRenegotiable = true;
  }
  return { random, suites, groups, algorithms, hasPointFormats, isSecurelyRenegotiable };
}

/** The first suite of this end that the client offers and that can be used (`ssl_ciphersuite_match`). */
function chooseSuite(session: Session, hello: ClientHello): Suite {
  const suite = session.settings.suites.find((own) => hello.suites.includes(own.id) && isUsable(session, own, hello));
  if (suite === undefined) throw new TlsError(ERR.SSL_HANDSHAKE_FAILURE, ALERT.HANDSHAKE_FAILURE);
  return suite;
}

function isUsable({ settings }: Session, { exchange }: Suite, hello: ClientHello): boolean {
  if (exchange === 'PSK') return settings.sharedKey !== null;
  const certificate = settings.own?.chain[0];
  if (certificate === undefined || unfitness(certificate, exchange, true) !== 0) return false;
  const { key } = certificate;
  if (exchange === 'RSA') return key.kind === 'rsa';
  if (hello.groups.length === 0 || preferredHash(hello, key) === null) return false;
  if (exchange === 'ECDHE-RSA') return key.kind === 'rsa';
  return key.kind === 'ec' && hello.groups.some(([, curve]) => curve === key.curve);
}

function preferredHash(hello: ClientHello, { kind }: Pick<PublicKey, 'kind'>): HashName | null {
  for (const algorithm of hello.algorithms) {
    const hash = hashOf(algorithm, kind);
    if (hash !== null) return hash;
  }
  return null;
}

function serverHello(session: Session, hello: ClientHello, random: Uint8Array): Uint8Array {
  const suite = session.suite as Suite;
  const isElliptic = suite.exchange.startsWith('ECDHE');
  const extensions = join(
    hello.isSecurelyRenegotiable ? join(words(EXTENSION.RENEGOTIATION_INFO, 1), Uint8Array.of(0)) : new Uint8Array(0),
    isElliptic && hello.hasPointFormats ? join(words(EXTENSION.POINT_FORMATS, 2), Uint8Array.of(1, 0)) : new Uint8Array(0),
  );
  return join(
    numberBytes(VERSION, 2),
    random,
    counted(session.around.random(RANDOM_BYTES), 1), // The session.
    numberBytes(suite.id, 2),
    Uint8Array.of(0), // No compression.
    extensions.length > 0 ? counted(extensions, 2) : extensions,
  );
}

/** This end's half of a key exchange with a curve. */
interface Half {
  readonly curve: CurveName;
  readonly scalar: Uint8Array;
}

/** Sends this end's half; returns null if the key exchange needs none. */
function* sendKeyExchange(session: Session, hello: ClientHello, randoms: Uint8Array): Work<Half | null> {
  const { exchange } = session.suite as Suite;
  if (!exchange.startsWith('ECDHE')) return null;
  const { key } = session.settings.own as OwnCertificate;
  // Of the curves that both have, mbedtls takes the one that it prefers itself.
  const [number, curve] = GROUPS.find(([own]) => hello.groups.some(([other]) => other === own)) as (typeof GROUPS)[number];
  const { around } = session;
  const scalar = makeScalar(curve, around.random(seedBytes(curve)));
  around.spend(pointPrice(curve));
  yield 'time';
  const parameters = join(Uint8Array.of(NAMED_CURVE), numberBytes(number, 2), counted(publicPoint(curve, scalar), 1));
  const hash = preferredHash(hello, key) as HashName;
  yield* session.send(MESSAGE.SERVER_KEY_EXCHANGE, parameters, yield* signed(session, key, hash, join(randoms, parameters)));
  return { curve, scalar };
}

function certificateRequest(authorities: readonly Certificate[]): Uint8Array {
  const names = authorities.map(({ subject }) => counted(der(TAG.SEQUENCE, ...subject.map(relativeName)), 2));
  return join(CERTIFICATE_TYPES, counted(words(...SIGNATURE_ALGORITHMS), 2), counted(join(...names), 2));
}

const relativeName = ({ oid, tag, value }: Certificate['subject'][number]): Uint8Array =>
  der(TAG.SET, der(TAG.SEQUENCE, der(TAG.OID, unhex(oid)), der(tag, value)));

/** The key of the client's certificate, once that has been judged; null if the client has none and need not have one. */
function* receiveChain(session: Session): Work<PublicKey | null> {
  const body = yield* session.expect(MESSAGE.CERTIFICATE);
  const isEmpty = body.length === 3 && body.every((byte) => byte === 0);
  if (isEmpty) {
    if (session.settings.verify !== VERIFY.OPTIONAL) throw new TlsError(ERR.SSL_NO_CLIENT_CERTIFICATE);
    return null;
  }
  const chain = readChain(body);
  yield* examine(session, chain);
  return (chain[0] as Certificate).key;
}

/** Receives the client's half; returns the secret that has been exchanged. */
function* receiveKeyExchange(session: Session, half: Half | null): Work<Uint8Array> {
  const { around, settings } = session;
  const { exchange } = session.suite as Suite;
  const message = yield* session.message();
  if (message.type !== MESSAGE.CLIENT_KEY_EXCHANGE) throw new TlsError(ERR.SSL_UNEXPECTED_MESSAGE);
  const reader = new MessageReader(message.body);
  if (half !== null) {
    const point = reader.counted(1);
    around.spend(pointPrice(half.curve));
    yield 'time';
    const secret = sharedSecret(half.curve, half.scalar, point);
    if (secret === null) throw new TlsError(ERR.SSL_DECODE_ERROR);
    return secret;
  }
  if (exchange === 'PSK') {
    const identity = reader.counted(2);
    if (identity.length === 0) throw undecodable();
    const key = settings.sharedKey?.(identity) ?? null;
    if (key === null) throw new TlsError(ERR.SSL_UNKNOWN_IDENTITY, ALERT.UNKNOWN_PSK_IDENTITY);
    reader.end();
    return sharedKeySecret(key);
  }
  const { key } = settings.own as OwnCertificate;
  if (key.kind !== 'rsa') throw new TlsError(ERR.SSL_PRIVATE_KEY_REQUIRED);
  around.spend(signPrice(key));
  yield 'time';
  const secret = rsaDecrypt(key, reader.counted(2));
  // What cannot be decrypted ends the handshake no earlier than what has been decrypted wrongly.
  const other = around.random(RSA_SECRET_BYTES);
  const isRight = secret?.length === RSA_SECRET_BYTES && (((secret[0] as number) << 8) | (secret[1] as number)) === VERSION;
  return isRight ? secret : other;
}

/** The client shows that it has the key of its certificate. */
function* checkCertificateVerify(session: Session, key: PublicKey): Work<void> {
  const { transcript } = session;
  const message = yield* session.message();
  if (message.type !== MESSAGE.CERTIFICATE_VERIFY) throw new TlsError(ERR.SSL_UNEXPECTED_MESSAGE);
  const reader = new MessageReader(message.body);
  const hash = hashOf(reader.number(2), key.kind);
  if (hash === null) throw new TlsError(ERR.SSL_ILLEGAL_PARAMETER);
  const signature = reader.counted(2);
  reader.end();
  session.around.spend(verifyPrice(key));
  yield 'time';
  if (!verify(key, hash, transcript, signature)) throw new TlsError(key.kind === 'rsa' ? ERR.RSA_VERIFY_FAILED : ERR.ECP_VERIFY_FAILED);
}
