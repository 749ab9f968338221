/**
 * Channels of L2CAP with credits: streams of bytes beside GATT (`nimble/host/src/ble_l2cap_coc.c`, `ble_l2cap_sig.c`). MicroPython has one
 * channel at a time (`extmod/nimble/modbluetooth_nimble.c`).
 */
import { type Application, EVENT } from './application.js';
import { packet, word } from './att.js';
import type { Connection } from './connection.js';
import { STATUS } from './status.js';

/** The channel that carries the requests about others, and the first one for these. */
const SIGNALLING = 5;
const FIRST = 64;
/** Most bytes of a packet of a channel (BLE_L2CAP_COC_MPS). */
const MPS = 284;
/** What requests and answers begin with. */
const CODE = { END: 0x06, ENDED: 0x07, CONNECT: 0x14, CONNECTED: 0x15, CREDITS: 0x16 } as const;
/** Packets that wait from which on a program is told to wait, and down to which it has to wait: of NimBLE's 12 buffers, half and a quarter. */
const CROWDED = 8 + 6;
const ROOMY = 8 + 3;

const NO_RESOURCES = 0x04;
const UNKNOWN_PSM = 0x02;
/** The answers that refuse a channel (Core Specification, volume 3, part A, 4.23), by NimBLE's status; any other refuses it for want of resources. */
const REFUSALS: ReadonlyMap<number, number> = new Map([
  [STATUS.NOT_SUPPORTED, UNKNOWN_PSM],
  [STATUS.NO_MEMORY, NO_RESOURCES],
  [STATUS.NOT_AUTHENTICATED, 0x05],
  [STATUS.NOT_AUTHORIZED, 0x06],
  [STATUS.KEY_TOO_SHORT, 0x07],
  [STATUS.NOT_ENCRYPTED, 0x08],
  [STATUS.INVALID, 0x0b],
]);
const statusOf = (refusal: number): number => [...REFUSALS].find(([, answer]) => answer === refusal)?.[0] ?? STATUS.UNKNOWN;

/** What channels need of their host. */
interface ChannelsHost {
  /** Packets that wait to be sent. */
  readonly waiting: number;
}

/** The channel: what it was made with, and once it is connected, what it is connected to. */
class Channel {
  connection: Connection | null = null;
  isConnected = false;
  isEnding = false;
  peerCid = 0;
  peerMtu = 0;
  peerMps = 0;
  /** Packets that each side may send. */
  credits = 0;
  given = 0;
  /** What is being sent, and how much of it has been. */
  sending: Uint8Array | null = null;
  sent = 0;
  isStalled = false;
  isCrowded = false;
  /** What is arriving, and how long it will be. */
  arriving: number[] = [];
  length: number | null = null;
  /** What has arrived and has not been read; null for nothing. */
  pending: Uint8Array | null = null;
  isTelling = false;

  constructor(
    readonly psm: number,
    readonly mtu: number,
  ) {
    this.given = this.initial;
  }

  /** Packets in which the longest message arrives. */
  get initial(): number {
    return Math.ceil(this.mtu / MPS);
  }
}

export class Channels {
  #channel: Channel | null = null;
  /** What it listens with; null unless it listens. */
  #listening: { readonly psm: number; readonly mtu: number } | null = null;

  constructor(
    private readonly application: Application,
    private readonly host: ChannelsHost,
  ) {}

  /** The longest message that it takes; null if there is no channel. */
  get mtu(): number | null {
    return this.#channel?.mtu ?? null;
  }

  clear(): void {
    this.#channel = this.#listening = null;
  }

