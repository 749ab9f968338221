/** A local network: its members reach each other and, through the gateway if there is one, the hosts of the rest of the world. */
import { ANY, isForAll, isGroup } from './address.js';
import type { Carrier, Interface } from './interface.js';
import { type Packet, sizeOf } from './packet.js';

export class Lan implements Carrier {
  readonly members = new Set<Interface>();
  /** The interface that last sent from each address: packets for an interface that is away wait until it is back. */
  readonly #seen = new Map<number, Interface>();

  constructor(
    /** The gateway's address. */
    readonly gateway: number,
    readonly mask: number,
    /** What is behind the gateway; null if there is nothing. */
    readonly world: Carrier | null,
  ) {}

  carry(packet: Packet, from: Interface): void {
    const { address } = packet.to;
    this.#seen.set(packet.from.address, from);
    if (isForAll(address, from.address, from.mask) || isGroup(address)) {
      for (const member of this.members) if (member !== from && member.answersTo(address)) deliver(packet, from, member);
      return;
    }
    const member = this.find(address);
    // A packet to its own sender is lost: the boards' lwIP is built without LWIP_NETIF_LOOPBACK.
    if (member !== null && member !== from) deliver(packet, from, member);
    else if (member === null && this.world !== null && (from.reaches(address) || from.gateway === this.gateway))
      this.world.carry(packet, from);
  }

  /** Returns the interface that has an address, or had it last; null if there is none. */
  find(address: number): Interface | null {
    for (const member of this.members) if (member.address === address && address !== ANY) return member;
    return this.#seen.get(address) ?? null;
  }
}

/** Sends a packet on its way from one interface to another. */
export function deliver(packet: Packet, from: Interface, to: Interface): void {
  const arrival = to.arrive(packet, from.pace.out.arrival(sizeOf(packet), from.stack.time.elapsed()));
  if (arrival > from.lastArrival) from.lastArrival = arrival;
}
