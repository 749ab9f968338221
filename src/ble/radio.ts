/**
 * The link layer of a radio: it advertises, scans, asks for connections, and has connections (Core Specification, volume 6, part B). All
 * moments are ns since power-on.
 */
import { Inbox } from '../net/inbox.js';
import type { Alarm } from '../sim/alarms.js';
import type { WorldTime } from '../sim/world-time.js';
import { type Address, sameAddress } from './address.js';
import { ADVERTISEMENT, type Advertisement, type Advertising, type Air, CHANNELS, type Hearer } from './air.js';
import { advertisementTime, CONNECT_REQUEST, GAP, SCAN_REQUEST } from './air-time.js';
import { Link, type LinkTiming } from './link.js';

const MICROSECOND = 1000n;
/** The random delay by which an advertisement is late is at most this long, in µs, so that two devices do not stay in step. */
const LATEST_US = 10_000;
/** From one channel to the next within an advertisement: room for a request and its answer. */
const CHANNEL_STEP = 2000n * MICROSECOND;
/** From a request for a connection to its first event (transmitWindowDelay; the offset is 0). */
const FIRST_EVENT = 1250n * MICROSECOND;
/** The handle of the first connection, as that of the PYBD's chip. */
const FIRST_HANDLE = 64;

/** How to advertise. */
interface AdvertisingWish {
  readonly type: number;
  readonly interval: bigint;
  readonly data: Uint8Array;
  /** What it answers those who ask for more. */
  readonly response: Uint8Array;
}

/** When to listen: for `window` in each `interval`, on another channel each time. */
interface Listening {
  readonly interval: bigint;
  readonly window: bigint;
}

/** Who uses the radio. */
export interface RadioUser {
  /** Called with an advertisement, or the answer to a request for more data, that has been heard. */
  reported(type: number, from: Address, data: Uint8Array): void;
  connected(link: Link): void;
  disconnected(link: Link, reason: number): void;
  /** Called when something that was sent has been confirmed. */
  sent(): void;
  received(link: Link, channel: number, payload: Uint8Array): void;
}

/** A connection that is wanted, and the timing that the central proposes. */
interface ConnectionWish {
  readonly to: Address;
  readonly timing: Omit<LinkTiming, 'anchor'>;
}

export class Radio implements Hearer, Advertising {
  /** Its address in what it sends. */
  address: Address;
  readonly links = new Set<Link>();
  readonly #inbox: Inbox<() => void>;
  readonly #nextAdvertisement: Alarm;
  #advertising: AdvertisingWish | null = null;
  #listening: { readonly plan: Listening; readonly since: bigint; readonly asksForMore: boolean } | null = null;
  #wish: ConnectionWish | null = null;
  #isOn = false;
  /** Counts how often it has been switched off. */
  #lives = 0;

  /** `random` returns 32 random bits. */
  constructor(
    private readonly time: WorldTime,
    readonly air: Air,
    address: Address,
    private readonly random: () => number,
    private readonly user: RadioUser,
  ) {
    this.address = address;
    this.#inbox = new Inbox(time, (action) => action());
    this.#nextAdvertisement = time.alarm(() => this.#advertise());
  }

  get now(): bigint {
    return this.time.elapsed();
  }

  get isAdvertising(): boolean {
    return this.#advertising !== null;
  }

  /** How much of what was sent has not been confirmed. */
  get unconfirmed(): number {
    return [...this.links].reduce((sum, link) => sum + link.unconfirmed, 0);
  }

  switchOn(): void {
    this.#isOn = true;
    this.air.radios.add(this);
  }

  /** Falls silent at once: peers notice when their time limit is over. */
  switchOff(): void {
    if (!this.#isOn) return;
    this.#isOn = false;
    this.#lives++;
    this.air.radios.delete(this);
    this.stopAdvertising();
    this.stopListening();
    for (const link of this.links) link.vanish();
    this.links.clear();
  }

  at(moment: bigint, action: () => void): void {
    const life = this.#lives;
    this.#inbox.add(() => {
      if (life === this.#lives) action();
    }, moment);
  }

  advertise(wish: AdvertisingWish): void {
    this.#advertising = wish;
    this.#nextAdvertisement.set(this.time.now);
  }

