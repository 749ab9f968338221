/** Public and private keys in DER and PEM (`library/pkparse.c`). */
import { type CurveName, isPoint, isScalar, type PrivateKey, type PublicKey, scalarBytes } from './crypto.js';
import { contextTag, DerReader, TAG } from './der.js';
import { ERR, NotSimulated, TlsError } from './errors.js';
import { isPem, pemBlocks } from './pem.js';

/** Object identifiers of kinds of keys. */
export const KEY_OID = { RSA: '2a864886f70d010101', EC: '2a8648ce3d0201' } as const;

/** Object identifiers of curves. */
export const CURVE_OIDS: Readonly<Record<CurveName, string>> = {
  secp256r1: '2a8648ce3d030107',
  secp384r1: '2b81040022',
  secp521r1: '2b81040023',
  secp256k1: '2b8104000a',
};

/** Size of the smallest RSA key that mbedtls accepts. */
const LEAST_BITS = 128;

/** Curves that the board's mbedtls has, too. */
const OTHER_CURVES: Readonly<Record<string, string>> = {
  '2a8648ce3d030101': 'secp192r1',
  '2b81040021': 'secp224r1',
  '2b8104001f': 'secp192k1',
  '2b81040020': 'secp224k1',
};

/** The public key in a certificate. */
export function readPublicKey(info: DerReader): PublicKey {
  const algorithm = info.enter();
  const kind = algorithm.oid();
  if (kind === KEY_OID.EC) {
    const curve = curveOf(algorithm.oid());
    const point = info.bits();
    if (!isPoint(curve, point)) throw invalid();
    return { kind: 'ec', curve, point };
  }
  if (kind !== KEY_OID.RSA) throw invalid();
  const key = new DerReader(info.bits()).enter();
  const n = key.integer();
  const e = key.integer();
  key.end();
  const bits = bitsOf(n);
  if (bits < LEAST_BITS || n % 2n === 0n || e % 2n === 0n || e < 3n || e >= n) throw invalid();
  return { kind: 'rsa', n, e, bits };
}

/** A private key in PKCS #8, PKCS #1 or SEC 1, in PEM or DER, without a password. Throws a TlsError for anything else. */
export function readPrivateKey(bytes: Uint8Array): PrivateKey {
  if (!isPem(bytes)) return fromDer(bytes);
  for (const { label, der } of pemBlocks(bytes)) if (/^(RSA |EC )?PRIVATE KEY$/.test(label) && der !== null) return fromDer(der);
  throw invalid();
}

/** DER does not say which of the forms it has: the first one that fits counts. */
function fromDer(bytes: Uint8Array): PrivateKey {
  for (const read of [fromPkcs8, fromPkcs1, fromSec1]) {
    try {
      return read(new DerReader(bytes));
    } catch (x) {
      if (!(x instanceof TlsError)) throw x;
    }
  }
  throw invalid();
}

function fromPkcs8(bytes: DerReader): PrivateKey {
  const info = bytes.enter();
  if (info.integer() !== 0n) throw invalid();
  const algorithm = info.enter();
  const kind = algorithm.oid();
  const key = new DerReader(info.next(TAG.OCTET_STRING));
  if (kind === KEY_OID.EC) return fromSec1(key, curveOf(algorithm.oid()));
  if (kind !== KEY_OID.RSA) throw invalid();
  return fromPkcs1(key);
}

function fromPkcs1(bytes: DerReader): PrivateKey {
  const key = bytes.enter();
  if (key.integer() !== 0n) throw invalid();
  const [n, e, d, p, q] = [key.integer(), key.integer(), key.integer(), key.integer(), key.integer()];
  if (p <= 1n || q <= 1n || p * q !== n || (e * d) % (p - 1n) !== 1n || (e * d) % (q - 1n) !== 1n) throw invalid();
  return { kind: 'rsa', n, d, bits: bitsOf(n) };
}

function fromSec1(bytes: DerReader, known?: CurveName): PrivateKey {
  const key = bytes.enter();
  if (key.integer() !== 1n) throw invalid();
  const given = key.next(TAG.OCTET_STRING);
  const parameters = key.optional(contextTag(0));
  const curve = parameters === null ? known : curveOf(new DerReader(parameters).oid());
  if (curve === undefined) throw invalid();
  const scalar = new Uint8Array(scalarBytes(curve));
  if (given.length > scalar.length) throw invalid();
  scalar.set(given, scalar.length - given.length);
  if (!isScalar(curve, scalar)) throw invalid();
  return { kind: 'ec', curve, scalar };
}

function curveOf(oid: string): CurveName {
  const curve = (Object.keys(CURVE_OIDS) as CurveName[]).find((name) => CURVE_OIDS[name] === oid);
  if (curve !== undefined) return curve;
  if (OTHER_CURVES[oid] !== undefined) throw new NotSimulated(`keys on ${OTHER_CURVES[oid]} are not simulated`);
  throw invalid();
}

const bitsOf = (n: bigint): number => n.toString(2).length;

const invalid = (): TlsError => new TlsError(ERR.PK_KEY_INVALID_FORMAT);
