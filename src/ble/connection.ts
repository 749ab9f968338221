/** A connection as the host sees it: what both sides agreed on, and what the peer has subscribed to. */
import { ATT_CHANNEL, MTU, OP } from './att.js';
import type { Link } from './link.js';

/** Bits of a client characteristic configuration. */
export const SUBSCRIBED = { NOTIFY: 1, INDICATE: 2 } as const;

/** A characteristic that a peer can subscribe to. */
interface Subscription {
  flags: number;
  /** The value has changed, and the peer has not been told. */
  isModified: boolean;
}

export class Connection {
  /** The longest packet that each side takes; 0 if the peer has not told. */
  peerMtu = 0;
  /** Whether this side has told its own. */
  hasToldMtu = false;
  /** Whether this side has asked to end it. */
  isEnding = false;
  /** By handle of the value. */
  readonly subscriptions = new Map<number, Subscription>();
  /** The handle of the value that has been indicated and not been confirmed; 0 if there is none. */
  indicated = 0;

  constructor(
    readonly link: Link,
    public ownMtu: number,
  ) {}

  get handle(): number {
    return this.link.handle;
  }

  /** The longest packet. */
  get mtu(): number {
    return this.hasToldMtu && this.peerMtu !== 0 ? Math.min(this.ownMtu, this.peerMtu) : MTU.LEAST;
  }

  /** Sends a packet of the attribute protocol; what is too long is cut off. */
  send(packet: Uint8Array): void {
    this.link.send(ATT_CHANNEL, packet.slice(0, this.mtu));
  }

  /** Refuses a request. */
  refuse(request: number, handle: number, error: number): void {
    this.send(Uint8Array.of(OP.ERROR, request, handle, handle >> 8, error));
  }
}
