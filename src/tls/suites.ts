/** THE list of cipher suites: those of mbedtls with MicroPython's configuration, the preferred ones first (`library/ssl_ciphersuites.c`). */
import type { HashName } from './crypto.js';

/** How the two ends agree on a secret, and how the server proves who it is. */
export type KeyExchange = 'ECDHE-ECDSA' | 'ECDHE-RSA' | 'RSA' | 'PSK';

/** A cipher suite. */
export interface Suite {
  readonly id: number;
  readonly name: string;
  readonly exchange: KeyExchange;
  /** Bytes of the key of AES. */
  readonly keyBytes: 16 | 32;
  readonly mode: 'GCM' | 'CBC';
  /** The hash of record MACs; for GCM, which needs none, that of the key derivation. */
  readonly hash: HashName;
}

const IDS: Readonly<Record<KeyExchange, readonly number[]>> = {
  'ECDHE-ECDSA': [0xc02c, 0xc024, 0xc00a, 0xc02b, 0xc023, 0xc009],
  'ECDHE-RSA': [0xc030, 0xc028, 0xc014, 0xc02f, 0xc027, 0xc013],
  RSA: [0x009d, 0x003d, 0x0035, 0x009c, 0x003c, 0x002f],
  PSK: [0x00a9, 0x00af, 0x008d, 0x00a8, 0x00ae, 0x008c],
};

/** The six suites of a key exchange: with a key of 256 bits, then with one of 128. */
function suitesOf(exchange: KeyExchange): Suite[] {
  const strong = exchange === 'RSA' ? 'SHA256' : 'SHA384';
  const kinds = [
    [32, 'GCM', 'SHA384'],
    [32, 'CBC', strong],
    [32, 'CBC', 'SHA'],
    [16, 'GCM', 'SHA256'],
    [16, 'CBC', 'SHA256'],
    [16, 'CBC', 'SHA'],
  ] as const;
  return kinds.map(([keyBytes, mode, hash], i) => ({
    id: IDS[exchange][i] as number,
    name: `TLS-${exchange}-WITH-AES-${keyBytes * 8}-${mode}-${hash}`,
    exchange,
    keyBytes,
    mode,
    hash: hash === 'SHA' ? 'SHA1' : hash,
  }));
}

const ELLIPTIC = [suitesOf('ECDHE-ECDSA'), suitesOf('ECDHE-RSA')] as const;

/** All suites. Of those with ECDHE the stronger ones of both kinds come first. */
export const SUITES: readonly Suite[] = [
  ...[0, 1, 2, 3, 4, 5].flatMap((i) => ELLIPTIC.map((suites) => suites[i] as Suite)),
  ...suitesOf('RSA'),
  ...suitesOf('PSK'),
];

/** The suite of this number; undefined if mbedtls does not have it. */
export const suiteOf = (id: number): Suite | undefined => SUITES.find((suite) => suite.id === id);