  /** Accepts a channel from now on. */
  listen(psm: number, mtu: number): number {
    if (this.#channel !== null) return STATUS.ALREADY;
    this.#listening = { psm, mtu };
    this.#channel = new Channel(psm, mtu);
    return STATUS.OK;
  }

  connect(connection: Connection | undefined, psm: number, mtu: number): number {
    if (this.#channel !== null) return STATUS.ALREADY;
    const channel = new Channel(psm, mtu);
    this.#channel = channel;
    if (connection === undefined) return STATUS.NOT_CONNECTED;
    channel.connection = connection;
    this.#signal(connection, CODE.CONNECT, psm, FIRST, mtu, MPS, channel.initial);
    return STATUS.OK;
  }

  disconnect(handle: number, cid: number): number {
    const channel = this.#find(handle, cid);
    if (channel === null) return STATUS.INVALID;
    if (!channel.isEnding) this.#signal(channel.connection as Connection, CODE.END, channel.peerCid, FIRST);
    channel.isEnding = true;
    return STATUS.OK;
  }

  /** Sends a message. `isStalled`: it is on its way, but the program has to wait before it sends the next one. */
  send(handle: number, cid: number, bytes: Uint8Array): { readonly status: number; readonly isStalled: boolean } {
    const channel = this.#find(handle, cid);
    const refused = (status: number) => ({ status, isStalled: false });
    if (channel === null || bytes.length > channel.peerMtu || bytes.length > 2 * channel.mtu) return refused(STATUS.INVALID);
    if (channel.sending !== null) return refused(STATUS.BUSY);
    channel.sending = withLength(bytes);
    channel.sent = 0;
    this.#continue(channel);
    if (this.host.waiting >= CROWDED) channel.isCrowded = true;
    return { status: STATUS.OK, isStalled: channel.isStalled || channel.isCrowded };
  }

  /** Reads what has arrived into a buffer; null: only tells how much that is. Returns the number of bytes, null for a channel that is not there. */
  receive(handle: number, cid: number, into: Uint8Array | null): number | null {
    const channel = this.#find(handle, cid);
    if (channel === null) return null;
    const { pending } = channel;
    if (pending === null) return 0;
    if (into === null) return pending.length;
    const count = Math.min(into.length, pending.length);
    into.set(pending.subarray(0, count));
    channel.pending = count === pending.length ? null : pending.slice(count);
    if (channel.pending === null && !channel.isTelling) this.#giveCredits(channel);
    return count;
  }

  /** Takes what has arrived on the channel for requests, or on another one. */
  take(connection: Connection, cid: number, payload: Uint8Array): void {
    const channel = this.#channel;
    if (cid === SIGNALLING) this.#takeSignal(connection, payload[0], (i) => word(payload, 4 + 2 * i));
    else if (cid === FIRST && channel?.connection === connection && channel.isConnected) this.#takeData(channel, payload);
  }

  /** Called when packets have been sent. */
  sentSome(): void {
    const channel = this.#channel;
    if (channel === null || !channel.isCrowded || this.host.waiting > ROOMY) return;
    channel.isCrowded = false;
    this.#tell(EVENT.L2CAP_SEND_READY, channel, STATUS.OK);
  }

  /** Called when a connection has ended, for a reason. */
  ended(connection: Connection, reason: number): void {
    const channel = this.#channel;
    if (channel?.connection === connection) this.#end(channel, channel.isConnected ? STATUS.OK : reason);
  }

  #find(handle: number, cid: number): Channel | null {
    const channel = this.#channel;
    return channel?.isConnected === true && channel.connection?.handle === handle && cid === FIRST ? channel : null;
  }

  #takeSignal(connection: Connection, code: number, field: (i: number) => number): void {
    const channel = this.#channel;
    if (code === CODE.CONNECT) this.#accept(connection, field);
    if (channel === null || channel.connection !== connection) return;
    switch (code) {
      case CODE.CONNECTED:
        if (field(4) === 0) this.#connected(channel, field(0), field(1), field(2), field(3));
        else this.#end(channel, statusOf(field(4)));
        break;
      case CODE.CREDITS:
        channel.credits += field(1);
        this.#continue(channel);
        break;
      case CODE.END:
        this.#end(channel, STATUS.OK);
        this.#signal(connection, CODE.ENDED, field(0), field(1));
        break;
      case CODE.ENDED:
        this.#end(channel, STATUS.OK);
        break;
    }
  }

