/**
 * The air around radios: what one sends, those hear that listen on its channel from the beginning of a packet to its end. Nothing is lost, and
 * nobody is too far away: packets that overlap do not disturb each other.
 */
import type { Address } from './address.js';
import type { Link, LinkTiming } from './link.js';

/** Kinds of advertisements, as scans report them. */
export const ADVERTISEMENT = { CONNECTABLE: 0, SCANNABLE: 2, NOT_CONNECTABLE: 3, SCAN_RESPONSE: 4 } as const;

/** The channels of advertisements, by index. */
export const CHANNELS = 3;

/** Who advertises, for those that answer. */
export interface Advertising {
  /** Takes a request for more data; `answer` is called with the moment at which the data begins, and the data. */
  requestData(at: bigint, answer: (begin: bigint, data: Uint8Array) => void): void;
  /** Takes a request for a connection that ends at a moment; `accept` is called with this end of the connection. */
  requestConnection(at: bigint, from: Address, timing: LinkTiming, accept: (link: Link) => void): void;
}

/** An advertisement. */
export interface Advertisement {
  readonly type: number;
  readonly from: Address;
  readonly data: Uint8Array;
  readonly channel: number;
  readonly by: Advertising;
}

/** A radio, as others reach it. */
export interface Hearer {
  /** Whether it listens on a channel all the time between two moments, ns since power-on. */
  listens(channel: number, begin: bigint, end: bigint): boolean;
  /** Takes an advertisement that ends at a moment. */
  hear(advertisement: Advertisement, end: bigint): void;
}

export class Air {
  /** The radios that are on. Boards of one world share this set. */
  radios = new Set<Hearer>();

  /** Sends an advertisement. */
  send(advertisement: Advertisement, from: Hearer, begin: bigint, end: bigint): void {
    for (const radio of this.radios) if (radio !== from && radio.listens(advertisement.channel, begin, end)) radio.hear(advertisement, end);
  }

  /** Joins this air and others: from now on they are one. */
  join(others: readonly Air[]): void {
    const airs = [this, ...others];
    const radios = new Set(airs.flatMap((air) => [...air.radios]));
    for (const air of airs) air.radios = radios;
  }
}
