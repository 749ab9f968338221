/**
 * What boards with a radio can reach: access points, and behind them hosts. One world has one network; nothing of it is the network of the
 * computer that simulates it.
 */
import { text } from '../checks.js';
import type { WorldTime } from '../sim/world-time.js';
import { AccessPoint, type AccessPointOptions, checkPoint } from './access-point.js';
import { addressText } from './address.js';
import type { Connection } from './connection.js';
import { Host, type HostOptions, known } from './host.js';
import type { Carrier, Interface } from './interface.js';
import { deliver } from './lan.js';
import type { Packet } from './packet.js';

/** The organisation of a bssid that is nobody's: locally administered. */
const BSSID = [0x02, 0x56, 0x50, 0x59, 0x42] as const;

/** The host that connects for a test: an address that is kept for examples (RFC 5737). */
const TESTER = 'tester';
const TESTER_ADDRESS = '198.51.100.1';

/** A board with a radio. */
export interface Reachable {
  readonly wlan: { readonly stack: { readonly interfaces: readonly Interface[] } };
}

export class Network implements Carrier {
  /** Those that can be heard while they are up, boards' own among them. */
  accessPoints: AccessPoint[] = [];
  hosts: Host[] = [];
  /** Those whose bssid nobody has chosen. */
  readonly #numbered = new Set<AccessPoint>();

  /** `time`: that around the board whose network this is, by which its hosts go. */
  constructor(private readonly time: WorldTime) {}

  /** Sets an access point up. Throws a TypeError or RangeError for what cannot be, be it an option that there is not. */
  accessPoint(options: AccessPointOptions): AccessPoint {
    checkPoint(options);
    const point = new AccessPoint({ ...options, bssid: options.bssid ?? freeBssid(takenBy(this.accessPoints)) }, this);
    if (options.bssid === undefined) this.#numbered.add(point);
    this.accessPoints.push(point);
    return point;
  }

  /**
   * Puts a host into the network, by name and address; wherever it is, every access point of ours leads to it. Throws a RangeError for
   * what is no address, and for a name or an address that another has.
   */
  host(name: string, address: string, options: HostOptions = {}): Host {
    text('name', name);
    const number = known(address);
    if (this.resolve(name) !== null) throw new RangeError(`there is already a host '${name}'`);
    if (this.hostAt(number) !== null) throw new RangeError(`there is already a host at ${address}`);
    const host = new Host(name, number, this.time, this, options);
    this.hosts.push(host);
    return host;
  }

  /**
   * Connects to a board, or to any address, from a host that is there for it: what a test does that wants to see what the board's server
   * answers. Throws an Error for a board that has not joined an access point, or has no address.
   */
  connect(to: Reachable | string, port: number): Connection {
    const tester = this.hosts.find(({ name }) => name === TESTER) ?? this.host(TESTER, TESTER_ADDRESS);
    return tester.connect(typeof to === 'string' ? to : addressOn(to), port);
  }

  /** The address of a name as the network knows it, null for one that it does not. */
  resolve(name: string): number | null {
    const wanted = name.toLowerCase().replace(/\.$/, '');
    return this.hosts.find((host) => host.name.toLowerCase() === wanted)?.interface.address ?? null;
  }

  /** The host that has an address. */
  hostAt(address: number): Host | null {
    return this.hosts.find((host) => host.interface.address === address) ?? null;
  }

  carry(packet: Packet, from: Interface): void {
    const to = this.#find(packet.to.address);
    if (to !== null) deliver(packet, from, to);
  }

  /**
   * What is in one of them is in all, this one included: they are one network from now on. An access point whose bssid nobody has chosen gets
   * another if one before it has that. Throws a RangeError, and leaves them as they are, if a name or an address would then be that of two hosts.
   */
  join(others: readonly Network[]): void {
    const networks = [this, ...others];
    const hosts = networks.flatMap((network) => network.hosts);
    const accessPoints = networks.flatMap((network) => network.accessPoints);
    const clash = (what: string): RangeError => new RangeError(`two boards of the world have a host ${what}: leave it to one of them`);
    const [names, addresses] = [new Set<string>(), new Set<string>()];
    for (const { name, address } of hosts) {
      if (names.has(name.toLowerCase())) throw clash(`'${name}'`);
      if (addresses.has(address)) throw clash(`at ${address}`);
      names.add(name.toLowerCase());
      addresses.add(address);
    }
    const isNumbered = (point: AccessPoint): boolean => networks.some((network) => network.#numbered.has(point));
    const taken = takenBy(accessPoints.filter((point) => !isNumbered(point)));
    for (const point of accessPoints.filter(isNumbered)) {
      if (taken.has(point.bssid.join())) point.bssid = freeBssid(taken);
      taken.add(point.bssid.join());
    }
    for (const network of networks) {
      network.hosts = hosts;
      network.accessPoints = accessPoints;
    }
  }

  /** Who has an address: a host, a board that has joined one of our access points. */
  #find(address: number): Interface | null {
    const host = this.hostAt(address);
    if (host !== null) return host.interface;
    for (const { lan } of this.accessPoints) {
      const member = lan.world === null ? null : lan.find(address);
      if (member !== null) return member;
    }
    return null;
  }
}

/** The bssids of access points, as text. */
const takenBy = (points: readonly AccessPoint[]): Set<string> => new Set(points.map(({ bssid }) => bssid.join()));

/** One that is not taken: boards' own come and go, so the number of access points tells nothing. */
function freeBssid(taken: ReadonlySet<string>): Uint8Array {
  let number = 1;
  while (taken.has(bssidOf(number).join())) number++;
  return bssidOf(number);
}

/** Of the number of an access point, above 255 in the last two bytes. */
function bssidOf(number: number): Uint8Array {
  const [a, b, c, d, e] = BSSID;
  return Uint8Array.of(a, b, c, d, e + (number >> 8), number);
}

function addressOn({ wlan }: Reachable): string {
  const via = wlan.stack.interfaces.find((each) => each.isUp && each.address !== 0);
  if (via === undefined) throw new Error('the board is not connected to an access point');
  return addressText(via.address);
}
