/**
 * What goes over the network: not bytes of headers, but what they say. Nothing is lost, doubled or overtaken on its way, so a segment says
 * nothing of where in its stream it belongs.
 */
import type { Place } from './address.js';

/** One of TCP. */
export interface Segment {
  readonly kind: 'tcp';
  readonly from: Place;
  readonly to: Place;
  /** What it is there for: to open a connection, to answer that, to reset one, or to carry bytes and news. */
  readonly step: 'open' | 'answer' | 'reset' | 'carry';
  readonly bytes: Uint8Array;
  /** Nothing will follow these bytes. */
  readonly isLast: boolean;
  /** How many bytes its sender has received, the end of the stream counting as one. */
  readonly received: number;
  /** Up to which byte its sender is ready to receive. */
  readonly limit: number;
  /** How many bytes its sender takes in one segment. */
  readonly most: number;
}

/** One of UDP. */
export interface Datagram {
  readonly kind: 'udp';
  readonly from: Place;
  readonly to: Place;
  readonly bytes: Uint8Array;
}

/** Either. */
export type Packet = Segment | Datagram;

/** Bytes that go before those of a packet over the air: headers of TCP or UDP, IP and Ethernet. */
const HEADER_BYTES = { tcp: 54, udp: 42 } as const;

/** How many bytes a packet is on its way. */
export const sizeOf = (packet: Packet): number => HEADER_BYTES[packet.kind] + packet.bytes.length;
