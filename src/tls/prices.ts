/**
 * Cycles that mbedtls takes, as the simulation counts them: those of a Cortex-M4. They are derived from measurements, since none of a PYBD
 * are published:
 *
 * - RSA-2048 on an STM32F401 at 84 MHz, with assembly: 52 ms public, 1968 ms private. Without assembly, which MicroPython does not switch on,
 *   it takes 1.46 times as long (Zephyr's pull request 111633).
 * - A multiplication of a point of secp256r1 on a Cortex-M33 at 128 MHz, without assembly and without the reduction for NIST's curves, which
 *   MicroPython does not switch on either: 1991 ms (the same pull request). Upstream's tests of TLS with asyncio, in which seven of them must
 *   be over in ten seconds, do not allow for much more.
 * - Symmetric algorithms on a SAM E70 (Zephyr's pull request 12063), whose Cortex-M7 takes two thirds of the cycles.
 */
import type { CurveName, HashName, PrivateKey, PublicKey } from './crypto.js';

const RSA_2048 = { PUBLIC: 6.4e6, PRIVATE: 241e6 } as const;
/** Multiplication of a point of secp256r1. */
const POINT = 255e6;
/** Bits of curves. */
const BITS: Readonly<Record<CurveName, number>> = { secp256r1: 256, secp384r1: 384, secp521r1: 521, secp256k1: 256 };

/** Cycles for each byte. */
const HASH: Readonly<Record<HashName, number>> = { MD5: 11, SHA1: 23, SHA224: 41, SHA256: 41, SHA384: 138, SHA512: 138 };
const AES = { CBC: { 16: 63, 32: 81 }, GCM: { 16: 177, 32: 197 } } as const;

/** Multiplying a point; it grows with the third power of the size of a curve. */
export const pointPrice = (curve: CurveName): number => Math.round(POINT * (BITS[curve] / 256) ** 3);

/** Checking a signature, or encrypting. With curves it takes two multiplications. */
export const verifyPrice = (key: PublicKey): number =>
  key.kind === 'rsa' ? Math.round(RSA_2048.PUBLIC * (key.bits / 2048) ** 2) : 2 * pointPrice(key.curve);

/** Signing, or decrypting. */
export const signPrice = (key: PrivateKey): number =>
  key.kind === 'rsa' ? Math.round(RSA_2048.PRIVATE * (key.bits / 2048) ** 3) : pointPrice(key.curve);

/** Protecting, or checking, so many bytes of a record. */
export function recordPrice(suite: { mode: 'GCM' | 'CBC'; keyBytes: 16 | 32; hash: HashName }, bytes: number): number {
  return bytes * (AES[suite.mode][suite.keyBytes] + (suite.mode === 'CBC' ? HASH[suite.hash] : 0));
}
