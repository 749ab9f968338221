/** `cryptolib` (`extmod/modcryptolib.c`), which comes with TLS. The boards' builds do not include counter mode. */

import { checkPositional } from '../../objects/argument-count.js';
import { newBytes, readableBuffer, room, writableBuffer } from '../../objects/bytes.js';
import { allocate, charge } from '../../objects/charge.js';
import { arg, methodsOf, nativeType } from '../../objects/declare.js';
import { engine } from '../../objects/engine.js';
import { raise } from '../../objects/exception.js';
import { anything, buffer, int } from '../../objects/kinds.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import { None } from '../../objects/none.js';
import type { PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import { Aes, add, BLOCK_BYTES } from './aes.js';

const MODE = { ECB: 1, CBC: 2 } as const;
/** Cycles of one block. */
const PRICE_PER_BLOCK = 2500;
/** Bytes of a cipher on the board: the expanded key and the last block. */
const CIPHER_BYTES = 304;

/** A cipher object. Its first use decides whether it encrypts or decrypts. */
class Cipher implements PyObject {
  readonly #aes: Aes;
  #direction: 'encrypt' | 'decrypt' | null = null;

  constructor(
    readonly type: PyType,
    key: Uint8Array,
    /** In CBC mode the last encrypted block, initially the IV; null in ECB mode. */
    private readonly chain: Uint8Array | null,
  ) {
    allocate(CIPHER_BYTES);
    this.#aes = new Aes(key);
  }

  process(direction: 'encrypt' | 'decrypt', source: Uint8Array, into: Value | undefined): Value {
    if (source.length % BLOCK_BYTES !== 0) throw raise.ValueError('blksize % 16');
    const out = into === undefined ? room(source.length) : writableBuffer(into).bytes;
    if (out.length < source.length) throw raise.ValueError('output too small');
    this.#direction ??= direction;
    if (this.#direction !== direction) throw raise.ValueError("can't encrypt & decrypt");
    for (let at = 0; at < source.length; at += BLOCK_BYTES) {
      charge(PRICE_PER_BLOCK);
      engine.look();
      const block = source.slice(at, at + BLOCK_BYTES);
      if (direction === 'encrypt') this.#encrypt(block);
      else this.#decrypt(block);
      out.set(block, at);
    }
    return into ?? newBytes(out);
  }

  #encrypt(block: Uint8Array): void {
    if (this.chain !== null) add(block, this.chain);
    this.#aes.encrypt(block);
    this.chain?.set(block);
  }

  #decrypt(block: Uint8Array): void {
    const encrypted = block.slice();
    this.#aes.decrypt(block);
    if (this.chain === null) return;
    add(block, this.chain);
    this.chain.set(encrypted);
  }
}

const { method } = methodsOf<Cipher>();
const io = [arg('data', buffer), arg('into', anything, undefined)] as const;

const aesType = nativeType(
  'aes',
  {
    references: () => CIPHER_BYTES,
    make(type, args, keywords) {
      checkPositional(args, keywords, 2, 3);
      const mode = int.convert(args[1]);
      if (mode !== MODE.ECB && mode !== MODE.CBC) throw raise.ValueError('mode');
      const key = readableBuffer(args[0]).bytes;
      if (key.length !== 16 && key.length !== 32) throw raise.ValueError('key');
      const start = args[2] === undefined || args[2] === None ? null : readableBuffer(args[2]).bytes;
      if (start === null ? mode === MODE.CBC : start.length !== BLOCK_BYTES) throw raise.ValueError('IV');
      return new Cipher(type, key, mode === MODE.CBC && start !== null ? start.slice() : null);
    },
  },
  {
    encrypt: method('The data encrypted, or put into a buffer.', io, (self, { bytes }, into) => self.process('encrypt', bytes, into)),
    decrypt: method('The data decrypted, or put into a buffer.', io, (self, { bytes }, into) => self.process('decrypt', bytes, into)),
  },
);

/** Makes the module `cryptolib`. */
export function cryptolib(): PyModule {
  return nativeModule('cryptolib', { aes: aesType });
}
