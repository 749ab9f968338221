/** The random numbers of a TLS context: CTR_DRBG with AES-256 (NIST SP 800-90A), seeded once, as mbedtls does. */
import { rngAesCtrDrbg256 } from '@noble/ciphers/aes.js';

/** Bytes of the seed. */
export const SEED_BYTES = 48;

/** Returns a generator: so many bytes at a time, the same after the same seed. */
export function seeded(seed: Uint8Array): (count: number) => Uint8Array {
  const generator = rngAesCtrDrbg256(seed);
  return (count) => (count === 0 ? new Uint8Array(0) : generator.randomBytes(count));
}
