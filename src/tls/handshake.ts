/** What the handshakes of clients and servers have in common (RFC 5246, RFC 8422, RFC 4279). */
import { areEqual, counted, join, MessageReader, numberBytes } from './bytes.js';
import { type Certificate, readCertificate } from './certificate.js';
import { type CurveName, derive, digest, type HashName, type PrivateKey, type PublicKey, sign } from './crypto.js';
import { ALERT, ERR, TlsError, undecodable } from './errors.js';
import { signPrice } from './prices.js';
import { type DirectionKeys, keySizes, RecordCipher } from './record-cipher.js';
import { RECORD, type Work } from './records.js';
import type { Session } from './session.js';
import { VERIFY } from './settings.js';
import type { KeyExchange, Suite } from './suites.js';
import { FLAG, isMeantFor, judge } from './trust.js';

/** Types of handshake messages. */
export const MESSAGE = {
  CLIENT_HELLO: 1,
  SERVER_HELLO: 2,
  CERTIFICATE: 11,
  SERVER_KEY_EXCHANGE: 12,
  CERTIFICATE_REQUEST: 13,
  SERVER_HELLO_DONE: 14,
  CERTIFICATE_VERIFY: 15,
  CLIENT_KEY_EXCHANGE: 16,
  FINISHED: 20,
} as const;

/** Extensions of hellos. */
export const EXTENSION = { SERVER_NAME: 0, GROUPS: 10, POINT_FORMATS: 11, SIGNATURES: 13, RENEGOTIATION_INFO: 0xff01 } as const;

/** TLS 1.2. */
export const VERSION = 0x0303;
/** Stands for an empty extension RENEGOTIATION_INFO in the list of suites. */
export const EMPTY_RENEGOTIATION_INFO = 0x00ff;
/** Length of the random bytes in hellos, and of the secret of an RSA key exchange. */
export const RANDOM_BYTES = 32;
/** See above. */
export const RSA_SECRET_BYTES = 48;
const MASTER_BYTES = 48;
const FINISHED_BYTES = 12;

/** The curves of a key exchange, the preferred ones first, with their numbers. */
export const GROUPS: readonly (readonly [number: number, curve: CurveName])[] = [
  [23, 'secp256r1'],
  [24, 'secp384r1'],
  [25, 'secp521r1'],
];
/** The curve is named by its number. */
export const NAMED_CURVE = 3;

const SIGNATURE = { rsa: 1, ec: 3 } as const;
/** Hashes of signatures with their numbers; those that mbedtls offers and accepts, the preferred ones first. */
const SIGNATURE_HASHES: readonly (readonly [number: number, hash: HashName])[] = [
  [6, 'SHA512'],
  [5, 'SHA384'],
  [4, 'SHA256'],
];

/** All signature algorithms that are offered. */
export const SIGNATURE_ALGORITHMS: readonly number[] = SIGNATURE_HASHES.flatMap(([hash]) => [
  (hash << 8) | SIGNATURE.ec,
  (hash << 8) | SIGNATURE.rsa,
]);

/** The hash of a signature algorithm for a kind of key; null if it is for the other kind, or not accepted. */
export function hashOf(algorithm: number, kind: PublicKey['kind']): HashName | null {
  if ((algorithm & 0xff) !== SIGNATURE[kind]) return null;
  return SIGNATURE_HASHES.find(([number]) => number === algorithm >> 8)?.[1] ?? null;
}

/** Secrets that both ends have in the end. */
interface Secrets {
  readonly master: Uint8Array;
  readonly client: DirectionKeys;
  readonly server: DirectionKeys;
}

const derivationHash = ({ hash }: Suite): HashName => (hash === 'SHA384' ? 'SHA384' : 'SHA256');

