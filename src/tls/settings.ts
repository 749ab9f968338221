/** What a TLS connection is made with. */
import type { Certificate } from './certificate.js';
import type { PrivateKey } from './crypto.js';
import type { Suite } from './suites.js';

/** What becomes of a certificate that is not to be trusted: it is not looked at, accepted all the same, or refused. */
export const VERIFY = { NONE: 0, OPTIONAL: 1, REQUIRED: 2 } as const;

/** What all connections of a context have in common. It may change until a handshake looks at it. */
export interface Settings {
  readonly isServer: boolean;
  /** The suites that it may use, the preferred ones first. */
  readonly suites: readonly Suite[];
  /** A value of `VERIFY`, or another number, which acts as the last of them. */
  readonly verify: number;
  /** Null: none have been given. */
  readonly authorities: readonly Certificate[] | null;
  /** Its own certificate with those that lead to a trusted one, and its key; null: none. */
  readonly own: OwnCertificate | null;
  /** The key that a client shares with its server, and the name of that key. */
  readonly shared: { readonly identity: Uint8Array; readonly key: Uint8Array } | null;
  /** For a server: finds such a key by its name; it returns null if there is none. The whole is null for a server without keys. */
  readonly sharedKey: ((identity: Uint8Array) => Uint8Array | null) | null;
  /** Judges each certificate, after all else; null: nobody. */
  readonly callback: ((certificate: Certificate, depth: number) => number) | null;
}

/** A certificate chain and the private key of its first certificate. */
export interface OwnCertificate {
  readonly chain: readonly Certificate[];
  readonly key: PrivateKey;
}

/** What a connection has around it. */
export interface Surroundings {
  /** So many random bytes. */
  random(count: number): Uint8Array;
  /** Takes time of the processor. */
  spend(cycles: number): void;
  /** The date, such as `20260701120000`. */
  now(): string;
}
