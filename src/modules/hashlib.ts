/** `hashlib` (`extmod/modhashlib.c`). The algorithms come from @noble/hashes. */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { checkPositional } from '../objects/argument-count.js';
import { newBytes, readableBuffer } from '../objects/bytes.js';
import { allocate, charge } from '../objects/charge.js';
import { arg, methodsOf, nativeType } from '../objects/declare.js';
import { raise } from '../objects/exception.js';
import { anything } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import type { PyType } from '../objects/type.js';
import type { PyObject, Value } from '../objects/value.js';

/** Cycles of hashing one byte. */
const PRICE_PER_BYTE = 45;
/** Bytes of a hash object on the board. */
const HASH_BYTES = 128;

/** A hash that bytes are added to. */
interface Algorithm {
  create(): { update(bytes: Uint8Array): unknown; digest(): Uint8Array };
}

class Hash implements PyObject {
  readonly #state: ReturnType<Algorithm['create']>;
  #isFinal = false;

  constructor(
    readonly type: PyType,
    algorithm: Algorithm,
  ) {
    allocate(HASH_BYTES);
    this.#state = algorithm.create();
  }

  update(data: Value): void {
    this.#check();
    const { bytes } = readableBuffer(data);
    charge(PRICE_PER_BYTE * bytes.length);
    this.#state.update(bytes);
  }

  digest(): Uint8Array {
    this.#check();
    this.#isFinal = true;
    return this.#state.digest();
  }

  #check(): void {
    if (this.#isFinal) throw raise.ValueError('hash is final');
  }
}

const { method } = methodsOf<Hash>();

function hashType(name: string, algorithm: Algorithm): PyType {
  return nativeType(
    name,
    {
      references: () => HASH_BYTES,
      make(type, args, keywords) {
        checkPositional(args, keywords, 0, 1);
        const made = new Hash(type, algorithm);
        if (args[0] !== undefined) made.update(args[0]);
        return made;
      },
    },
    {
      update: method('Add bytes.', [arg('data', anything)], (self, data) => self.update(data)),
      digest: method('The hash of all bytes added; it is final then.', [], (self) => newBytes(self.digest())),
    },
  );
}

const sha256Type = hashType('sha256', sha256);
const sha1Type = hashType('sha1', sha1);
const md5Type = hashType('md5', md5);

/** `hashlib` of a firmware: `sha1` and `md5` come with TLS, which the PYBD firmware has. */
export function hashlib({ hasTls }: { readonly hasTls: boolean }): PyModule {
  return nativeModule('hashlib', { sha256: sha256Type, ...(hasTls ? { sha1: sha1Type, md5: md5Type } : {}) });
}
