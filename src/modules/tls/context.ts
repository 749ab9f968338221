/** `tls.SSLContext`: what connections have in common (`extmod/modtls_mbedtls.c`). */
import { newBytes, PyBytes, readableBuffer, strData } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { raise } from '../../objects/exception.js';
import { isRaised } from '../../objects/exception-type.js';
import { int, text } from '../../objects/kinds.js';
import { newMemoryView } from '../../objects/memoryview.js';
import { None } from '../../objects/none.js';
import { loadAttribute } from '../../objects/protocol/attribute.js';
import { call } from '../../objects/protocol/call.js';
import { arrayOf } from '../../objects/sequence.js';
import type { Hold, PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import { areEqual } from '../../tls/bytes.js';
import { type Certificate, readCertificates } from '../../tls/certificate.js';
import { ERR, NotSimulated, TlsError } from '../../tls/errors.js';
import { readPrivateKey } from '../../tls/keys.js';
import { SEED_BYTES, seeded } from '../../tls/random.js';
import { type OwnCertificate, type Settings, VERIFY } from '../../tls/settings.js';
import { SUITES, type Suite } from '../../tls/suites.js';
import { encodeUtf8 } from '../../utf8.js';
import { exceptionFor } from './raise.js';

/** Bits of a protocol. */
const PROTOCOL = { SERVER: 1, DTLS: 2 } as const;
/** Bytes of a context: an estimate of the sizes of mbedtls's structures in it. */
const CONTEXT_BYTES = 2048;
/** Longest key that is shared, and longest name of one, in bytes. */
const MOST_SHARED = { KEY: 48, IDENTITY: 4096 } as const;

/** Attributes whose values the context keeps, and all of them. */
const KEPT = ['verify_callback', 'psk_identity', 'psk_key', 'server_psk_keys'] as const;
/** See above. */
export const CONTEXT_ATTRIBUTES: readonly string[] = ['verify_mode', ...KEPT];

type SharedKey = NonNullable<Settings['shared']>;

/** A context. */
export class TlsContext implements PyObject, Settings {
  readonly isServer: boolean;
  readonly random: (count: number) => Uint8Array;
  verify: number;
  suites: readonly Suite[] = SUITES;
  authorities: Certificate[] | null = null;
  own: OwnCertificate | null = null;
  shared: SharedKey | null = null;
  /** Values of attributes. */
  readonly #values: Record<string, Value> = Object.fromEntries(KEPT.map((name) => [name, None]));
  #hasChosenSuites = false;
  #findsKeys = false;
  #bytes = CONTEXT_BYTES;

  constructor(
    readonly type: PyType,
    protocol: number,
    fillRandom: (bytes: Uint8Array) => void,
  ) {
    if ((protocol & PROTOCOL.DTLS) !== 0) throw raise.NotImplementedError('DTLS is not simulated');
    allocate(CONTEXT_BYTES);
    this.isServer = (protocol & PROTOCOL.SERVER) !== 0;
    this.verify = this.isServer ? VERIFY.NONE : VERIFY.REQUIRED;
    const seed = new Uint8Array(SEED_BYTES);
    fillRandom(seed);
    this.random = seeded(seed);
  }

  getAttribute(name: string): Value | undefined {
    return name === 'verify_mode' ? this.verify : this.#values[name];
  }

  setAttribute(name: string, value: Value | undefined): boolean {
    if (value === undefined) return false;
    if (name === 'verify_mode') this.verify = int.convert(value);
    else if (this.#values[name] === undefined) return false;
    else this.#values[name] = value;
    if (name === 'psk_identity' || name === 'psk_key') this.#share();
    if (name === 'server_psk_keys') {
      this.#findsKeys = true;
      this.#restrictToShared();
    }
    return true;
  }

  /** Chooses suites by their names, a list or tuple. */
  setSuites(names: Value): void {
    const list = arrayOf(names);
    if (list.length === 0) throw exceptionFor(ERR.SSL_BAD_CONFIG);
    allocate(4 * (list.length + 1));
    this.suites = list.map((name) => {
      const given = text.convert(name);
      const suite = SUITES.find((known) => known.name === given);
      if (suite === undefined) throw exceptionFor(ERR.SSL_BAD_CONFIG);
      return suite;
    });
    this.#hasChosenSuites = true;
  }

  /** Sets its own certificates and the key of the first one. */
  loadChain(certificates: Value, key: Value): void {
    const own = readOr('invalid key', () => readPrivateKey(dataOf(key)));
    const chain = readOr('invalid cert', () => readCertificates(dataOf(certificates)));
    this.#hold(chain);
    this.own = { chain: [...(this.own?.chain ?? []), ...chain], key: own };
  }

  /** Trusts certificates. */
  loadAuthorities(certificates: Value): void {
    const more = readOr('invalid cert', () => readCertificates(dataOf(certificates)));
    this.#hold(more);
    this.authorities = [...(this.authorities ?? []), ...more];
  }

  get callback(): Settings['callback'] {
    const callback = this.#values.verify_callback as Value;
    if (callback === None) return null;
    return ({ raw }, depth) => int.convert(call(callback, [newMemoryView({ bytes: raw, typecode: 'B', writable: true }, null), depth]));
  }

  get sharedKey(): Settings['sharedKey'] {
    if (this.#findsKeys) return (identity) => this.#find(identity);
    const { shared } = this;
    return shared === null ? null : (identity) => (areEqual(identity, shared.identity) ? shared.key : null);
  }

  /** Slot `references` of the type. */
  references(hold: Hold): number {
    for (const value of Object.values(this.#values)) hold(value);
    return this.#bytes;
  }

  #hold(certificates: readonly Certificate[]): void {
    for (const { raw } of certificates) {
      allocate(raw.length);
      this.#bytes += raw.length;
    }
  }

  /** Sets the shared key once both the key and its name are known. */
  #share(): void {
    const { psk_identity: name, psk_key: secret } = this.#values as Record<'psk_identity' | 'psk_key', Value>;
    if (name === None || secret === None) return;
    const identity = dataOf(name);
    const key = readableBuffer(secret).bytes.slice();
    if (this.shared !== null) throw exceptionFor(ERR.SSL_FEATURE_UNAVAILABLE);
    if (key.length === 0 || key.length > MOST_SHARED.KEY || identity.length === 0 || identity.length > MOST_SHARED.IDENTITY) {
      throw exceptionFor(ERR.SSL_BAD_INPUT_DATA);
    }
    this.shared = { identity, key };
    this.#restrictToShared();
  }

  /** So that a connection with a shared key cannot become one with certificates. */
  #restrictToShared(): void {
    if (!this.#hasChosenSuites) this.suites = SUITES.filter(({ exchange }) => exchange === 'PSK');
    this.#hasChosenSuites = true;
  }

  /** Asks `server_psk_keys` for a key. Whatever goes wrong there refuses the client. */
  #find(identity: Uint8Array): Uint8Array | null {
    const keys = this.#values.server_psk_keys as Value;
    if (keys === None) return null;
    try {
      const key = call(loadAttribute(keys, 'get'), [newBytes(identity.slice())]);
      if (key === None) return null;
      const { bytes } = readableBuffer(key);
      return bytes.length > MOST_SHARED.KEY ? null : bytes.slice();
    } catch (x) {
      if (!isRaised(x)) throw x;
      return null;
    }
  }
}

/** The bytes of a str or bytes. */
const dataOf = (value: Value): Uint8Array => (value instanceof PyBytes ? value.bytes : encodeUtf8(strData(value)));

/** Reads a key or a certificate. All errors have the same text. */
function readOr<T>(complaint: string, read: () => T): T {
  try {
    return read();
  } catch (x) {
    if (x instanceof NotSimulated) throw raise.NotImplementedError('%s', x.message);
    throw x instanceof TlsError ? raise.ValueError(complaint) : x;
  }
}
