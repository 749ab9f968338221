/** The cryptography of TLS, from libraries: @noble/hashes, @noble/curves, micro-rsa-dsa-dh. Nothing here is random by itself. */
import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { type IPKCS, PKCS1_KEM, PKCS1_SHA1, PKCS1_SHA224, PKCS1_SHA256, PKCS1_SHA384, PKCS1_SHA512 } from 'micro-rsa-dsa-dh/rsa.js';
import { I2OSP, OS2IP, pow } from 'micro-rsa-dsa-dh/utils.js';
import { join } from './bytes.js';
import { ERR, TlsError } from './errors.js';

const HASHES = { MD5: md5, SHA1: sha1, SHA224: sha224, SHA256: sha256, SHA384: sha384, SHA512: sha512 } as const;
/** Name of a hash. */
export type HashName = keyof typeof HASHES;

const CURVES: Readonly<Record<CurveName, ECDSA>> = { secp256r1: p256, secp384r1: p384, secp521r1: p521, secp256k1: secp256k1 };
/** Name of a curve that keys can be on. */
export type CurveName = 'secp256r1' | 'secp384r1' | 'secp521r1' | 'secp256k1';

/** PKCS #1 v1.5 signatures; there are none with MD5 here. */
const RSA_SIGNATURES: Readonly<Partial<Record<HashName, IPKCS>>> = {
  SHA1: PKCS1_SHA1,
  SHA224: PKCS1_SHA224,
  SHA256: PKCS1_SHA256,
  SHA384: PKCS1_SHA384,
  SHA512: PKCS1_SHA512,
};
/** Least number of random bytes in the padding of an RSA encryption, and of other bytes there. */
const PADDING = { LEAST: 8, FIXED: 3 } as const;

/** A public key. */
export type PublicKey =
  | { readonly kind: 'rsa'; readonly n: bigint; readonly e: bigint; readonly bits: number }
  | { readonly kind: 'ec'; readonly curve: CurveName; readonly point: Uint8Array };

/** A private key. */
export type PrivateKey =
  | { readonly kind: 'rsa'; readonly n: bigint; readonly d: bigint; readonly bits: number }
  | { readonly kind: 'ec'; readonly curve: CurveName; readonly scalar: Uint8Array };

/** The hash of bytes. */
export const digest = (hash: HashName, bytes: Uint8Array): Uint8Array => HASHES[hash](bytes);

/** Length of a hash in bytes. */
export const digestBytes = (hash: HashName): number => HASHES[hash].outputLen;

/** The keyed hash of bytes. */
export const mac = (hash: HashName, key: Uint8Array, bytes: Uint8Array): Uint8Array => hmac(HASHES[hash], key, bytes);

/** `count` bytes derived from a secret (the PRF of RFC 5246 §5). */
export function derive(hash: HashName, secret: Uint8Array, label: string, seed: Uint8Array, count: number): Uint8Array {
  const start = join(
    Uint8Array.from(label, (c) => c.charCodeAt(0)),
    seed,
  );
  const pieces: Uint8Array[] = [];
  let a = start;
  for (let length = 0; length < count; length += digestBytes(hash)) {
    a = mac(hash, secret, a);
    pieces.push(mac(hash, secret, join(a, start)));
  }
  return join(...pieces).subarray(0, count);
}

/** Signs the hash of bytes. Throws a TlsError if an RSA key is too short for that. */
export function sign(key: PrivateKey, hash: HashName, bytes: Uint8Array): Uint8Array {
  if (key.kind === 'rsa') {
    try {
      return (RSA_SIGNATURES[hash] as IPKCS).sign(key, bytes);
    } catch {
      throw new TlsError(ERR.RSA_BAD_INPUT_DATA);
    }
  }
  return CURVES[key.curve].sign(digest(hash, bytes), key.scalar, { prehash: false, lowS: false, format: 'der' });
}

/** Whether a signature of the hash of bytes is right. */
export function verify(key: PublicKey, hash: HashName, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    if (key.kind === 'rsa') return RSA_SIGNATURES[hash]?.verify(key, bytes, signature) ?? false;
    return CURVES[key.curve].verify(signature, digest(hash, bytes), key.point, { prehash: false, lowS: false, format: 'der' });
  } catch {
    return false; // A malformed signature.
  }
}

/**
 * Encrypts a few bytes with padding of RSAES-PKCS1-v1_5. The libraries draw their own random bytes; the padding here is given. Throws a TlsError
 * if the key is too short.
 */
export function rsaEncrypt(key: PublicKey & { kind: 'rsa' }, bytes: Uint8Array, random: (count: number) => Uint8Array): Uint8Array {
  const size = Math.ceil(key.bits / 8);
  const room = size - bytes.length - PADDING.FIXED;
  if (room < PADDING.LEAST) throw new TlsError(ERR.RSA_BAD_INPUT_DATA);
  const padding = random(room).map((byte) => byte || 1);
  return I2OSP(pow(OS2IP(join(Uint8Array.of(0, 2), padding, Uint8Array.of(0), bytes)), key.e, key.n), size);
}

/** The reverse; null if the padding is wrong. */
export function rsaDecrypt(key: PrivateKey & { kind: 'rsa' }, bytes: Uint8Array): Uint8Array | null {
  try {
    return PKCS1_KEM.decrypt(key, bytes);
  } catch {
    return null;
  }
}

/** Makes a private key from random bytes; `seedBytes` says how many are needed. */
export const makeScalar = (curve: CurveName, seed: Uint8Array): Uint8Array => CURVES[curve].utils.randomSecretKey(seed);

/** How many random bytes `makeScalar` needs. */
export const seedBytes = (curve: CurveName): number => CURVES[curve].lengths.seed as number;

/** The public point of a private key, uncompressed. */
export const publicPoint = (curve: CurveName, scalar: Uint8Array): Uint8Array => CURVES[curve].getPublicKey(scalar, false);

/** The secret that two keys share; null if the point is not on the curve. */
export function sharedSecret(curve: CurveName, scalar: Uint8Array, point: Uint8Array): Uint8Array | null {
  try {
    const shared = CURVES[curve].getSharedSecret(scalar, point, false);
    return shared.subarray(1, 1 + (shared.length - 1) / 2);
  } catch {
    return null;
  }
}

/** Whether bytes are a point of a curve. */
export const isPoint = (curve: CurveName, point: Uint8Array): boolean => CURVES[curve].utils.isValidPublicKey(point);

/** Whether bytes are a private key of a curve. */
export const isScalar = (curve: CurveName, scalar: Uint8Array): boolean => CURVES[curve].utils.isValidSecretKey(scalar);

/** Bytes of a private key of a curve. */
export const scalarBytes = (curve: CurveName): number => CURVES[curve].lengths.secretKey as number;
