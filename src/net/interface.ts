/**
 * A network interface: an address, and the network behind it. Packets that it sends arrive later, in order. While the link is down, packets of
 * a connection wait for it, as if they were sent again and again, and datagrams are lost.
 */
import { ANY, isForAll, isGroup, isNear } from './address.js';
import { Inbox } from './inbox.js';
import type { Pace } from './pace.js';
import { type Packet, sizeOf } from './packet.js';
import type { Stack } from './stack.js';

/** What an interface is connected to. */
export interface Carrier {
  /** Takes a packet from an interface. */
  carry(packet: Packet, from: Interface): void;
}

/** The paces of outgoing and incoming packets. */
interface Paces {
  readonly out: Pace;
  readonly in: Pace;
}

export class Interface {
  address = ANY;
  mask = ANY;
  gateway = ANY;
  /** What it is connected to; null while the link is down. */
  #carrier: Carrier | null = null;
  pace: Paces;
  /** Outgoing packets that wait for the link, and incoming ones that wait for it or for the address they were sent to. */
  readonly #leaving: Packet[] = [];
  readonly #coming: Packet[] = [];
  readonly #inbox: Inbox<Packet>;
  /** When the last of the packets that it has sent arrives or has arrived, ns since power-on. */
  lastArrival = 0n;

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

  /** Brings the link up or down. Packets that have waited for it continue on their way. */
  set carrier(carrier: Carrier | null) {
    if (carrier === this.#carrier) return;
    this.#carrier = carrier;
    const leaving = carrier === null ? [] : this.#leaving.splice(0);
    for (const packet of leaving) this.send(packet);
    this.#takeWaiting();
  }

  /** Changes the address. Connections of the old address end. */
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

  /** Whether packets to an address are for this interface: its own address, a broadcast address, that of a group it is in. */
  answersTo(address: number): boolean {
    return address === this.address || isForAll(address, this.address, this.mask) || (isGroup(address) && this.stack.groups.has(address));
  }

  send(packet: Packet): void {
    if (this.#carrier !== null) this.#carrier.carry(packet, this);
    else if (isSentAgain(packet)) this.#leaving.push(packet);
  }

  /** Takes a packet that begins its way to this interface at a moment, ns since power-on; returns the moment at which it arrives. */
  arrive(packet: Packet, at: bigint): bigint {
    const arrival = this.pace.in.arrival(sizeOf(packet), at);
    this.#inbox.add(packet, arrival);
    return arrival;
  }

  #take(packet: Packet): void {
    if (this.#carrier !== null && this.answersTo(packet.to.address)) this.stack.receive(packet, this);
    else if (isSentAgain(packet)) this.#coming.push(packet);
  }

  #takeWaiting(): void {
    if (this.#coming.length > 0 && this.isUp) for (const packet of this.#coming.splice(0)) this.#take(packet);
  }
}

/** Whether the sender of a packet sends it again until it arrives. */
const isSentAgain = (packet: Packet): boolean => packet.kind === 'tcp' && packet.step !== 'open' && packet.step !== 'reset';
