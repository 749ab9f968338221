/** How a device is found and finds others: advertising, scanning, connecting (`nimble/host/src/ble_gap.c`). */
import type { Alarm } from '../sim/alarms.js';
import type { WorldTime } from '../sim/world-time.js';
import type { Address } from './address.js';
import { ADVERTISEMENT } from './air.js';
import type { Radio } from './radio.js';
import { ofController, STATUS } from './status.js';

const MILLISECOND = 1_000_000;
/** Units of intervals, ns: of advertising and scanning, of connections, of time limits. */
const UNIT = { ADVERTISING: 625_000n, CONNECTION: 1_250_000n, LIMIT: 10_000_000n } as const;
/** The same in µs, as programs give them. */
const UNIT_US = { ADVERTISING: 625, CONNECTION: 1250 } as const;
/** Least and most of such units that the controller takes. */
const ADVERTISING = { LEAST: 0x20, LEAST_NOT_CONNECTABLE: 0xa0, MOST: 0x4000 } as const;
const SCANNING = { LEAST: 4, MOST: 0x4000 } as const;
const CONNECTION = { LEAST: 6, MOST: 0xc80 } as const;
/** NimBLE's choice where the program makes none: for advertising, connectable and not; for a connection. */
const DEFAULT = { CONNECTABLE: 96, NOT_CONNECTABLE: 240, CONNECTION: { LEAST: 24, MOST: 40 }, LIMIT: 0x100, CONNECT_MS: 30_000 } as const;
/** How it listens for a device to connect to: always. */
const SEARCH = { interval: 16n * UNIT.ADVERTISING, window: 16n * UNIT.ADVERTISING } as const;
/** Most bytes of an advertisement (BLE_HCI_MAX_ADV_DATA_LEN). */
const LONGEST = 31;
/** The last kind of address. */
const LAST_TYPE = 3;
/** HCI's error for parameters that the controller refuses. */
const REFUSED = ofController(STATUS.INVALID_PARAMETERS);
/** The 16 bits in which NimBLE keeps a number of units. */
const unitsOf = (us: number, unit: number): number => Math.trunc(us / unit) & 0xffff;
const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** What it listens for. */
type Search = 'scan' | 'connect';

/** What it needs of its host. */
interface GapHost {
  readonly radio: Radio;
  /** Whether there is room for another connection, and whether there is one to an address already. */
  readonly canConnect: boolean;
  isConnectedTo(address: Address): boolean;
  /** Has something done when the host runs. */
  post(action: () => void): void;
  /** Called when a scan is over, and when a device has not been found. */
  scanned(): void;
  notConnected(): void;
}

export class Gap {
  #search: Search | null = null;
  /** Counts the searches, so that the end of one does not end the next. */
  #searches = 0;
  readonly #limit: Alarm;
  #data = new Uint8Array(0);
  #response = new Uint8Array(0);

  constructor(
    private readonly time: WorldTime,
    private readonly host: GapHost,
  ) {
    this.#limit = time.alarm(() => this.#endSoon());
  }

  /** Whether it advertises, scans or connects: the attributes cannot be changed meanwhile. */
  get isBusy(): boolean {
    return this.#search !== null || this.host.radio.isAdvertising;
  }

