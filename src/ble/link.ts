/**
 * One end of a connection at the link layer. Both ends meet at connection events, an interval apart; only those in which something is sent
 * are simulated. What is sent is cut into packets of 27 bytes, of which as many fit into an event as its interval allows, while the other side
 * is taken to answer with empty packets. The other end takes what has arrived whole.
 */
import type { Address } from './address.js';
import { EMPTY, FRAGMENT, GAP, packetTime, SLOT } from './air-time.js';

/** Bytes of the header of L2CAP. */
const HEADER = 4;
/** Number of events after which a connection that was never answered is given up. */
const TRIES = 6n;

/** Why a connection ended (Core Specification, volume 1, part F). */
const REASON = { TIMEOUT: 0x08, BY_PEER: 0x13, BY_SELF: 0x16, NEVER_ESTABLISHED: 0x3e } as const;

/** Moments and durations of a connection, ns. */
export interface LinkTiming {
  /** When its first event begins, ns since power-on. */
  readonly anchor: bigint;
  readonly interval: bigint;
  readonly timeout: bigint;
}

/** What an end needs of its radio. */
interface LinkRadio {
  /** The present moment, ns since power-on. */
  readonly now: bigint;
  /** Calls `action` at a moment, unless the radio has been switched off before. */
  at(moment: bigint, action: () => void): void;
  /** Called when something that was sent has been confirmed. */
  confirmed(): void;
  /** Called with what arrives. */
  arrived(link: Link, channel: number, payload: Uint8Array): void;
  /** Called when the end is no longer connected. */
  ended(link: Link, reason: number): void;
}

export class Link {
  /** The other end; null until it has answered. */
  peer: Link | null = null;
  /** How much of what was sent has not been confirmed. */
  unconfirmed = 0;
  #isOpen = true;
  /** Whether its radio has been switched off. */
  #isSilent = false;
  /** What was sent before the other end had answered. */
  readonly #waiting: ((peer: Link) => void)[] = [];
  /** The slot after the last one that has been booked, the number of its event, and how many slots of it have been booked. */
  #free = 0n;
  #event = -1n;
  #booked = 0n;
  readonly #slots: bigint;

  constructor(
    readonly handle: number,
    readonly isCentral: boolean,
    readonly address: Address,
    readonly timing: LinkTiming,
    private readonly radio: LinkRadio,
  ) {
    const fitting = (timing.interval - GAP) / SLOT;
    this.#slots = fitting > 1n ? fitting : 1n;
    if (isCentral) radio.at(timing.anchor + TRIES * timing.interval, () => this.#expectPeer());
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Sends bytes on a channel of L2CAP. */
  send(channel: number, payload: Uint8Array): void {
    let arrival = 0n;
    for (let left = payload.length + HEADER; left > 0; left -= FRAGMENT) arrival = this.#book() + packetTime(Math.min(left, FRAGMENT));
    this.unconfirmed++;
    this.radio.at(arrival + GAP + EMPTY, () => {
      this.unconfirmed--;
      this.radio.confirmed();
    });
    this.#atPeer(arrival, (peer) => peer.radio.arrived(peer, channel, payload));
  }

  /** Ends the connection when all that was sent before has arrived. */
  close(): void {
    const arrival = this.#book() + packetTime(2);
    this.#atPeer(arrival, (peer) => peer.end(REASON.BY_PEER));
    this.radio.at(arrival + GAP + EMPTY, () => {
      // Nobody confirms on behalf of a peer that is not there: then the time limit ends it.
      if (this.peer !== null && !this.peer.#isSilent) this.end(REASON.BY_SELF);
    });
  }

  /** Called when the radio has been switched off: the peer hears nothing more, and notices after its time limit. */
  vanish(): void {
    this.#isOpen = false;
    this.#isSilent = true;
    const { peer, radio } = this;
    peer?.radio.at(radio.now + this.timing.timeout, () => peer.end(REASON.TIMEOUT));
  }

  end(reason: number): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.radio.ended(this, reason);
  }

  #expectPeer(): void {
    if (this.peer === null) this.end(REASON.NEVER_ESTABLISHED);
  }

  /** Does something at the other end at a moment, if both ends are there by then. */
  #atPeer(moment: bigint, action: (peer: Link) => void): void {
    const deliver = (peer: Link): void =>
      peer.radio.at(moment, () => {
        if (peer.#isOpen && !this.#isSilent) action(peer);
      });
    if (this.peer !== null) deliver(this.peer);
    else this.#waiting.push(deliver);
  }

  /** Called at both ends when the peripheral has answered. */
  meet(peer: Link): void {
    this.peer = peer;
    for (const deliver of this.#waiting.splice(0)) deliver(peer);
  }

  /** Books the next slot; returns the moment at which its packet begins. */
  #book(): bigint {
    const { radio, timing, isCentral } = this;
    const { now } = radio;
    if (this.#booked === this.#slots || now > this.#free || this.#booked === 0n) {
      const { anchor, interval } = timing;
      const next = now <= anchor ? 0n : (now - anchor + interval - 1n) / interval;
      this.#event = next > this.#event ? next : this.#event + 1n;
      this.#booked = 0n;
      this.#free = anchor + this.#event * interval + (isCentral ? 0n : EMPTY + GAP);
    }
    const begin = this.#free;
    this.#booked++;
    this.#free += SLOT;
    return begin;
  }
}
