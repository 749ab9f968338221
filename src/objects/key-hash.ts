/** Hashes of the simplest keys, bit for bit as a 32-bit board computes them (`py/qstr.c`, `py/mpz.c`, `py/obj.h`). */

/** Truncates a hash to a small int of 31 bits, as is done with every hash. */
export function cutHash(hash: number): number {
  return (hash << 1) >> 1;
}

/** Hash of an int: its low 31 bits. */
export function hashInteger(value: number | bigint): number {
  return cutHash(typeof value === 'number' ? value : Number(BigInt.asIntN(32, value)));
}

const HASH_MASK = 0xffff;

/** Hash of bytes, and of a str as its UTF-8 bytes: 16 bits, never 0. */
export function hashBytes(bytes: Uint8Array): number {
  let hash = 5381;
  for (let i = 0; i < bytes.length; i++) hash = (Math.imul(hash, 33) ^ (bytes[i] as number)) & HASH_MASK;
  return hash || 1;
}

/** Hash of a str that is a JavaScript string without surrogates. */
export function hashText(text: string): number {
  let hash = 5381;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) hash = mix(hash, unit);
    else if (unit < 0x800) hash = mix(mix(hash, 0xc0 | (unit >> 6)), 0x80 | (unit & 0x3f));
    else hash = mix(mix(mix(hash, 0xe0 | (unit >> 12)), 0x80 | ((unit >> 6) & 0x3f)), 0x80 | (unit & 0x3f));
  }
  return hash || 1;
}

function mix(hash: number, byte: number): number {
  return (Math.imul(hash, 33) ^ byte) & HASH_MASK;
}
