/**
 * The host of a Bluetooth device: NimBLE, as MicroPython uses it (`extmod/nimble/modbluetooth_nimble.c`). What comes from the radio waits until
 * the program's processor handles it, one piece of work at a time (`step`); requests of the program take effect at once, and return a status.
 */
import type { WorldTime } from '../sim/world-time.js';
import { type Address, sameAddress } from './address.js';
import { type Application, EVENT } from './application.js';
import { ATT_CHANNEL, MTU, OP, packet, word } from './att.js';
import { Attributes, type Service } from './attributes.js';
import { Channels } from './channels.js';
import { Connection, SUBSCRIBED } from './connection.js';
import { Gap } from './gap.js';
import { GattClient } from './gatt-client.js';
import { GattServer } from './gatt-server.js';
import type { Link } from './link.js';
import type { Radio, RadioUser } from './radio.js';
import { ofController, STATUS } from './status.js';

/** Most connections (BLE_MAX_CONNECTIONS). */
const MOST_CONNECTIONS = 4;
/** Packets that wait to be sent: in NimBLE's 12 buffers, and in those of the controller, whose number is assumed. */
const MOST_WAITING = 12 + 8;
/** The handle of no connection, and the address of nobody. */
const NO_HANDLE = 0xffff;
const NOBODY: Address = { type: 0xff, bytes: new Uint8Array(6) };
/** How strong others are heard, dBm (assumed). */
const RSSI = -50;
/** The MTU that it proposes at first (BLE_ATT_PREFERRED_MTU). */
const PREFERRED_MTU = 256;

/** What a host needs of its device. */
interface HostParts {
  readonly time: WorldTime;
  readonly radio: Radio;
  readonly application: Application;
  /** The device's name. */
  readonly name: Uint8Array;
  /** Called when there is work to do. */
  workCame(): void;
}

export class Host implements RadioUser {
  isActive = false;
  readonly gap: Gap;
  readonly client: GattClient;
  readonly channels: Channels;
  readonly attributes: Attributes;
  /** By handle. */
  readonly connections = new Map<number, Connection>();
  readonly #server: GattServer;
  #preferredMtu = PREFERRED_MTU;
  #work: (() => void)[] = [];

  constructor(private readonly parts: HostParts) {
    const { application, time } = parts;
    this.attributes = new Attributes({
      wanted: (by, handle) => application.ask(EVENT.GATTS_READ_REQUEST, { numbers: [by?.handle ?? NO_HANDLE, handle] }),
      written: (by, handle) => application.tell(EVENT.GATTS_WRITE, { numbers: [by.handle, handle] }),
      get name() {
        return parts.name;
      },
    });
    this.#server = new GattServer(this.attributes);
    this.client = new GattClient(time, application, {
      post: (action) => this.#post(action),
      unresponsive: (connection) => void this.disconnect(connection.handle),
    });
    this.channels = new Channels(application, {
      get waiting() {
        return parts.radio.unconfirmed;
      },
    });
    const host = this;
    this.gap = new Gap(time, {
      get radio() {
        return parts.radio;
      },
      get canConnect() {
        return host.connections.size < MOST_CONNECTIONS;
      },
      isConnectedTo: (address) => [...this.connections.values()].some(({ link }) => sameAddress(link.address, address)),
      post: (action) => this.#post(action),
      scanned: () => application.tell(EVENT.SCAN_DONE, {}),
      notConnected: () => this.#tellLink(EVENT.PERIPHERAL_DISCONNECT, NO_HANDLE, NOBODY),
    });
  }

  /** Does the next piece of work; false if there is none. */
  step(): boolean {
    const work = this.#work.shift();
    work?.();
    return work !== undefined;
  }

  start(): void {
    this.isActive = true;
    this.#preferredMtu = PREFERRED_MTU;
    this.attributes.register([]);
    this.parts.radio.switchOn();
  }

  /** Begins to stop: ends all connections. The host can be stopped when there are none. */
  beginStop(): void {
    this.isActive = false;
    this.#forget();
    for (const link of this.parts.radio.links) if (this.connections.get(link.handle)?.isEnding !== true) link.close();
  }

