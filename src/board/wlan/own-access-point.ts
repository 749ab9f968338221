/** The interface of a radio that is an access point (`cyw43_wifi_ap_init`): others join it and get addresses from it. */
import { AccessPoint } from '../../net/access-point.js';
import { ANY } from '../../net/address.js';
import { Interface } from '../../net/interface.js';
import type { Network } from '../../net/network.js';
import { Pace } from '../../net/pace.js';
import type { Stack } from '../../net/stack.js';

/** Its address, from `cyw43_config.h`, and the last byte of the first address that it leases (`shared/netutils/dhcpserver.h`). */
const ADDRESS = 0xc0a8_0401;
const GATEWAY = '192.168.4.1';
const FIRST_LEASE = 16;
const FIRST_CHANNEL = 3;
/** Assumed: its signal strength where the others are, in dBm. */
const RSSI = -45;
/** As set up by the firmware (`ports/stm32/main.c`); CYW43_AUTH_WPA2_MIXED_PSK. */
const PASSWORD = 'pybd0123';
const SECURED = 0x0040_0006;

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0');

export class OwnAccessPoint {
  ssid: Uint8Array;
  password: Uint8Array;
  security = SECURED;
  channel = FIRST_CHANNEL;
  readonly mac: Uint8Array;
  readonly interface: Interface;
  #network: Network | null = null;
  #point: AccessPoint | null = null;
  readonly #firstSsid: Uint8Array;

  constructor(stack: Stack, stationMac: Uint8Array) {
    this.mac = Uint8Array.of(stationMac[0] ^ 2, ...stationMac.slice(1));
    this.#firstSsid = ascii(`PYBD${hex(stationMac[4])}${hex(stationMac[5])}`);
    this.ssid = this.#firstSsid;
    this.password = ascii(PASSWORD);
    this.interface = new Interface(stack, { out: new Pace(), in: new Pace() });
  }

  /** Whether others can hear it. */
  get isUp(): boolean {
    return this.#point !== null;
  }

  /** The MAC addresses of the stations that have joined it. */
  get stations(): Uint8Array[] {
    return [...(this.#point?.stations ?? [])].map(({ mac }) => mac);
  }

  /** Makes it heard in a network with its present settings; null: in none. If its name or password is impossible, it is not heard. */
  set(network: Network | null): void {
    if (network === this.#network) return;
    if (this.#point !== null) this.#withdraw(this.#network as Network, this.#point);
    this.#network = network;
    if (network === null || !this.#canBe()) return;
    const { ssid, channel, mac: bssid } = this;
    const password = this.security === 0 ? null : this.password;
    const point = new AccessPoint({ ssid, password, channel, rssi: RSSI, bssid, gateway: GATEWAY }, null, FIRST_LEASE);
    network.accessPoints.push(point);
    this.#point = point;
    this.interface.stack.ownUdpPorts++; // Its DHCP server.
    point.lan.members.add(this.interface);
    this.interface.setAddress(ADDRESS, point.lan.mask, ADDRESS);
    this.interface.carrier = point.lan;
  }

  /** Called when the driver has forgotten its settings. */
  forget(): void {
    this.channel = FIRST_CHANNEL;
    this.ssid = this.password = new Uint8Array(0);
  }

  /** Called when the firmware has started. */
  reset(): void {
    this.ssid = this.#firstSsid;
    this.password = ascii(PASSWORD);
    this.security = SECURED;
  }

  #canBe(): boolean {
    const { length } = this.password;
    return this.ssid.length > 0 && (this.security === 0 || (length >= 8 && length <= 63));
  }

  #withdraw(network: Network, point: AccessPoint): void {
    point.up = false;
    network.accessPoints.splice(network.accessPoints.indexOf(point), 1);
    point.lan.members.delete(this.interface);
    this.interface.carrier = null;
    this.interface.setAddress(ANY);
    this.#point = null;
    this.interface.stack.ownUdpPorts--;
  }
}
