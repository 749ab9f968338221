/**
 * The attributes of a GATT server: services, characteristics and descriptors by handle, as NimBLE numbers them, and the values that a program
 * reads and writes (`nimble/host/src/ble_gatts.c`, `extmod/modbluetooth.c`, the GATTS DB).
 */
import { ATT_ERROR, word } from './att.js';
import { type Connection, SUBSCRIBED } from './connection.js';
import { sameUuid, UUID, type Uuid, uuid16 } from './uuid.js';

/** What a characteristic allows (MP_BLUETOOTH_CHARACTERISTIC_FLAG_…). */
export const FLAG = {
  READ: 0x0002,
  WRITE_NO_RESPONSE: 0x0004,
  WRITE: 0x0008,
  NOTIFY: 0x0010,
  INDICATE: 0x0020,
  RELIABLE_WRITE: 0x0080,
  AUX_WRITE: 0x0100,
  READ_ENCRYPTED: 0x0200,
  READ_AUTHENTICATED: 0x0400,
  WRITE_ENCRYPTED: 0x1000,
  WRITE_AUTHENTICATED: 0x2000,
} as const;

/** Those of the flags that a client is told, and the one that stands for the rest. */
const TOLD = 0x7f;
const EXTENDED = 0x80;
/** Bytes for which a value has room at first (MP_BLUETOOTH_DEFAULT_ATTR_LEN). */
const ROOM = 20;

/** What a program declares. */
export interface Descriptor {
  readonly uuid: Uuid;
  readonly flags: number;
}
export interface Characteristic extends Descriptor {
  readonly descriptors: readonly Descriptor[];
}
export interface Service {
  readonly uuid: Uuid;
  readonly characteristics: readonly Characteristic[];
}

/** An attribute. Reading and writing return the bytes, or the error with which they are refused. */
export interface Attribute {
  readonly handle: number;
  readonly type: Uuid;
  readonly flags: number;
  read(by: Connection | null): Uint8Array | number;
  write(by: Connection, bytes: Uint8Array): number;
}

/** A value that a program reads and writes. */
class StoredValue {
  bytes = new Uint8Array(0);
  /** Bytes for which it has room: what a client writes is cut to this. */
  room = ROOM;
  /** Whether what a client writes is added to what is there. */
  isAppended = false;

  /** The program reads it. */
  take(): Uint8Array {
    const { bytes } = this;
    if (this.isAppended) this.bytes = new Uint8Array(0);
    return bytes;
  }

  /** The program writes it. */
  set(bytes: Uint8Array): void {
    this.room = Math.max(this.room, bytes.length);
    this.bytes = bytes.slice();
  }

  /** A client writes it. */
  receive(bytes: Uint8Array): void {
    const before = this.isAppended ? this.bytes : new Uint8Array(0);
    this.bytes = Uint8Array.from([...before, ...bytes].slice(0, this.room));
  }

  resize(room: number, isAppended: boolean): void {
    this.room = room;
    this.isAppended = isAppended;
    this.bytes = new Uint8Array(0);
  }
}

/** Hears of what clients do with stored values. */
interface ValueWatch {
  /** A client (null: the server itself, to notify) wants to read; an error if it must not. */
  wanted(by: Connection | null, handle: number): number;
  written(by: Connection, handle: number): void;
  /** The device's name. */
  readonly name: Uint8Array;
}

export class Attributes {
  readonly all: Attribute[] = [];
  readonly values = new Map<number, StoredValue>();
  /** What clients can subscribe to: the bits that are allowed, by handle of the value. */
  readonly configurable = new Map<number, number>();

  constructor(private readonly watch: ValueWatch) {}

  find(handle: number): Attribute | undefined {
    return this.all[handle - 1];
  }

