/** The block cipher AES (FIPS 197) with keys of 16 or 32 bytes. */

/** Bytes of a block. */
export const BLOCK_BYTES = 16;

/** Doubles an element of GF(2⁸). */
const double = (a: number): number => ((a << 1) ^ (a & 0x80 ? 0x11b : 0)) & 0xff;

/** Powers of the generator 3, and the S-box made of inverses (§4.2, §5.1.1). */
const EXPONENTIAL = new Uint8Array(255);
const LOGARITHM = new Uint8Array(256);
const S_BOX = new Uint8Array(256);
const INVERSE_S_BOX = new Uint8Array(256);

for (let power = 1, i = 0; i < 255; i++) {
  EXPONENTIAL[i] = power;
  LOGARITHM[power] = i;
  power ^= double(power);
}
for (let byte = 0; byte < 256; byte++) {
  const inverse = byte === 0 ? 0 : EXPONENTIAL[(255 - LOGARITHM[byte]) % 255];
  const twice = inverse | (inverse << 8);
  S_BOX[byte] = inverse ^ (twice >> 4) ^ (twice >> 5) ^ (twice >> 6) ^ (twice >> 7) ^ 0x63;
  INVERSE_S_BOX[S_BOX[byte]] = byte;
}

/** The products with `factor`, indexed by the other factor. */
const productsWith = (factor: number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, a) => (a === 0 ? 0 : EXPONENTIAL[(LOGARITHM[a] + LOGARITHM[factor]) % 255]));
/** Product tables for the first column of the matrix that mixes columns, and of its inverse (§5.1.3, §5.3.3). */
const MIX = [2, 1, 1, 3].map(productsWith);
const UNMIX = [14, 9, 13, 11].map(productsWith);

/** A cipher with its expanded key. */
export class Aes {
  readonly #roundKeys: readonly Uint8Array[];

  constructor(key: Uint8Array) {
    this.#roundKeys = expand(key);
  }

  /** Encrypts a block, in place. */
  encrypt(block: Uint8Array): void {
    const last = this.#roundKeys.length - 1;
    add(block, this.#roundKeys[0]);
    for (let round = 1; round <= last; round++) {
      substitute(block, S_BOX);
      shiftRows(block, 1);
      if (round < last) mixColumns(block, MIX);
      add(block, this.#roundKeys[round]);
    }
  }

  /** Decrypts a block, in place. */
  decrypt(block: Uint8Array): void {
    const last = this.#roundKeys.length - 1;
    for (let round = last; round >= 1; round--) {
      add(block, this.#roundKeys[round]);
      if (round < last) mixColumns(block, UNMIX);
      shiftRows(block, 3);
      substitute(block, INVERSE_S_BOX);
    }
    add(block, this.#roundKeys[0]);
  }
}

/** The keys of the rounds (§5.2), 16 bytes each. */
function expand(key: Uint8Array): Uint8Array[] {
  const words = key.length / 4;
  const rounds = words + 6;
  const bytes = new Uint8Array(BLOCK_BYTES * (rounds + 1));
  bytes.set(key);
  let constant = 1;
  for (let i = words; i < 4 * (rounds + 1); i++) {
    const word = bytes.slice(4 * (i - 1), 4 * i);
    if (i % words === 0) {
      word.set([word[1], word[2], word[3], word[0]]);
      substitute(word, S_BOX);
      word[0] ^= constant;
      constant = double(constant);
    } else if (words > 6 && i % words === 4) substitute(word, S_BOX);
    for (let k = 0; k < 4; k++) bytes[4 * i + k] = bytes[4 * (i - words) + k] ^ word[k];
  }
  return Array.from({ length: rounds + 1 }, (_, i) => bytes.subarray(BLOCK_BYTES * i, BLOCK_BYTES * (i + 1)));
}

/** `bytes ^= other`. */
export function add(bytes: Uint8Array, other: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++) bytes[i] ^= other[i];
}

function substitute(bytes: Uint8Array, box: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++) bytes[i] = box[bytes[i]];
}

/** Rotates row r by r·`step` places to the left. The block is stored column by column. */
function shiftRows(block: Uint8Array, step: number): void {
  const old = block.slice();
  for (let column = 0; column < 4; column++)
    for (let row = 1; row < 4; row++) block[4 * column + row] = old[4 * ((column + row * step) % 4) + row];
}

/** Multiplies each column by a circulant matrix. */
function mixColumns(block: Uint8Array, products: readonly Uint8Array[]): void {
  const old = block.slice();
  for (let start = 0; start < BLOCK_BYTES; start += 4)
    for (let row = 0; row < 4; row++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum ^= products[(row - k + 4) % 4][old[start + k]];
      block[start + row] = sum;
    }
}