/** Derives everything from the secret that the two ends have exchanged, and from the random bytes of their hellos. */
export function secretsOf(suite: Suite, exchanged: Uint8Array, clientRandom: Uint8Array, serverRandom: Uint8Array): Secrets {
  const hash = derivationHash(suite);
  const master = derive(hash, exchanged, 'master secret', join(clientRandom, serverRandom), MASTER_BYTES);
  const sizes = keySizes(suite);
  const block = derive(hash, master, 'key expansion', join(serverRandom, clientRandom), 2 * (sizes.mac + sizes.key + sizes.iv));
  let at = 0;
  const take = (count: number): Uint8Array => {
    at += count;
    return block.subarray(at - count, at);
  };
  const [clientMac, serverMac] = [take(sizes.mac), take(sizes.mac)];
  const [clientKey, serverKey] = [take(sizes.key), take(sizes.key)];
  const [clientIv, serverIv] = [take(sizes.iv), take(sizes.iv)];
  return {
    master,
    client: { mac: clientMac, key: clientKey, iv: clientIv },
    server: { mac: serverMac, key: serverKey, iv: serverIv },
  };
}

/** The secret of a key exchange with a shared key alone. */
export const sharedKeySecret = (key: Uint8Array): Uint8Array => join(counted(new Uint8Array(key.length), 2), counted(key, 2));

/** Ends this end's part of the handshake: from now on it protects what it sends. */
export function* finish(session: Session, secrets: Secrets): Work<void> {
  const { records, settings, around } = session;
  const suite = session.suite as Suite;
  yield* records.write(RECORD.CHANGE_CIPHER_SPEC, Uint8Array.of(1));
  records.protector = new RecordCipher(suite, settings.isServer ? secrets.server : secrets.client, around.random);
  yield* session.send(MESSAGE.FINISHED, proof(session, secrets, settings.isServer));
}

/** Waits for the end of the peer's part. */
export function* awaitFinish(session: Session, secrets: Secrets): Work<void> {
  const { records, settings, around } = session;
  yield* session.changeCipherSpec();
  records.opener = new RecordCipher(session.suite as Suite, settings.isServer ? secrets.client : secrets.server, around.random);
  const expected = proof(session, secrets, !settings.isServer);
  const body = yield* session.expect(MESSAGE.FINISHED);
  if (body.length !== FINISHED_BYTES) throw new TlsError(ERR.SSL_DECODE_ERROR, ALERT.DECODE_ERROR);
  if (!areEqual(body, expected)) throw new TlsError(ERR.SSL_HANDSHAKE_FAILURE, ALERT.DECRYPT_ERROR);
}

function proof({ suite, transcript }: Session, { master }: Secrets, ofServer: boolean): Uint8Array {
  const hash = derivationHash(suite as Suite);
  return derive(hash, master, ofServer ? 'server finished' : 'client finished', digest(hash, transcript), FINISHED_BYTES);
}

/** Sends a certificate chain, or an empty one. */
export function* sendCertificates(session: Session, chain: readonly Certificate[]): Work<void> {
  yield* session.send(MESSAGE.CERTIFICATE, counted(join(...chain.map(({ raw }) => counted(raw, 3))), 3));
}

/** The certificates in a message. */
export function readChain(body: Uint8Array): Certificate[] {
  const message = new MessageReader(body);
  const list = new MessageReader(message.counted(3));
  message.end();
  const chain: Certificate[] = [];
  while (list.left > 0) {
    const bytes = list.counted(3);
    try {
      chain.push(readCertificate(bytes));
    } catch (x) {
      if (!(x instanceof TlsError)) throw x;
      const alert = x.code === ERR.X509_UNKNOWN_VERSION ? ALERT.UNSUPPORTED_CERTIFICATE : ALERT.BAD_CERTIFICATE;
      throw new TlsError(x.code, alert);
    }
  }
  if (chain.length === 0) throw undecodable();
  return chain;
}

/** A signature with its algorithm and its length. */
export function* signed(session: Session, key: PrivateKey, hash: HashName, bytes: Uint8Array): Work<Uint8Array> {
  session.around.spend(signPrice(key));
  yield 'time';
  const number = SIGNATURE_HASHES.find(([, name]) => name === hash)?.[0] as number;
  return join(numberBytes((number << 8) | SIGNATURE[key.kind], 2), counted(sign(key, hash, bytes), 2));
}

