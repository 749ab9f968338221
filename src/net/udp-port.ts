/** A UDP port. */
import { ANY, type Place } from './address.js';
import type { Datagram } from './packet.js';
import type { Stack } from './stack.js';

export class UdpPort {
  /** Port 0 means not bound yet. */
  local: Place = { address: ANY, port: 0 };
  /** The only sender it hears; null for all. */
  remote: Place | null = null;
  isReusable = false;
  /** Called with each datagram that arrives. */
  onDatagram: (datagram: Datagram) => void = () => {};

  constructor(readonly stack: Stack) {}

  /** Whether a datagram that has come to an address of the interface is for this port. */
  hears({ from, to }: Datagram): boolean {
    if (to.port !== this.local.port || (this.local.address !== ANY && this.local.address !== to.address)) return false;
    return this.remote === null || (this.remote.port === from.port && this.remote.address === from.address);
  }

  /** Sends bytes. Returns false if no interface leads there. */
  send(bytes: Uint8Array, to: Place): boolean {
    const via = this.stack.route(to.address);
    if (via === null) return false;
    if (this.local.port === 0) this.local = { ...this.local, port: this.stack.freeUdpPort() };
    via.send({ kind: 'udp', from: { address: via.address, port: this.local.port }, to, bytes: bytes.slice() });
    return true;
  }

  close(): void {
    this.stack.forgetUdp(this);
  }
}