  /** Advertises; null for data that is to stay as it is. */
  advertise(isConnectable: boolean, intervalUs: number, data: Uint8Array | null, response: Uint8Array | null): number {
    const { radio } = this.host;
    radio.stopAdvertising();
    if (data !== null) {
      if (data.length > LONGEST) return STATUS.INVALID_PARAMETERS;
      this.#data = data.slice();
    }
    if (response !== null) {
      if (response.length > LONGEST) return STATUS.INVALID_PARAMETERS;
      this.#response = response.slice();
    }
    if (isConnectable && !this.host.canConnect) return STATUS.NO_MEMORY;
    const given = unitsOf(intervalUs, UNIT_US.ADVERTISING);
    const units = given === 0 ? (isConnectable ? DEFAULT.CONNECTABLE : DEFAULT.NOT_CONNECTABLE) : given;
    const least = isConnectable ? ADVERTISING.LEAST : ADVERTISING.LEAST_NOT_CONNECTABLE;
    if (units < least || units > ADVERTISING.MOST) return REFUSED;
    const type = isConnectable ? ADVERTISEMENT.CONNECTABLE : ADVERTISEMENT.SCANNABLE;
    radio.advertise({ type, interval: BigInt(units) * UNIT.ADVERTISING, data: this.#data, response: this.#response });
    return STATUS.OK;
  }

  stopAdvertising(): void {
    this.host.radio.stopAdvertising();
  }

  /** Scans for so long; 0: until it is stopped. */
  scan(ms: number, intervalUs: number, windowUs: number, asksForMore: boolean): number {
    const [interval, window] = [intervalUs, windowUs].map((us) =>
      clamp(Math.trunc(us / UNIT_US.ADVERTISING), SCANNING.LEAST, SCANNING.MOST),
    );
    if (interval < window) return STATUS.INVALID;
    if (this.#search !== null) return this.#search === 'connect' ? STATUS.BUSY : STATUS.ALREADY;
    const plan = { interval: BigInt(interval) * UNIT.ADVERTISING, window: BigInt(window) * UNIT.ADVERTISING };
    this.host.radio.scan(plan, asksForMore);
    this.#begin('scan', ms === 0 ? null : ms >>> 0);
    return STATUS.OK;
  }

  /** Stops a scan, and tells at once that it is over. */
  stopScan(): void {
    if (this.#search === 'scan') this.#end();
  }

  /** Connects to a device, if it is heard in time. */
  connect(to: Address, ms: number, leastUs: number, mostUs: number): number {
    this.stopScan();
    if (this.#search === 'connect') return STATUS.ALREADY;
    if (!this.host.canConnect) return STATUS.NO_MEMORY;
    if (to.type > LAST_TYPE) return STATUS.INVALID;
    if (this.host.isConnectedTo(to)) return STATUS.DONE;
    const least = leastUs === 0 ? DEFAULT.CONNECTION.LEAST : unitsOf(leastUs, UNIT_US.CONNECTION);
    const most = mostUs === 0 ? DEFAULT.CONNECTION.MOST : unitsOf(mostUs, UNIT_US.CONNECTION);
    if (least < CONNECTION.LEAST || most > CONNECTION.MOST || most < least) return REFUSED;
    // Of the intervals that it may choose from, the controller takes the longest.
    const timing = { interval: BigInt(most) * UNIT.CONNECTION, timeout: BigInt(DEFAULT.LIMIT) * UNIT.LIMIT };
    this.host.radio.connect({ to, timing }, SEARCH);
    this.#begin('connect', ms === 0 ? DEFAULT.CONNECT_MS : ms >>> 0);
    return STATUS.OK;
  }

  cancelConnect(): number {
    if (this.#search !== 'connect') return STATUS.ALREADY;
    this.#endSoon();
    return STATUS.OK;
  }

  /** Called when the radio has found the device. */
  connected(): void {
    this.#search = null;
    this.#limit.cancel();
  }

  /** Stops everything, and forgets what it advertised. */
  clear(): void {
    this.#search = null;
    this.#limit.cancel();
    this.#data = this.#response = new Uint8Array(0);
    this.host.radio.stopAdvertising();
    this.host.radio.stopListening();
  }

  #begin(search: Search, ms: number | null): void {
    this.#search = search;
    this.#searches++;
    if (ms === null) this.#limit.cancel();
    else this.#limit.set(this.time.now + ms * MILLISECOND);
  }

  /** Ends the search as soon as the host runs. */
  #endSoon(): void {
    const search = this.#searches;
    this.host.radio.stopListening();
    this.host.post(() => {
      if (search === this.#searches) this.#end();
    });
  }

  #end(): void {
    const search = this.#search;
    this.#search = null;
    this.#limit.cancel();
    if (search !== null) this.host.radio.stopListening();
    if (search === 'scan') this.host.scanned();
    else if (search === 'connect') this.host.notConnected();
  }
}
