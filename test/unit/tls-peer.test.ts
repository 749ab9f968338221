/** Both ends of `src/tls` against another implementation: OpenSSL, which Node brings along. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { connect, createSecureContext, type SecureContextOptions, TLSSocket } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { readCertificates } from '../../src/tls/certificate.js';
import { readPrivateKey } from '../../src/tls/keys.js';
import { seeded } from '../../src/tls/random.js';
import type { Work } from '../../src/tls/records.js';
import { makeSelfSigned } from '../../src/tls/self-signed.js';
import { Session } from '../../src/tls/session.js';
import { type Settings, VERIFY } from '../../src/tls/settings.js';
import { SUITES, type Suite } from '../../src/tls/suites.js';

const file = (name: string): string => readFileSync(join(import.meta.dirname, '../certificates', name), 'utf8');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const ELLIPTIC = makeSelfSigned('ec.local');
const RSA = { certificate: file('rsa.pem') + file('middle.pem'), key: file('rsa-key.pem') };
const certificateFor = ({ exchange }: Suite) => (exchange === 'ECDHE-ECDSA' ? ELLIPTIC : RSA);
const hostFor = ({ exchange }: Suite): string => (exchange === 'ECDHE-ECDSA' ? 'ec.local' : 'rsa.local');
const authorityFor = ({ exchange }: Suite): string => (exchange === 'ECDHE-ECDSA' ? ELLIPTIC.certificate : file('root.pem'));
const SHARED = { identity: bytes('board'), key: bytes('secret') };

/** OpenSSL's names of suites. */
const opensslName = ({ name, exchange }: Suite): string =>
  name
    .replace(/^TLS-|WITH-/g, '')
    .replace(/^RSA-/, '')
    .replace(/AES-(\d+)-CBC/, exchange === 'PSK' ? 'AES$1-CBC' : 'AES$1')
    .replace(/AES-(\d+)-GCM/, 'AES$1-GCM');

function settingsFor(suite: Suite, isServer: boolean): Settings {
  const { certificate, key } = certificateFor(suite);
  return {
    isServer,
    suites: [suite],
    verify: VERIFY.REQUIRED,
    authorities: readCertificates(bytes(authorityFor(suite))),
    own: { chain: readCertificates(bytes(certificate)), key: readPrivateKey(bytes(key)) },
    shared: isServer ? null : SHARED,
    sharedKey: isServer ? () => SHARED.key : null,
    callback: null,
  };
}

const around = { random: seeded(new Uint8Array(48)), spend() {}, now: () => '20260701120000' };

/** Runs one of our ends over one end of a pipe, whose other end belongs to OpenSSL. */
class OurEnd {
  readonly pipe: Duplex;
  #next: () => void = () => {};
  #push: (chunk: Uint8Array) => void = () => {};

  constructor(readonly session: Session) {
    this.pipe = new Duplex({
      read() {},
      write: (chunk: Uint8Array, _encoding, done) => {
        session.records.input.add(chunk);
        this.#next();
        done();
      },
    });
    this.#push = (chunk) => void this.pipe.push(chunk);
  }

  async do<T>(work: Work<T>): Promise<T> {
    for (;;) {
      const step = work.next();
      const { output } = this.session.records;
      if (output.length > 0) this.#push(output.take(output.length));
      if (step.done) return step.value;
      if (step.value === 'read') {
        await new Promise<void>((resolve) => {
          this.#next = resolve;
        });
      }
    }
  }
}

async function exchange(ours: OurEnd, theirs: TLSSocket): Promise<void> {
  const heard = new Promise<string>((resolve, reject) => {
    theirs.on('data', (data) => resolve(String(data)));
    theirs.on('error', reject);
  });
  await ours.do(ours.session.handshake());
  await ours.do(ours.session.write(bytes('from us')));
  expect(await heard).toBe('from us');
  theirs.write('from them');
  const into = new Uint8Array(100);
  const count = await ours.do(ours.session.read(into));
  expect(String.fromCharCode(...into.subarray(0, count))).toBe('from them');
}

const common = (suite: Suite): SecureContextOptions => ({
  ciphers: `${opensslName(suite)}:@SECLEVEL=0`,
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
  ca: authorityFor(suite),
  cert: certificateFor(suite).certificate,
  key: certificateFor(suite).key,
});

describe.each(SUITES.map((suite) => [suite.name, suite] as const))('%s', (_name, suite) => {
  test('our client, OpenSSL as server, which asks for a certificate', async () => {
    const ours = new OurEnd(new Session(settingsFor(suite, false), around, hostFor(suite)));
    const isShared = suite.exchange === 'PSK';
    const theirs = new TLSSocket(ours.pipe, {
      isServer: true,
      requestCert: !isShared,
      rejectUnauthorized: !isShared,
      secureContext: createSecureContext(common(suite)),
      pskCallback: () => SHARED.key as Buffer,
    } as ConstructorParameters<typeof TLSSocket>[1]);
    await exchange(ours, theirs);
    expect(theirs.getCipher().name).toBe(opensslName(suite));
  });

  test('our server, which asks for a certificate, OpenSSL as client', async () => {
    const ours = new OurEnd(new Session(settingsFor(suite, true), around));
    const isShared = suite.exchange === 'PSK';
    const theirs = connect({
      ...common(suite),
      socket: ours.pipe,
      servername: hostFor(suite),
      ...(isShared ? { pskCallback: () => ({ psk: SHARED.key, identity: 'board' }), checkServerIdentity: () => undefined } : {}),
    });
    await exchange(ours, theirs);
    expect(theirs.authorized || isShared).toBe(true);
  });
});