  /** Replaces all attributes by those of the protocol itself and these. Returns for each service the handles of its values. */
  register(services: readonly Service[]): number[][] {
    this.clear();
    this.#addOwn();
    return services.map((service) => this.#addService(service));
  }

  clear(): void {
    this.all.length = 0;
    this.values.clear();
    this.configurable.clear();
  }

  #addOwn(): void {
    const told = (uuid: Uuid, value: () => Uint8Array): void =>
      void this.#addCharacteristic(
        { uuid, flags: FLAG.READ, descriptors: [] },
        { read: value, write: () => ATT_ERROR.WRITE_NOT_PERMITTED },
      );
    this.#declare(UUID.PRIMARY_SERVICE, UUID.GAP_SERVICE);
    told(UUID.DEVICE_NAME, () => this.watch.name);
    told(UUID.APPEARANCE, () => uuid16(0));
    this.#declare(UUID.PRIMARY_SERVICE, UUID.GATT_SERVICE);
    this.#addCharacteristic({ uuid: UUID.SERVICE_CHANGED, flags: FLAG.INDICATE, descriptors: [] });
  }

  #addService({ uuid, characteristics }: Service): number[] {
    this.#declare(UUID.PRIMARY_SERVICE, uuid);
    return characteristics.flatMap((characteristic) => this.#addCharacteristic(characteristic));
  }

  /** Returns the handles of its value and its descriptors. */
  #addCharacteristic({ uuid, flags, descriptors }: Characteristic, own?: Pick<Attribute, 'read' | 'write'>): number[] {
    const told = (flags & TOLD) | ((flags & (FLAG.RELIABLE_WRITE | FLAG.AUX_WRITE)) !== 0 ? EXTENDED : 0);
    const value = this.all.length + 2;
    this.#declare(UUID.CHARACTERISTIC, Uint8Array.of(told, value, value >> 8, ...uuid));
    this.#addValue(uuid, flags, own);
    const allowed = ((flags & FLAG.NOTIFY) !== 0 ? SUBSCRIBED.NOTIFY : 0) | ((flags & FLAG.INDICATE) !== 0 ? SUBSCRIBED.INDICATE : 0);
    if (allowed !== 0) this.#addConfiguration(value, allowed);
    return [value, ...descriptors.map(({ uuid, flags }) => this.#addValue(uuid, flags))];
  }

  #declare(type: Uuid, value: Uint8Array): void {
    this.#add(type, FLAG.READ, { read: () => value, write: () => ATT_ERROR.WRITE_NOT_PERMITTED });
  }

  #addValue(uuid: Uuid, flags: number, own?: Pick<Attribute, 'read' | 'write'>): number {
    const handle = this.all.length + 1;
    const value = new StoredValue();
    this.values.set(handle, value);
    return this.#add(
      uuid,
      flags,
      own ?? {
        read: (by) => {
          const error = this.watch.wanted(by, handle);
          return error === 0 ? value.bytes : error & 0xff;
        },
        write: (by, bytes) => {
          value.receive(bytes);
          this.watch.written(by, handle);
          return 0;
        },
      },
    );
  }

  #addConfiguration(value: number, allowed: number): void {
    this.configurable.set(value, allowed);
    this.#add(UUID.CLIENT_CONFIGURATION, FLAG.READ | FLAG.WRITE, {
      read: (by) => uuid16(by?.subscriptions.get(value)?.flags ?? 0),
      write: (by, bytes) => {
        if (bytes.length !== 2) return ATT_ERROR.INVALID_LENGTH;
        const flags = word(bytes, 0);
        if ((flags & ~allowed) !== 0) return ATT_ERROR.REQUEST_NOT_SUPPORTED;
        const subscription = by.subscriptions.get(value);
        if (subscription !== undefined) subscription.flags = flags;
        return 0;
      },
    });
  }

  #add(type: Uuid, flags: number, access: Pick<Attribute, 'read' | 'write'>): number {
    const handle = this.all.length + 1;
    this.all.push({ handle, type, flags, ...access });
    return handle;
  }
}

/** Whether an attribute is the declaration of a service. */
export const isService = ({ type }: Attribute): boolean => sameUuid(type, UUID.PRIMARY_SERVICE) || sameUuid(type, UUID.SECONDARY_SERVICE);
