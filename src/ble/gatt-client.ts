/**
 * The procedures of a GATT client, and the indications of a server, which are procedures, too (`nimble/host/src/ble_gattc.c`). NimBLE sends
 * each request at once and takes an answer for that of the oldest procedure which expects one of its kind.
 */
import type { Alarm } from '../sim/alarms.js';
import type { WorldTime } from '../sim/world-time.js';
import { type Application, EVENT, type Particulars } from './application.js';
import { ATT_ERROR, OP, packet, word } from './att.js';
import type { Connection } from './connection.js';
import { ofAtt, STATUS } from './status.js';
import { UUID, type Uuid } from './uuid.js';

/** Procedures at a time (BLE_GATT_MAX_PROCS). */
const MOST = 4;
/** How long a procedure waits for an answer, ns (BLE_GATTC_UNRESPONSIVE_TIMEOUT_MS). */
const PATIENCE = 30_000_000_000;
const LAST = 0xffff;
const NOT_FOUND = ofAtt(ATT_ERROR.NOT_FOUND);

/** A procedure that has asked. */
interface Procedure {
  readonly connection: Connection;
  /** What an answer begins with. */
  readonly answer: number;
  /** Takes the answer; returns the next request, null if the procedure is over. */
  take(answer: Uint8Array): Uint8Array | null;
  /** Called when it has failed. `handle`: of which attribute a server has told an error. */
  fail(status: number, handle: number): void;
  readonly limit: Alarm;
}

/** What the client needs of its host. */
interface ClientHost {
  /** Has something done when the host runs. */
  post(action: () => void): void;
  /** Called with a connection whose peer does not answer. */
  unresponsive(connection: Connection): void;
}

type Course = Pick<Procedure, 'take' | 'fail'>;

export class GattClient {
  #procedures: Procedure[] = [];
  /** The end of the range in which characteristics are being discovered; 0: in none. */
  #discovering = 0;

  constructor(
    private readonly time: WorldTime,
    private readonly application: Application,
    private readonly host: ClientHost,
  ) {}

