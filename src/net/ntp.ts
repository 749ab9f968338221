/** A time server for hosts (RFC 5905): it answers requests of clients by UDP, with a time that advances with the simulated time. */
import { checkOptions, whole } from '../checks.js';
import { SECOND } from '../execution.js';
import type { WorldTime } from '../sim/world-time.js';
import type { Sender } from './host.js';

/** Seconds from 1900, where NTP's count begins, to 2000. The count has 32 bits and wraps after 2036-02-07. */
const TO_2000 = 3_155_673_600n;
/** Seconds from 2000 to 2026-01-01, the default time. */
const FIRST_TIME = 820_540_800;
const LAST_TIME = 2 ** 32;

const LENGTH = 48;
const CLIENT = 3;
const SERVER = 4;
/** It has a reference clock of its own, such as GPS, with a precision of microseconds: 2^-20 s. */
const STRATUM = 1;
const PRECISION = -20;
const GPS = [0x47, 0x50, 0x53];
/**
 * Offsets of fields in a packet. `reference` says what the clock is. The last four are moments: when the clock was set, when the client sent its
 * request, when the request came, when the answer is sent.
 */
const AT = { stratum: 1, poll: 2, precision: 3, reference: 12, set: 16, asked: 24, came: 32, answered: 40 } as const;

const OPTIONS = { startTime: whole(0, LAST_TIME, '; the clock shows seconds from 2000-01-01 on') };

/** A clock that answers requests for its time: `host.datagrams(123, clock.hear)`. */
export class NtpServer {
  /** The time to which it was set, ns since 2000, and when it was set, ns since power-on. */
  #shown = 0n;
  #since = 0n;

  /**
   * `startTime` is the time that it shows at first, UTC, in seconds since 2000-01-01; by default 2026-01-01. Throws a RangeError for an
   * impossible time.
   */
  constructor(
    private readonly time: WorldTime,
    options: { readonly startTime?: number } = {},
  ) {
    checkOptions(options, OPTIONS);
    this.set(options.startTime ?? FIRST_TIME);
  }

  /** Sets the clock to the beginning of a second, counted from 2000-01-01. */
  set(seconds: number): void {
    OPTIONS.startTime('seconds', seconds);
    this.#shown = BigInt(seconds) * BigInt(SECOND);
    this.#since = this.time.elapsed();
  }

  /** Nanoseconds since 2000-01-01. */
  get #now(): bigint {
    return this.#shown + this.time.elapsed() - this.#since;
  }

  /** Answers the request of a client; ignores a datagram that is not a request. */
  readonly hear = (question: Uint8Array, sender: Sender): void => {
    if (question.length < LENGTH || (question[0] & 7) !== CLIENT) return;
    const answer = new Uint8Array(LENGTH);
    const view = new DataView(answer.buffer);
    view.setUint8(0, (question[0] & 0x38) | SERVER); // in the client's version
    view.setUint8(AT.stratum, STRATUM);
    view.setUint8(AT.poll, question[AT.poll]);
    view.setInt8(AT.precision, PRECISION);
    answer.set(GPS, AT.reference);
    view.setBigUint64(AT.set, stampOf(this.#shown));
    answer.set(question.subarray(AT.answered, LENGTH), AT.asked);
    view.setBigUint64(AT.came, stampOf(this.#now));
    view.setBigUint64(AT.answered, stampOf(this.#now));
    sender.answer(answer);
  };
}

/** Returns a moment in NTP's form: seconds and their fraction, 32 bits each. */
function stampOf(nanos: bigint): bigint {
  const second = BigInt(SECOND);
  return BigInt.asUintN(64, ((nanos / second + TO_2000) << 32n) | (((nanos % second) << 32n) / second));
}