  /** Stops; whoever is still connected hears nothing more. */
  stop(): void {
    this.isActive = false;
    this.#forget();
    this.attributes.clear();
    this.connections.clear();
    this.parts.radio.switchOff();
  }

  #forget(): void {
    this.#work = [];
    this.client.clear();
    this.channels.clear();
    this.gap.clear();
  }

  get preferredMtu(): number {
    return this.#preferredMtu;
  }

  /** Proposes another MTU from now on, in connections, too, that have not agreed on one. */
  prefer(mtu: number): number {
    if (mtu < MTU.LEAST || mtu > MTU.MOST) return STATUS.INVALID;
    this.#preferredMtu = mtu;
    for (const connection of this.connections.values()) if (!connection.hasToldMtu) connection.ownMtu = mtu;
    return STATUS.OK;
  }

  disconnect(handle: number): number {
    const connection = this.connections.get(handle);
    if (connection === undefined) return STATUS.NOT_CONNECTED;
    if (connection.isEnding) return STATUS.ALREADY;
    connection.isEnding = true;
    connection.link.close();
    return STATUS.OK;
  }

  /** Forgets all attributes, so that others can be registered. */
  beginRegistration(): number {
    if (this.gap.isBusy || this.connections.size > 0) return STATUS.BUSY;
    this.attributes.clear();
    return STATUS.OK;
  }

  /** Registers services. Returns for each the handles of its values. */
  register(services: readonly Service[]): number[][] {
    return this.attributes.register(services);
  }

  /** Notifies a client of a value; null: of the stored one. */
  notify(handle: number, value: number, bytes: Uint8Array | null): number {
    return this.#withValue(handle, value, bytes, (connection, sent) => {
      connection.send(packet(OP.NOTIFICATION, value, sent));
      return STATUS.OK;
    });
  }

  /** Sends a value to a client, which confirms it; null: the stored one. */
  indicate(handle: number, value: number, bytes: Uint8Array | null): number {
    return this.#withValue(handle, value, bytes, (connection, sent) => {
      const status = this.client.indicate(connection, value, sent, (status) => this.#indicated(connection, value, status));
      if (status === STATUS.OK) connection.indicated = value;
      return status;
    });
  }

  /** Tells those who have subscribed to a value that it has changed, as soon as the host runs. */
  valueChanged(value: number): void {
    if (!this.attributes.configurable.has(value)) return;
    for (const { subscriptions } of this.connections.values()) {
      const subscription = subscriptions.get(value);
      if (subscription !== undefined) subscription.isModified = true;
    }
    this.#post(() => this.#tellSubscribers());
  }

  /** Does something with a connection for which a packet has to be sent. */
  sending(handle: number, action: (connection: Connection) => number): number {
    const connection = this.connections.get(handle);
    if (connection === undefined || !connection.link.isOpen) return STATUS.NOT_CONNECTED;
    if (this.parts.radio.unconfirmed >= MOST_WAITING) return STATUS.NO_MEMORY;
    return action(connection);
  }

  /** Agrees with a peer on the MTU. */
  exchangeMtu(handle: number): number {
    return this.sending(handle, (connection) => this.client.exchangeMtu(connection, (peerMtu) => this.#agreed(connection, peerMtu)));
  }

  reported(type: number, from: Address, data: Uint8Array): void {
    this.#post(() =>
      this.parts.application.tell(EVENT.SCAN_RESULT, {
        numbers: [from.type],
        address: from.bytes.slice(),
        further: [type, RSSI],
        data: [data.slice()],
      }),
    );
  }

  connected(link: Link): void {
    this.#post(() => {
      if (link.isCentral) this.gap.connected();
      const connection = new Connection(link, this.#preferredMtu);
      for (const value of this.attributes.configurable.keys()) connection.subscriptions.set(value, { flags: 0, isModified: false });
      this.connections.set(link.handle, connection);
      this.#tellLink(link.isCentral ? EVENT.PERIPHERAL_CONNECT : EVENT.CENTRAL_CONNECT, link.handle, link.address);
    });
  }

  sent(): void {
    this.#post(() => this.channels.sentSome());
  }

  disconnected(link: Link, reason: number): void {
    if (!this.isActive) {
      this.connections.delete(link.handle);
      return;
    }
    this.#post(() => {
      const connection = this.connections.get(link.handle);
      if (connection === undefined) return;
      this.client.ended(connection);
      this.channels.ended(connection, ofController(reason));
      this.connections.delete(link.handle);
      this.#tellLink(link.isCentral ? EVENT.PERIPHERAL_DISCONNECT : EVENT.CENTRAL_DISCONNECT, link.handle, link.address);
    });
  }

  received(link: Link, channel: number, payload: Uint8Array): void {
    this.#post(() => {
      const connection = this.connections.get(link.handle);
      if (connection === undefined) return;
      if (channel === ATT_CHANNEL) this.#take(connection, payload);
      else this.channels.take(connection, channel, payload);
    });
  }

  #take(connection: Connection, payload: Uint8Array): void {
    const { application } = this.parts;
    const told = (event: number): void =>
      application.tell(event, { numbers: [connection.handle, word(payload, 1)], data: [payload.slice(3)] });
    switch (payload[0]) {
      case OP.MTU_REQUEST:
        connection.send(packet(OP.MTU_RESPONSE, connection.ownMtu));
        connection.hasToldMtu = true;
        this.#agreed(connection, word(payload, 1));
        break;
      case OP.NOTIFICATION:
        told(EVENT.GATTC_NOTIFY);
        break;
      case OP.INDICATION:
        told(EVENT.GATTC_INDICATE);
        connection.send(packet(OP.CONFIRMATION));
        break;
      default:
        if (!this.#server.answer(connection, payload)) this.client.take(connection, payload);
    }
  }

  #agreed(connection: Connection, peerMtu: number): void {
    connection.peerMtu = Math.max(peerMtu, MTU.LEAST);
    this.parts.application.tell(EVENT.MTU_EXCHANGED, { numbers: [connection.handle, connection.mtu] });
  }

  #withValue(handle: number, value: number, bytes: Uint8Array | null, send: (connection: Connection, bytes: Uint8Array) => number): number {
    const sent = bytes ?? this.attributes.find(value)?.read(null);
    if (sent === undefined || typeof sent === 'number') return STATUS.APPLICATION;
    if (value === 0) return STATUS.INVALID;
    return this.sending(handle, (connection) => send(connection, sent));
  }

  #indicated(connection: Connection, value: number, status: number): void {
    const { handle, subscriptions } = connection;
    if (status !== STATUS.NOT_CONNECTED && status !== STATUS.TIMED_OUT) {
      const isAllowed = ((this.attributes.configurable.get(value) ?? 0) & SUBSCRIBED.INDICATE) !== 0;
      if (!isAllowed || connection.indicated !== value) return;
      connection.indicated = 0;
    }
    this.parts.application.tell(EVENT.GATTS_INDICATE_DONE, { numbers: [handle, value, status === STATUS.DONE ? 0 : status] });
    for (const [next, subscription] of subscriptions) {
      if (!subscription.isModified) continue;
      subscription.isModified = false;
      this.indicate(handle, next, null);
      break;
    }
  }

  #tellSubscribers(): void {
    for (const value of this.attributes.configurable.keys())
      for (const { handle, subscriptions, indicated } of this.connections.values()) {
        const subscription = subscriptions.get(value);
        if (subscription === undefined || !subscription.isModified) continue;
        const notifies = (subscription.flags & SUBSCRIBED.NOTIFY) !== 0;
        if (!notifies && ((subscription.flags & SUBSCRIBED.INDICATE) === 0 || indicated !== 0)) continue;
        subscription.isModified = false;
        if (notifies) this.notify(handle, value, null);
        else this.indicate(handle, value, null);
      }
  }

  #tellLink(event: number, handle: number, { type, bytes }: Address): void {
    this.parts.application.tell(event, { numbers: [handle, type], address: bytes.slice() });
  }

  #post(work: () => void): void {
    this.#work.push(work);
    this.parts.workCame();
  }
}
