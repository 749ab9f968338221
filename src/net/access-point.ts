/** An access point: its name and password, its signal strength, and the network behind it, whose addresses it assigns. */
import { amount, type Check, checkOptions, isObject, positive, reading, such, text, truth, whole } from '../checks.js';
import { encodeUtf8 } from '../utf8.js';
import { addressOf } from './address.js';
import type { Carrier, Interface } from './interface.js';
import { Lan } from './lan.js';
import { Pace } from './pace.js';

/** Properties of an access point. */
export interface AccessPointOptions {
  readonly ssid: string | Uint8Array;
  /** Null if anyone may join. */
  readonly password?: string | Uint8Array | null;
  readonly channel?: number;
  /** Signal strength at the boards, dBm. */
  readonly rssi?: number;
  /** Six bytes; by default different ones for each access point of a world. */
  readonly bssid?: Uint8Array;
  /** Its own address, through which all hosts are reached. */
  readonly gateway?: string;
  /** Whether it assigns addresses. */
  readonly dhcp?: boolean;
  /** How long a packet takes between it and a board, ms. */
  readonly latencyMs?: number;
  /** Bytes per second to a board, and from it. */
  readonly bytesPerSecond?: number;
}

const isOptions = such(isObject, 'an object of options');
const isName = such((value) => typeof value === 'string' || value instanceof Uint8Array, 'a string or bytes');
const isPassword = such((value) => value === null || typeof value === 'string' || value instanceof Uint8Array, 'a string, bytes or null');
const CHECKS: Readonly<Record<keyof AccessPointOptions, Check>> = {
  ssid: isName,
  password: isPassword,
  channel: whole(1, 13),
  rssi: reading('dBm'),
  bssid: such((value) => value instanceof Uint8Array && value.length === 6, 'six bytes'),
  gateway: text,
  dhcp: truth,
  latencyMs: amount('milliseconds'),
  bytesPerSecond: positive('bytes a second'),
};

/** Checks the options of an access point, which may come from untyped JavaScript. Throws a TypeError or RangeError that names what is wrong. */
export function checkPoint(options: AccessPointOptions): void {
  isOptions('options', options);
  isName('ssid', options.ssid);
  checkOptions(options, CHECKS);
}

/** Assumed: a board in the same room, its radio awake. */
const LATENCY_MS = 2;
/** As measured on a local network, midway between the two directions (`extmod/lwip-include/lwipopts_common.h`). */
const BYTES_PER_SECOND = 675_000;
/** The first address that is assigned, within a network of 256. */
const FIRST_LEASE = 100;
const LEASES = 100;
const MASK = 0xffff_ff00;

/** A board that has joined, as the access point knows it. */
export interface Station {
  readonly mac: Uint8Array;
  readonly interface: Interface;
  /** Called when the access point disappears or comes back. */
  pointChanged(isUp: boolean): void;
}

export class AccessPoint {
  readonly ssid: Uint8Array;
  readonly password: Uint8Array | null;
  readonly channel: number;
  rssi: number;
  /** Six bytes. If no option has set them, they change when boards join a world in which another access point has the same. */
  bssid: Uint8Array;
  readonly givesAddresses: boolean;
  readonly latencyMs: number;
  readonly bytesPerSecond: number;
  readonly lan: Lan;
  readonly stations = new Set<Station>();
  readonly #firstLease: number;
  readonly #leases = new Map<Interface, number>();
  #isUp = true;

  /**
   * `world` is what is behind its gateway, `firstLease` the last byte of the first address that it assigns. Throws a RangeError for options that
   * no access point can have.
   */
  constructor(options: AccessPointOptions & { readonly bssid: Uint8Array }, world: Carrier | null, firstLease = FIRST_LEASE) {
    const { ssid, password = null, channel = 6, rssi = -50, bssid, gateway = '192.168.1.1', dhcp = true } = options;
    this.ssid = bytesOf(ssid);
    if (this.ssid.length < 1 || this.ssid.length > 32) throw new RangeError(`ssid must have 1 to 32 bytes, not '${ssid}'`);
    this.password = password === null ? null : bytesOf(password);
    if (this.password !== null && (this.password.length < 8 || this.password.length > 63))
      throw new RangeError('password must have 8 to 63 characters, or be left out');
    this.channel = channel;
    this.rssi = rssi;
    this.bssid = bssid;
    this.givesAddresses = dhcp;
    this.latencyMs = options.latencyMs ?? LATENCY_MS;
    this.bytesPerSecond = options.bytesPerSecond ?? BYTES_PER_SECOND;
    this.pace();
    const address = addressOf(gateway);
    if (address === null) throw new RangeError(`gateway: '${gateway}' is not an address`);
    this.lan = new Lan(address, MASK, world);
    this.#firstLease = firstLease;
  }

  /** Returns the pace of packets in one direction between the access point and a board that has joined it. */
  pace(): Pace {
    return new Pace(this);
  }

  /** Whether it can be heard; false is as if it were unplugged. */
  get up(): boolean {
    return this.#isUp;
  }

  set up(isUp: boolean) {
    if (isUp === this.#isUp) return;
    this.#isUp = isUp;
    for (const station of this.stations) station.pointChanged(isUp);
  }

  /** Returns the address that it assigns to an interface, always the same one. */
  lease(to: Interface): number {
    const known = this.#leases.get(to);
    if (known !== undefined) return known;
    const address = (((this.lan.gateway & MASK) >>> 0) + this.#firstLease + (this.#leases.size % LEASES)) >>> 0;
    this.#leases.set(to, address);
    return address;
  }

  /** Whether a password is the right one. */
  accepts(password: Uint8Array | null): boolean {
    if (this.password === null || password === null) return this.password === password;
    return this.password.length === password.length && this.password.every((byte, i) => byte === password[i]);
  }
}

const bytesOf = (text: string | Uint8Array): Uint8Array => (typeof text === 'string' ? encodeUtf8(text) : text);
