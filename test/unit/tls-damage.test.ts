/** Keys, certificates and records with a damaged byte: whatever comes of them is an error of TLS, never one of the simulation. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCertificates } from '../../src/tls/certificate.js';
import { NotSimulated, TlsError } from '../../src/tls/errors.js';
import { readPrivateKey } from '../../src/tls/keys.js';
import { pem } from '../../src/tls/pem.js';
import { seeded } from '../../src/tls/random.js';
import type { Work } from '../../src/tls/records.js';
import { makeSelfSigned } from '../../src/tls/self-signed.js';
import { Session } from '../../src/tls/session.js';
import { VERIFY } from '../../src/tls/settings.js';
import { SUITES } from '../../src/tls/suites.js';

const file = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, '../certificates', name));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const own = (certificate: Uint8Array, key: Uint8Array) => ({ chain: readCertificates(certificate), key: readPrivateKey(key) });
const ELLIPTIC = makeSelfSigned('ec.local');
const OWN = [own(bytes(ELLIPTIC.certificate), bytes(ELLIPTIC.key)), own(file('weak.pem'), file('weak-key.pem'))];

/** Calls `use` with copies of bytes, each damaged in one place. */
function damaging(whole: Uint8Array, step: number, use: (damaged: Uint8Array) => void): void {
  for (let at = 0; at < whole.length; at += step) {
    for (const value of [0, 0x80, 0xff, (whole[at] as number) ^ 1]) {
      const damaged = whole.slice();
      damaged[at] = value;
      try {
        use(damaged);
      } catch (x) {
        if (!(x instanceof TlsError || x instanceof NotSimulated)) throw new Error(`byte ${at} as ${value}`, { cause: x });
      }
    }
  }
}

test('certificates and keys', () => {
  let count = 0;
  for (const { chain } of OWN) {
    damaging((chain[0] as (typeof chain)[number]).raw, 1, (damaged) => {
      readCertificates(damaged);
      count++;
    });
  }
  const der = (text: string): Uint8Array => Uint8Array.from(atob(text.replace(/-.*-|\n/g, '')), (c) => c.charCodeAt(0));
  for (const key of [ELLIPTIC.key, new TextDecoder().decode(file('weak-key.pem'))]) {
    damaging(der(key), 1, (damaged) => {
      readPrivateKey(damaged);
      readPrivateKey(bytes(pem('PRIVATE KEY', damaged)));
      count++;
    });
  }
  // Some damage changes only a name, or a number that nobody checks.
  expect(count).toBeGreaterThan(300);
});

/** Two ends that have what the other one sends damaged on its way. */
class Pair {
  readonly ends: readonly [Session, Session];
  readonly #works: Work<void>[];
  readonly flights: Uint8Array[] = [];

  constructor(
    which: (typeof OWN)[number],
    private readonly harm: (flight: Uint8Array, number: number) => Uint8Array = (flight) => flight,
  ) {
    const common = { suites: SUITES, own: which, authorities: which.chain, shared: null, sharedKey: null, callback: null };
    const around = { random: seeded(new Uint8Array(48)), spend() {}, now: () => '20260701120000' };
    this.ends = [
      new Session({ ...common, isServer: false, verify: VERIFY.OPTIONAL }, around, 'ec.local'),
      new Session({ ...common, isServer: true, verify: VERIFY.OPTIONAL }, around),
    ];
    this.#works = this.ends.map((end) => end.handshake());
  }

  /** Shakes hands as far as that goes. */
  run(): boolean {
    for (let turn = 0; turn < 6 && !this.ends.every((end) => end.isOver); turn++) this.#flight(turn % 2);
    return this.ends.every((end) => end.isOver);
  }

  #flight(from: number): void {
    const [end, other] = from === 0 ? this.ends : [this.ends[1], this.ends[0]];
    const work = this.#works[from] as Work<void>;
    const sent: Uint8Array[] = [];
    for (let step = work.next(); ; step = work.next()) {
      const { output } = end.records;
      if (output.length > 0) sent.push(output.take(output.length));
      if (step.done || step.value === 'read') break;
    }
    const flight = Uint8Array.from(sent.flatMap((piece) => [...piece]));
    const number = this.flights.push(flight) - 1;
    other.records.input.add(this.harm(flight, number));
  }
}

test.each([
  ['ECDSA', OWN[0]],
  ['RSA', OWN[1]],
] as const)('a handshake with %s', (_name, which) => {
  const whole = new Pair(which as (typeof OWN)[number]);
  expect(whole.run()).toBe(true);
  let noticed = 0;
  for (const [number, flight] of whole.flights.entries()) {
    damaging(flight, 61, (damaged) => {
      noticed++;
      if (new Pair(which as (typeof OWN)[number], (sent, n) => (n === number ? damaged : sent)).run()) noticed--;
    });
  }
  expect(noticed).toBeGreaterThan(30);
});
