/**
 * What goes over the network: not the bytes of headers, but what they say. Packets are never lost, doubled or reordered on their way, so a
 * segment does not say where in its stream it belongs.
 */
import type { Place } from './address.js';

/** A TCP segment. */
export interface Segment {
  readonly kind: 'tcp';
  readonly from: Place;
  readonly to: Place;
  /** Its purpose: to open a connection, to answer that request, to reset a connection, or to carry bytes and news. */
  readonly step: 'open' | 'answer' | 'reset' | 'carry';
  readonly bytes: Uint8Array;
  /** Nothing will follow these bytes. */
  readonly isLast: boolean;
  /** How many bytes its sender has received, the end of the stream counting as one. */
  readonly received: number;
  /** The byte up to which its sender is ready to receive. */
  readonly limit: number;
  /** The most bytes that its sender takes in one segment. */
  readonly most: number;
}

/** A UDP datagram. */
export interface Datagram {
  readonly kind: 'udp';
  readonly from: Place;
  readonly to: Place;
  readonly bytes: Uint8Array;
}

/** A packet of either protocol. */
export type Packet = Segment | Datagram;

/** Header bytes sent with each packet: TCP or UDP, IP and Ethernet. */
const HEADER_BYTES = { tcp: 54, udp: 42 } as const;

/** Returns the size of a packet on its way, in bytes. */
export const sizeOf = (packet: Packet): number => HEADER_BYTES[packet.kind] + packet.bytes.length;

/** Returns the answer to a segment that belongs to no connection, and to a request to connect where nothing listens. */
export const refusal = ({ from, to }: Segment): Segment => ({
  kind: 'tcp',
  from: to,
  to: from,
  step: 'reset',
  bytes: new Uint8Array(0),
  isLast: false,
  received: 0,
  limit: 0,
  most: 0,
});
