/** The protection of records (RFC 5246 §6.2.3, RFC 5288): AES in two modes, from @noble/ciphers. Each direction has one. */
import { cbc, gcm } from '@noble/ciphers/aes.js';
import { areEqual, join, numberBytes } from './bytes.js';
import { digestBytes, mac } from './crypto.js';
import { ERR, TlsError } from './errors.js';
import type { Suite } from './suites.js';

const BLOCK = 16;
/** Bytes of the part of GCM's nonce that is in each record, and of the part that is not. */
const NONCE = { SENT: 8, FIXED: 4 } as const;
const TAG_BYTES = 16;
/** Both are 0x0303, TLS 1.2. */
const VERSION = Uint8Array.of(3, 3);

/** The keys of one direction. */
export interface DirectionKeys {
  readonly mac: Uint8Array;
  readonly key: Uint8Array;
  /** The fixed part of the nonce. */
  readonly iv: Uint8Array;
}

/** How many bytes of keys a suite needs for each direction. */
export const keySizes = ({ mode, hash, keyBytes }: Suite): { readonly [K in keyof DirectionKeys]: number } => ({
  mac: mode === 'CBC' ? digestBytes(hash) : 0,
  key: keyBytes,
  iv: mode === 'CBC' ? 0 : NONCE.FIXED,
});

/** Protects, or opens, the records of one direction, in their order. */
export class RecordCipher {
  #number = 0;

  constructor(
    private readonly suite: Suite,
    private readonly keys: DirectionKeys,
    private readonly random: (count: number) => Uint8Array,
  ) {}

  protect(type: number, bytes: Uint8Array): Uint8Array {
    const { key, iv } = this.keys;
    const start = this.#start(type, bytes.length);
    if (this.suite.mode === 'GCM') {
      const sent = start.subarray(0, NONCE.SENT); // The number of the record, as mbedtls takes.
      return join(sent, gcm(key, join(iv, sent), start).encrypt(bytes));
    }
    const body = join(bytes, mac(this.suite.hash, this.keys.mac, join(start, bytes)));
    const padding = BLOCK - 1 - (body.length % BLOCK);
    const vector = this.random(BLOCK);
    return join(vector, cbc(key, vector, { disablePadding: true }).encrypt(join(body, new Uint8Array(padding + 1).fill(padding))));
  }

  /** Throws a TlsError if the record is not what the other end has protected. */
  open(type: number, bytes: Uint8Array): Uint8Array {
    try {
      return this.suite.mode === 'GCM' ? this.#openGcm(type, bytes) : this.#openCbc(type, bytes);
    } catch {
      throw new TlsError(ERR.SSL_INVALID_MAC);
    }
  }

  #openGcm(type: number, bytes: Uint8Array): Uint8Array {
    const start = this.#start(type, bytes.length - NONCE.SENT - TAG_BYTES);
    const nonce = join(this.keys.iv, bytes.subarray(0, NONCE.SENT));
    return gcm(this.keys.key, nonce, start).decrypt(bytes.subarray(NONCE.SENT));
  }

  #openCbc(type: number, bytes: Uint8Array): Uint8Array {
    const { hash } = this.suite;
    const body = cbc(this.keys.key, bytes.subarray(0, BLOCK), { disablePadding: true }).decrypt(bytes.subarray(BLOCK));
    const padding = body[body.length - 1] as number;
    const size = body.length - 1 - padding - digestBytes(hash);
    const content = body.subarray(0, Math.max(0, size));
    const isPadded = body.subarray(body.length - 1 - padding).every((byte) => byte === padding);
    const expected = mac(hash, this.keys.mac, join(this.#start(type, content.length), content));
    if (size < 0 || !isPadded || !areEqual(expected, body.subarray(size, size + expected.length))) throw new Error('wrong MAC');
    return content;
  }

  /** What the protection covers besides the content. */
  #start(type: number, length: number): Uint8Array {
    return join(numberBytes(this.#number++, 8), Uint8Array.of(type), VERSION, numberBytes(length, 2));
  }
}