  /** Discovers all services, or those with a UUID. */
  discoverServices(connection: Connection, uuid: Uuid | null): number {
    const done = (status: number): void => this.#done(EVENT.GATTC_SERVICE_DONE, connection, status);
    const found = (begin: number, end: number, found: Uuid): void =>
      this.application.tell(EVENT.GATTC_SERVICE_RESULT, { numbers: [connection.handle, begin, end], uuid: found });
    const request = (first: number): Uint8Array =>
      uuid === null
        ? packet(OP.READ_GROUP_REQUEST, first, LAST, UUID.PRIMARY_SERVICE)
        : packet(OP.FIND_VALUE_REQUEST, first, LAST, UUID.PRIMARY_SERVICE, uuid);
    return this.#begin(connection, uuid === null ? OP.READ_GROUP_RESPONSE : OP.FIND_VALUE_RESPONSE, request(1), {
      take: (answer) => {
        let last = 0;
        const [from, length] = uuid === null ? [2, answer[1]] : [1, 4];
        for (let at = from; at + length <= answer.length; at += length) {
          last = word(answer, at + 2);
          found(word(answer, at), last, uuid ?? answer.slice(at + 4, at + length));
        }
        if (last !== LAST) return request(last + 1);
        done(STATUS.OK);
        return null;
      },
      fail: done,
    });
  }

  /** Discovers the characteristics in a range of handles, or those of them with a UUID. */
  discoverCharacteristics(connection: Connection, first: number, end: number, uuid: Uuid | null): number {
    if (this.#discovering !== 0) return STATUS.BUSY;
    // A characteristic ends before the next one, so it is told when that is known.
    let pending: { readonly value: number; readonly properties: number; readonly uuid: Uuid } | null = null;
    const tell = (last: number): void => {
      if (pending === null) return;
      const { value, properties, uuid: found } = pending;
      pending = null;
      this.application.tell(EVENT.GATTC_CHARACTERISTIC_RESULT, { numbers: [connection.handle, last, value, properties], uuid: found });
    };
    const done = (status: number): void => {
      tell(end);
      this.#discovering = 0;
      this.#done(EVENT.GATTC_CHARACTERISTIC_DONE, connection, status);
    };
    const request = (from: number): Uint8Array => packet(OP.READ_TYPE_REQUEST, from, end, UUID.CHARACTERISTIC);
    if (first === 0 || first > end) return STATUS.INVALID;
    const status = this.#begin(connection, OP.READ_TYPE_RESPONSE, request(first), {
      take: (answer) => {
        let last = 0;
        for (let at = 2; at + answer[1] <= answer.length; at += answer[1]) {
          last = word(answer, at);
          tell(last - 1);
          const found = answer.slice(at + 5, at + answer[1]);
          if (uuid === null || String(uuid) === String(found))
            pending = { value: word(answer, at + 3), properties: answer[at + 2], uuid: found };
        }
        if (last !== end) return request(last + 1);
        done(STATUS.OK);
        return null;
      },
      fail: done,
    });
    if (status === STATUS.OK) this.#discovering = end;
    return status;
  }

  /** Discovers the attributes behind the first handle of a range. */
  discoverDescriptors(connection: Connection, first: number, end: number): number {
    const done = (status: number): void => this.#done(EVENT.GATTC_DESCRIPTOR_DONE, connection, status);
    const request = (from: number): Uint8Array => packet(OP.FIND_INFO_REQUEST, from, end);
    if (first + 1 > end) return STATUS.INVALID;
    return this.#begin(connection, OP.FIND_INFO_RESPONSE, request(first + 1), {
      take: (answer) => {
        let last = 0;
        const length = answer[1] === 1 ? 4 : 18;
        for (let at = 2; at + length <= answer.length; at += length) {
          last = word(answer, at);
          this.application.tell(EVENT.GATTC_DESCRIPTOR_RESULT, {
            numbers: [connection.handle, last],
            uuid: answer.slice(at + 2, at + length),
          });
        }
        if (last !== end) return request(last + 1);
        done(STATUS.OK);
        return null;
      },
      fail: done,
    });
  }

  read(connection: Connection, handle: number): number {
    if (handle === 0) return STATUS.INVALID;
    const done = (status: number, of: number): void =>
      this.application.tell(EVENT.GATTC_READ_DONE, { numbers: [connection.handle, of, status] });
    return this.#begin(connection, OP.READ_RESPONSE, packet(OP.READ_REQUEST, handle), {
      take: (answer) => {
        this.application.tell(EVENT.GATTC_READ_RESULT, { numbers: [connection.handle, handle], data: [answer.slice(1)] });
        done(STATUS.OK, handle);
        return null;
      },
      fail: done,
    });
  }

  write(connection: Connection, handle: number, bytes: Uint8Array): number {
    const done = (status: number): void => this.application.tell(EVENT.GATTC_WRITE_DONE, { numbers: [connection.handle, handle, status] });
    return this.#begin(connection, OP.WRITE_RESPONSE, packet(OP.WRITE_REQUEST, handle, bytes), {
      take: () => {
        done(STATUS.OK);
        return null;
      },
      fail: done,
    });
  }

  /** Agrees with the peer on the length of packets; `agreed` is called when they have. */
  exchangeMtu(connection: Connection, agreed: (peerMtu: number) => void): number {
    if (connection.hasToldMtu) return STATUS.ALREADY;
    const status = this.#begin(connection, OP.MTU_RESPONSE, packet(OP.MTU_REQUEST, connection.ownMtu), {
      take: (answer) => {
        agreed(word(answer, 1));
        return null;
      },
      fail: () => {},
    });
    if (status === STATUS.OK) connection.hasToldMtu = true;
    return status;
  }

  /** Sends an indication; `confirmed` is called with DONE when the peer has confirmed it, otherwise with what went wrong. */
  indicate(connection: Connection, handle: number, value: Uint8Array, confirmed: (status: number) => void): number {
    return this.#begin(connection, OP.CONFIRMATION, packet(OP.INDICATION, handle, value), {
      take: () => {
        confirmed(STATUS.DONE);
        return null;
      },
      fail: confirmed,
    });
  }

  /** Takes an answer; false if the packet is none. */
  take(connection: Connection, answer: Uint8Array): boolean {
    const isError = answer[0] === OP.ERROR;
    const procedure = this.#procedures.find((each) => each.connection === connection && (isError || each.answer === answer[0]));
    if (procedure === undefined) return false;
    this.#remove(procedure);
    if (isError) this.#fail(procedure, ofAtt(answer[4]), word(answer, 2));
    else {
      const request = procedure.take(answer);
      if (request !== null && connection.link.isOpen) this.#continue(procedure, request);
    }
    return true;
  }

  /** Called when a connection has ended: its procedures fail, and are told before the end itself. */
  ended(connection: Connection): void {
    const of = this.#procedures.filter((procedure) => procedure.connection === connection);
    for (const indication of [true, false])
      for (const procedure of of.filter(({ answer }) => (answer === OP.CONFIRMATION) === indication)) {
        this.#remove(procedure);
        procedure.fail(STATUS.NOT_CONNECTED, 0);
      }
  }

  clear(): void {
    for (const { limit } of this.#procedures) limit.cancel();
    this.#procedures = [];
    this.#discovering = 0;
  }

  #begin(connection: Connection, answer: number, request: Uint8Array, course: Course): number {
    if (this.#procedures.length === MOST) return STATUS.NO_MEMORY;
    const procedure: Procedure = { connection, answer, ...course, limit: this.time.alarm(() => this.#giveUp(procedure)) };
    this.#continue(procedure, request);
    return STATUS.OK;
  }

  #continue(procedure: Procedure, request: Uint8Array): void {
    this.#procedures.push(procedure);
    procedure.limit.set(this.time.now + PATIENCE);
    procedure.connection.send(request);
  }

  #giveUp(procedure: Procedure): void {
    this.host.post(() => {
      if (!this.#procedures.includes(procedure)) return;
      this.#remove(procedure);
      procedure.fail(STATUS.TIMED_OUT, 0);
      this.host.unresponsive(procedure.connection);
    });
  }

  #fail(procedure: Procedure, status: number, handle: number): void {
    const isDiscovery = procedure.answer !== OP.READ_RESPONSE && procedure.answer !== OP.WRITE_RESPONSE;
    procedure.fail(isDiscovery && status === NOT_FOUND ? STATUS.OK : status, handle);
  }

  #remove(procedure: Procedure): void {
    procedure.limit.cancel();
    this.#procedures.splice(this.#procedures.indexOf(procedure), 1);
  }

  #done(event: number, connection: Connection, status: number): void {
    const particulars: Particulars = { numbers: [connection.handle, status] };
    this.application.tell(event, particulars);
  }
}