  stopAdvertising(): void {
    this.#advertising = null;
    this.#nextAdvertisement.cancel();
  }

  scan(plan: Listening, asksForMore: boolean): void {
    this.#listening = { plan, since: this.now, asksForMore };
  }

  /** Listens for a device, and connects to it as soon as it is heard. */
  connect(wish: ConnectionWish, plan: Listening): void {
    this.#wish = wish;
    this.#listening = { plan, since: this.now, asksForMore: false };
  }

  /** Ends a scan, or the search for a device. */
  stopListening(): void {
    this.#listening = null;
    this.#wish = null;
  }

  listens(channel: number, begin: bigint, end: bigint): boolean {
    const { plan, since } = this.#listening ?? { plan: null, since: 0n };
    if (plan === null || begin < since) return false;
    const turn = (begin - since) / plan.interval;
    return Number(turn % BigInt(CHANNELS)) === channel && end <= since + turn * plan.interval + plan.window;
  }

  hear(advertisement: Advertisement, end: bigint): void {
    this.at(end, () => {
      if (this.#listening === null) return;
      if (this.#wish !== null) this.#answer(advertisement, this.#wish);
      else this.#report(advertisement, this.#listening.asksForMore);
    });
  }

  requestData(at: bigint, answer: (begin: bigint, data: Uint8Array) => void): void {
    this.at(at, () => {
      if (this.#advertising !== null) answer(at + GAP, this.#advertising.response);
    });
  }

  requestConnection(at: bigint, from: Address, timing: LinkTiming, accept: (link: Link) => void): void {
    this.at(at, () => {
      if (this.#advertising?.type !== ADVERTISEMENT.CONNECTABLE) return;
      this.stopAdvertising();
      const link = this.#open(false, from, timing);
      accept(link);
      this.user.connected(link);
    });
  }

  confirmed(): void {
    this.user.sent();
  }

  arrived(link: Link, channel: number, payload: Uint8Array): void {
    this.user.received(link, channel, payload);
  }

  ended(link: Link, reason: number): void {
    this.links.delete(link);
    this.user.disconnected(link, reason);
  }

  #advertise(): void {
    const wish = this.#advertising as AdvertisingWish;
    const { type, data, interval } = wish;
    const from = this.address;
    for (let channel = 0; channel < CHANNELS; channel++) {
      const begin = this.now + BigInt(channel) * CHANNEL_STEP;
      this.at(begin, () => {
        if (this.#advertising !== wish) return;
        this.air.send({ type, from, data, channel, by: this }, this, begin, begin + advertisementTime(data.length));
      });
    }
    const delay = BigInt(this.random() % LATEST_US) * MICROSECOND;
    this.#nextAdvertisement.set(this.time.now + Number(interval + delay));
  }

  #report({ type, from, data, by }: Advertisement, asksForMore: boolean): void {
    this.user.reported(type, from, data);
    if (!asksForMore || type === ADVERTISEMENT.NOT_CONNECTABLE) return;
    by.requestData(this.now + GAP + SCAN_REQUEST, (begin, more) => {
      this.at(begin + advertisementTime(more.length), () => {
        if (this.#listening !== null && this.#wish === null) this.user.reported(ADVERTISEMENT.SCAN_RESPONSE, from, more);
      });
    });
  }

  /** Asks for the connection that is wanted, if this advertisement offers it. */
  #answer({ type, from, by }: Advertisement, wish: ConnectionWish): void {
    if (type !== ADVERTISEMENT.CONNECTABLE || !sameAddress(from, wish.to)) return;
    this.stopListening();
    const sent = this.now + GAP + CONNECT_REQUEST;
    const timing = { ...wish.timing, anchor: sent + FIRST_EVENT };
    const link = this.#open(true, from, timing);
    this.at(sent, () => this.user.connected(link));
    by.requestConnection(sent, this.address, timing, (peer) => {
      peer.meet(link);
      link.meet(peer);
    });
  }

  #open(isCentral: boolean, address: Address, timing: LinkTiming): Link {
    let handle = FIRST_HANDLE;
    const taken = new Set([...this.links].map((link) => link.handle));
    while (taken.has(handle)) handle++;
    const link = new Link(handle, isCentral, address, timing, this);
    this.links.add(link);
    return link;
  }
}
