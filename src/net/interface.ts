/**
 * A network interface: an address, and the network behind it. What it is given to send arrives later, in order; while the link is down,
 * what belongs to a connection waits for it, as if it were sent again and again, and datagrams are lost.
 */
import { ANY, isForAll, isGroup, isNear } from './address.js';
import { Inbox } from './inbox.js';
import type { Pace } from './pace.js';
import { type Packet, sizeOf } from './packet.js';
import type { Stack } from './stack.js';

/** Whatever an interface leads to. */
export interface Carrier {
  /** Takes a packet from an interface. */
  carry(packet: Packet, from: Interface): void;
}

/** How packets go out, and come in. */
interface Paces {
  readonly out: Pace;
  readonly in: Pace;
}

export class Interface {
  address = ANY;
  mask = ANY;
  gateway = ANY;
  /** What it leads to; null: the link is down. */
  #carrier: Carrier | null = null;
  pace: Paces;
  /** What waits for the link, and for the address that it is for. */
  readonly #leaving: Packet[] = [];
  readonly #coming: Packet[] = [];
  readonly #inbox: Inbox<Packet>;

  constructor(
    readonly stack: Stack,
    pace: Paces,
  ) {
    this.pace = pace;
    this.#inbox = new Inbox(stack.time, (packet) => this.#take(packet));
  }

  get carrier(): Carrier | null {
    return this.#carrier;
  }

  get isUp(): boolean {
    return this.#carrier !== null;
  }

  /** The link comes up, or goes down. What has waited for it goes on. */
  set carrier(carrier: Carrier | null) {
    if (carrier === this.#carrier) return;
    this.#carrier = carrier;
    const leaving = carrier === null ? [] : this.#leaving.splice(0);
    for (const packet of leaving) this.send(packet);
    this.#takeWaiting();
  }

  /** Has another address from now on: connections of the old one are over. */
  setAddress(address: number, mask = this.mask, gateway = this.gateway): void {
    const old = this.address;
    this.address = address;
    this.mask = mask;
    this.gateway = gateway;
    if (old !== address && old !== ANY) {
      this.#leaving.length = 0;
      this.stack.addressGone(old);
    }
    this.#takeWaiting();
  }

  /** Whether packets to an address would go out here without a gateway. */
  reaches(address: number): boolean {
    return this.isUp && this.address !== ANY && isNear(address, this.address, this.mask);
  }

  /** Whether an address means it: its own, everybody's, that of a group it is in. */
  answersTo(address: number): boolean {
    return address === this.address || isForAll(address, this.address, this.mask) || (isGroup(address) && this.stack.groups.has(address));
  }

  send(packet: Packet): void {
    if (this.#carrier !== null) this.#carrier.carry(packet, this);
    else if (isSentAgain(packet)) this.#leaving.push(packet);
  }

  /** A packet begins its way to it at a moment, ns since power came. */
  arrive(packet: Packet, at: bigint): void {
    this.#inbox.add(packet, this.pace.in.arrival(sizeOf(packet), at));
  }

  #take(packet: Packet): void {
    if (this.#carrier !== null && this.answersTo(packet.to.address)) this.stack.receive(packet, this);
    else if (isSentAgain(packet)) this.#coming.push(packet);
  }

  #takeWaiting(): void {
    if (this.#coming.length > 0 && this.isUp) for (const packet of this.#coming.splice(0)) this.#take(packet);
  }
}

/** Whoever has sent it sends it again until it arrives. */
const isSentAgain = (packet: Packet): boolean => packet.kind === 'tcp' && packet.step !== 'open' && packet.step !== 'reset';