/** Bits of key usage that the key of a server's certificate needs. */
const KEY_USE = { DIGITAL_SIGNATURE: 0x80, KEY_ENCIPHERMENT: 0x20 } as const;
/** Object identifiers of extended key usage. */
const EXTENDED_USE = { ANY: '551d2500', SERVER: '2b06010505070301', CLIENT: '2b06010505070302' } as const;

/** Flags against using a certificate, a server's for a client or the reverse (`mbedtls_ssl_check_cert_usage`). */
export function unfitness(certificate: Certificate, exchange: KeyExchange, ofServer: boolean): number {
  const usage = ofServer && exchange === 'RSA' ? KEY_USE.KEY_ENCIPHERMENT : KEY_USE.DIGITAL_SIGNATURE;
  const { extendedUsage } = certificate;
  const allowed: readonly string[] = [EXTENDED_USE.ANY, ofServer ? EXTENDED_USE.SERVER : EXTENDED_USE.CLIENT];
  const isAllowed = extendedUsage === null || extendedUsage.some((oid) => allowed.includes(oid));
  return (isMeantFor(certificate, usage) ? 0 : FLAG.KEY_USAGE) | (isAllowed ? 0 : FLAG.EXT_KEY_USAGE);
}

/** Judges the chain that the peer has sent (`mbedtls_ssl_verify_certificate`). */
export function* examine(session: Session, chain: readonly Certificate[]): Work<void> {
  const { settings, around, hostname } = session;
  const { verify, authorities, callback } = settings;
  if (verify === VERIFY.NONE) return;
  if (hostname === null && !settings.isServer && verify === VERIFY.REQUIRED) {
    throw new TlsError(ERR.SSL_CERTIFICATE_VERIFICATION_WITHOUT_HOSTNAME);
  }
  let code = 0;
  try {
    const trust = { authorities: authorities ?? [], hostname, now: around.now(), spend: around.spend, callback };
    session.flags = judge(chain, trust);
    if (session.flags !== 0) code = ERR.X509_CERT_VERIFY_FAILED;
  } catch (x) {
    if (!(x instanceof TlsError)) throw x;
    session.flags = x.flags;
    ({ code } = x);
  }
  yield 'time';
  const first = chain[0] as Certificate;
  const { key } = first;
  const unfit = unfitness(first, (session.suite as Suite).exchange, !settings.isServer);
  const more = unfit | (key.kind === 'ec' && !GROUPS.some(([, curve]) => curve === key.curve) ? FLAG.BAD_KEY : 0);
  session.flags |= more;
  if (code === 0 && more !== 0) code = ERR.SSL_BAD_CERTIFICATE;
  if (verify === VERIFY.OPTIONAL && (code === ERR.X509_CERT_VERIFY_FAILED || code === ERR.SSL_BAD_CERTIFICATE)) code = 0;
  if (authorities === null && verify === VERIFY.REQUIRED) code = ERR.SSL_CA_CHAIN_REQUIRED;
  if (code !== 0) throw new TlsError(code, alertFor(session.flags), session.flags);
}

/** The alert for reasons against a certificate: that of the first of these that is among them. */
const ALERTS: readonly (readonly [flag: number, alert: number])[] = [
  [FLAG.OTHER, ALERT.ACCESS_DENIED],
  [FLAG.CN_MISMATCH, ALERT.BAD_CERTIFICATE],
  [FLAG.KEY_USAGE, ALERT.UNSUPPORTED_CERTIFICATE],
  [FLAG.EXT_KEY_USAGE, ALERT.UNSUPPORTED_CERTIFICATE],
  [FLAG.BAD_PK, ALERT.UNSUPPORTED_CERTIFICATE],
  [FLAG.BAD_KEY, ALERT.UNSUPPORTED_CERTIFICATE],
  [FLAG.EXPIRED, ALERT.CERTIFICATE_EXPIRED],
  [FLAG.NOT_TRUSTED, ALERT.UNKNOWN_CA],
];

const alertFor = (flags: number): number => ALERTS.find(([flag]) => (flags & flag) !== 0)?.[1] ?? ALERT.CERTIFICATE_UNKNOWN;