  /** Answers a request for a channel: PSM, the peer's channel, its MTU, its MPS, its credits. */
  #accept(connection: Connection, field: (i: number) => number): void {
    const refusal = this.#refusal(connection, field);
    const channel = this.#channel;
    if (refusal !== 0 || channel === null) {
      this.#signal(connection, CODE.CONNECTED, 0, 0, 0, 0, refusal);
      return;
    }
    this.#signal(connection, CODE.CONNECTED, FIRST, channel.mtu, MPS, channel.initial, 0);
    this.#connected(channel, field(1), field(2), field(3), field(4));
  }

  /** Makes the channel that is asked for, if nothing speaks against it; returns what does, otherwise 0. */
  #refusal(connection: Connection, field: (i: number) => number): number {
    if (this.#listening === null || this.#listening.psm !== field(0)) return UNKNOWN_PSM;
    if (this.#channel?.isConnected === true) return NO_RESOURCES;
    const channel = new Channel(this.#listening.psm, this.#listening.mtu);
    this.#channel = channel;
    channel.connection = connection;
    const status = this.application.ask(EVENT.L2CAP_ACCEPT, { numbers: [connection.handle, FIRST, channel.psm, channel.mtu, field(2)] });
    if (status === 0) return 0;
    channel.connection = null;
    return REFUSALS.get(status) ?? NO_RESOURCES;
  }

  #connected(channel: Channel, cid: number, mtu: number, mps: number, credits: number): void {
    Object.assign(channel, { peerCid: cid, peerMtu: mtu, peerMps: mps, credits, isConnected: true });
    const { connection, psm, mtu: own } = channel;
    this.application.tell(EVENT.L2CAP_CONNECT, { numbers: [(connection as Connection).handle, FIRST, psm, own, mtu] });
  }

  /** Ends the channel; who listens goes on listening. */
  #end(channel: Channel, status: number): void {
    const handle = (channel.connection as Connection).handle;
    this.#channel = this.#listening === null ? null : new Channel(this.#listening.psm, this.#listening.mtu);
    this.application.tell(EVENT.L2CAP_DISCONNECT, { numbers: [handle, FIRST, channel.psm, status] });
  }

  /** Sends as much as there are credits for. */
  #continue(channel: Channel): void {
    const { sending, connection, peerCid, peerMps } = channel;
    if (sending === null) return;
    for (; channel.credits > 0 && channel.sent < sending.length; channel.credits--) {
      const frame = sending.slice(channel.sent, channel.sent + peerMps);
      (connection as Connection).link.send(peerCid, frame);
      channel.sent += frame.length;
    }
    const isOver = channel.sent === sending.length;
    if (isOver) channel.sending = null;
    const wasStalled = channel.isStalled;
    channel.isStalled = !isOver;
    if (isOver && wasStalled && !channel.isCrowded) this.#tell(EVENT.L2CAP_SEND_READY, channel, STATUS.OK);
  }

  #takeData(channel: Channel, frame: Uint8Array): void {
    channel.given--;
    if (channel.length === null) {
      channel.length = word(frame, 0);
      channel.arriving = [];
      if (channel.length > channel.mtu) {
        this.disconnect((channel.connection as Connection).handle, FIRST);
        return;
      }
      channel.arriving.push(...frame.subarray(2));
    } else channel.arriving.push(...frame);
    if (channel.arriving.length < channel.length) {
      if (channel.given === 0) this.#giveCredits(channel, 1);
      return;
    }
    channel.length = null;
    channel.pending = Uint8Array.from([...(channel.pending ?? []), ...channel.arriving]);
    channel.isTelling = true;
    this.#tell(EVENT.L2CAP_RECV, channel);
    channel.isTelling = false;
    if (channel.pending === null && channel === this.#channel) this.#giveCredits(channel);
  }

  /** Lets the peer send again, up to so many packets. */
  #giveCredits(channel: Channel, upTo = channel.initial): void {
    if (channel.given >= upTo) return;
    this.#signal(channel.connection as Connection, CODE.CREDITS, FIRST, upTo - channel.given);
    channel.given = upTo;
  }

  #tell(event: number, { connection }: Channel, ...further: number[]): void {
    this.application.tell(event, { numbers: [(connection as Connection).handle, FIRST, ...further] });
  }

  /** Sends a request or an answer: its code, an identifier, which nobody needs with one channel, its length, its fields. */
  #signal({ link }: Connection, code: number, ...fields: number[]): void {
    link.send(SIGNALLING, packet(code, Uint8Array.of(1), 2 * fields.length, ...fields));
  }
}

/** A message with its length before it. */
const withLength = (bytes: Uint8Array): Uint8Array => Uint8Array.from([bytes.length & 0xff, bytes.length >> 8, ...bytes]);
