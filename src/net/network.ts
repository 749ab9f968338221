/**
 * What boards with a radio can reach: access points, and behind them hosts. One world has one network, which has no connection to the network of
 * the computer that runs the simulation.
 */
import { text } from '../checks.js';
import type { WorldTime } from '../sim/world-time.js';
import { AccessPoint, type AccessPointOptions, checkPoint } from './access-point.js';
import { ANY, addressText } from './address.js';
import type { Connection } from './connection.js';
import { Host, type HostOptions, known } from './host.js';
import type { Carrier, Interface } from './interface.js';
import { deliver, Lan } from './lan.js';
import type { Packet } from './packet.js';
import { visit } from './visit.js';

/** How a generated bssid begins: with a locally administered organisation, which belongs to nobody. */
const BSSID = [0x02, 0x56, 0x50, 0x59, 0x42] as const;

/** The host that connects for a test; its address is one reserved for examples (RFC 5737). */
const TESTER = 'tester';
const TESTER_ADDRESS = '198.51.100.1';

/** A board with a radio. */
export interface Reachable {
  readonly wlan: { readonly stack: { readonly interfaces: readonly Interface[] } };
}

export class Network implements Carrier {
  /** The access points that can be heard while they are up, including those of boards. */
  accessPoints: AccessPoint[] = [];
  hosts: Host[] = [];
  /** The access points with a generated bssid. */
  readonly #numbered = new Set<AccessPoint>();

  /** `time` is that around the board whose network this is; its hosts run by it. */
  constructor(private readonly time: WorldTime) {}

  /** Makes an access point. Throws a TypeError or RangeError for an impossible value or an unknown option. */
  accessPoint(options: AccessPointOptions): AccessPoint {
    checkPoint(options);
    const point = new AccessPoint({ ...options, bssid: options.bssid ?? freeBssid(takenBy(this.accessPoints)) }, this);
    if (options.bssid === undefined) this.#numbered.add(point);
    this.accessPoints.push(point);
    return point;
  }

  /**
   * Puts a host with a name and an address into the network; every access point of the network leads to it. Throws a RangeError for an invalid
   * address, and for a name or an address that another host has.
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
   * Connects to a board, or to any address, from a host that exists for this purpose. Tests use it to see what a board's server answers. If
   * the board is in no other network than that of its own access point, the host joins that. Throws an Error for a board without an address.
   */
  connect(to: Reachable | string, port: number): Connection {
    const tester = this.hosts.find(({ name }) => name === TESTER) ?? this.host(TESTER, TESTER_ADDRESS);
    if (typeof to === 'string') return tester.connect(to, port);
    const via = addressedOf(to);
    if (via === null) throw new Error('the board is not connected to an access point');
    const point = this.accessPoints.find(({ lan }) => lan === via.carrier);
    if (point?.lan.world === null) visit(tester.stack, point);
    return tester.connect(addressText(via.address), port);
  }

  /** Returns the address of the host with a name; null if there is no such host. */
  resolve(name: string): number | null {
    const wanted = name.toLowerCase().replace(/\.$/, '');
    return this.hosts.find((host) => host.name.toLowerCase() === wanted)?.interface.address ?? null;
  }

  /** Returns the host that has an address; null if there is none. */
  hostAt(address: number): Host | null {
    return this.hosts.find((host) => host.interface.address === address) ?? null;
  }

  carry(packet: Packet, from: Interface): void {
    const to = this.#find(packet.to.address);
    if (to !== null) deliver(packet, from, to);
  }

  /**
   * Joins this network and others: from now on each has what any of them has. An access point with a generated bssid gets another one if one
   * before it has the same. Throws a RangeError, and changes nothing, if two hosts would then have the same name or address.
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

  /** Returns the interface that has an address, of a host or of a board that has joined one of the access points; null if there is none. */
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

/** Returns the bssids of access points, as text. */
const takenBy = (points: readonly AccessPoint[]): Set<string> => new Set(points.map(({ bssid }) => bssid.join()));

/** Returns a bssid that is not taken. The number of access points is no use for this, because those of boards come and go. */
function freeBssid(taken: ReadonlySet<string>): Uint8Array {
  let number = 1;
  while (taken.has(bssidOf(number).join())) number++;
  return bssidOf(number);
}

/** Returns the bssid for the number of an access point, which above 255 is in the last two bytes. */
function bssidOf(number: number): Uint8Array {
  const [a, b, c, d, e] = BSSID;
  return Uint8Array.of(a, b, c, d, e + (number >> 8), number);
}

/** Returns the interface by which a board is reached: that to an access point, or else that of its own; null if neither has an address. */
export function addressedOf({ wlan }: Reachable): Interface | null {
  const usable = wlan.stack.interfaces.filter((each) => each.isUp && each.address !== ANY);
  return usable.find(({ carrier }) => carrier instanceof Lan && carrier.world !== null) ?? usable[0] ?? null;
}
