/** TLS for the servers of hosts. Only functions, so that the rest is loaded when a host first has TLS. */
import { readCertificates } from '../tls/certificate.js';
import { digest } from '../tls/crypto.js';
import { NotSimulated, TlsError } from '../tls/errors.js';
import { readPrivateKey } from '../tls/keys.js';
import { SEED_BYTES, seeded } from '../tls/random.js';
import { type CertificateAndKey, makeSelfSigned } from '../tls/self-signed.js';
import { type Settings, VERIFY } from '../tls/settings.js';
import { SUITES } from '../tls/suites.js';
import { encodeUtf8 } from '../utf8.js';
import type { ConnectionEnd } from './connection.js';
import { SecuredEnd } from './secured-end.js';
import type { TcpEnd } from './tcp-end.js';

/** Clients are not asked for certificates, so the date does not matter. */
const NO_DATE = '20000101000000';

/**
 * Returns what puts TLS around the connections of a server. `certificate`: a certificate, or several that lead to a trusted one, and the key of
 * the first, in PEM; null: one that is signed with its own key. Throws a RangeError if it cannot be used.
 */
export function securing(name: string, certificate: CertificateAndKey | null): (end: TcpEnd) => ConnectionEnd {
  const settings = settingsWith(certificate ?? makeSelfSigned(name));
  const random = seeded(digest('SHA512', encodeUtf8(`random numbers of ${name}`)).subarray(0, SEED_BYTES));
  return (end) => new SecuredEnd(end, settings, { random, spend: () => {}, now: () => NO_DATE });
}

function settingsWith({ certificate, key }: CertificateAndKey): Settings {
  const own = {
    chain: readOr('the certificate', () => readCertificates(encodeUtf8(certificate))),
    key: readOr('the key', () => readPrivateKey(encodeUtf8(key))),
  };
  return { isServer: true, suites: SUITES, verify: VERIFY.NONE, authorities: null, own, shared: null, sharedKey: null, callback: null };
}

function readOr<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (x) {
    if (x instanceof NotSimulated) throw new RangeError(x.message);
    throw x instanceof TlsError ? new RangeError(`${what} cannot be read; write PEM, and a key without a password`) : x;
  }
}

/**
 * Makes a certificate for a host, signed with its own key, and the key, both in PEM. It is that of a host whose server has TLS without a
 * certificate of its own, so a program that is given it accepts that host.
 */
export function selfSigned(name: string): CertificateAndKey {
  return makeSelfSigned(name);
}
