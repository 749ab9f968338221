/** `bluetooth.BLE`, of which there is one object (`extmod/modbluetooth.c`, `extmod/nimble/modbluetooth_nimble.c`). */
import { EVENT } from '../../ble/application.js';
import type { Connection } from '../../ble/connection.js';
import type { Host } from '../../ble/host.js';
import { errorNumber, STATUS } from '../../ble/status.js';
import type { Bluetooth } from '../../board/bluetooth/bluetooth.js';
import { E2BIG, EINVAL, ENODEV, ETIMEDOUT } from '../../errno.js';
import { MILLISECOND, type Steps } from '../../execution.js';
import { bufferOf } from '../../objects/bytes.js';
import { allocate, wholeBlocks } from '../../objects/charge.js';
import { raise } from '../../objects/exception.js';
import { None } from '../../objects/none.js';
import { forEach } from '../../objects/protocol/iterate.js';
import { isTrue } from '../../objects/protocol/truth.js';
import type { Hold, PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import type { Clock } from '../../sim/clock.js';
import type { SysTick } from '../../sim/systick.js';
import { untilHolds } from '../lwip/waiting.js';
import { type EventParts, Events, NAME } from './events.js';
import { serviceOf } from './services.js';

/** How long the driver takes to load the chip's program and to start NimBLE (assumed), and how long it waits for connections to end. */
const START_MS = 500;
const STOP_MS = 500;
/** Services that a program can register (MP_BLUETOOTH_NIMBLE_MAX_SERVICES). */
const MOST_SERVICES = 8;
/** Bytes on the heap: of the object, of an attribute, of a value besides its content. */
const BYTES = { OBJECT: 8, ATTRIBUTE: 32, VALUE: 16, CHANNEL: 64 } as const;
/** A channel has buffers for three of its longest messages, in blocks of so many bytes. */
const BUFFER = { BLOCK: 128, MESSAGES: 3 } as const;

/** Cycles of preparing a packet (assumed). */
export const PACKET = { price: 3_000 } as const;

/** What a key for resolvable addresses is kept under, by the program that keeps it (SECRET_TYPE_OUR_IRK); the key that others have given. */
const OUR_KEY = { TYPE: 10, NAME: Uint8Array.of(0x69, 0x72, 0x6b), BYTES: 16 } as const;
const PEERS_KEY = 2;

/** What the object needs of its machine. */
export interface BleParts extends EventParts {
  readonly clock: Clock;
  readonly systick: SysTick;
}

/** The object. */
export class BleObject implements PyObject {
  readonly events: Events;

  constructor(
    readonly type: PyType,
    readonly parts: BleParts,
  ) {
    allocate(BYTES.OBJECT);
    this.events = new Events(parts);
  }

  get bluetooth(): Bluetooth {
    return this.parts.bluetooth;
  }
  get host(): Host {
    return this.bluetooth.host;
  }

  /** Names, for people, of what calls the program. */
  get callers(): string[] {
    return this.host.isActive && this.events.handler !== None ? [NAME] : [];
  }

  /** Raises OSError unless it has been switched on. */
  mustBeActive(): void {
    if (!this.host.isActive) throw raise.OSError(ENODEV);
  }

  /** Calls the host, if it is active; raises OSError for what goes wrong. */
  do(request: (host: Host) => number): Value {
    this.mustBeActive();
    check(request(this.host));
    return None;
  }

  /** The same for a request that sends something to a peer. */
  send(connection: number, request: (connection: Connection, host: Host) => number): Value {
    return this.do((host) => host.sending(connection & 0xffff, (found) => request(found, host)));
  }

  /** Makes a channel for messages of so many bytes. */
  makeChannel(mtu: number, make: (host: Host) => number): Value {
    this.mustBeActive();
    if (this.host.channels.mtu === null) allocate(channelBytes(mtu));
    return this.do(make);
  }

  *switching(isOn: boolean): Steps<void> {
    const hasEnded = yield* this.#stopping();
    if (!isOn && !hasEnded) throw raise.OSError(ETIMEDOUT);
    if (!isOn) return;
    yield this.parts.clock.busy(START_MS * MILLISECOND);
    this.bluetooth.start();
  }

  *#stopping(): Steps<boolean> {
    const { host, radio } = this.bluetooth;
    if (!host.isActive) return true;
    host.beginStop();
    const hasEnded = yield* untilHolds(this.parts.systick, () => radio.links.size === 0, STOP_MS);
    host.stop();
    return hasEnded;
  }

  /** Lets the program remember a key, and asks for it (`load_irk`). It is of no use here: resolvable addresses are not simulated. */
  loadKey(): void {
    const { TYPE, NAME: name, BYTES: count } = OUR_KEY;
    const kept = this.events.call(EVENT.GET_SECRET, { numbers: [TYPE, 0], data: [name.slice()] });
    if (kept === None || bufferOf(kept)?.bytes.length !== count) {
      const key = Uint8Array.from({ length: count }, () => this.bluetooth.random());
      if (!isTrue(this.events.call(EVENT.SET_SECRET, { numbers: [TYPE], data: [name.slice(), key] }))) return;
    }
    this.events.call(EVENT.GET_SECRET, { numbers: [PEERS_KEY, 0], data: [null] });
  }

  /** Registers services; returns the handles of each. */
  register(declarations: Value): number[][] {
    this.do((host) => host.beginRegistration());
    const before = this.#attributeBytes;
    const services: ReturnType<typeof serviceOf>[] = [];
    forEach(declarations, (declaration) => {
      if (services.length === MOST_SERVICES) throw raise.OSError(E2BIG);
      services.push(serviceOf(declaration));
      return undefined;
    });
    const handles = this.host.register(services);
    allocate(Math.max(0, this.#attributeBytes - before));
    return handles;
  }

  /** Sets a value. Raises OSError if no value has this handle. */
  write(handle: number, bytes: Uint8Array): void {
    const value = this.#value(handle);
    if (bytes.length > value.room) allocate(bytes.length);
    value.set(bytes);
  }

  resize(handle: number, room: number, isAppended: boolean): void {
    const value = this.#value(handle);
    allocate(room);
    value.resize(room, isAppended);
  }

  #value(handle: number): NonNullable<ReturnType<Host['attributes']['values']['get']>> {
    const value = this.host.attributes.values.get(handle & 0xffff);
    if (value === undefined) throw raise.OSError(EINVAL);
    return value;
  }

  get #attributeBytes(): number {
    const { all, values } = this.host.attributes;
    return [...values.values()].reduce((sum, { room }) => sum + BYTES.VALUE + wholeBlocks(room), all.length * BYTES.ATTRIBUTE);
  }

  /** Slot `references` of the type. */
  references(hold: Hold): number {
    hold(this.events.handler);
    const { mtu } = this.host.channels;
    return BYTES.OBJECT + this.#attributeBytes + (mtu === null ? 0 : channelBytes(mtu));
  }
}

const channelBytes = (mtu: number): number => BYTES.CHANNEL + Math.ceil(mtu / BUFFER.BLOCK) * BUFFER.BLOCK * BUFFER.MESSAGES;

/** Raises OSError unless a status is OK. */
export function check(status: number): void {
  if (status !== STATUS.OK) throw raise.OSError(errorNumber(status));
}
