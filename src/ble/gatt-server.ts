/** How a GATT server answers requests (`nimble/host/src/ble_att_svr.c`). There is no encryption: what needs it is refused. */
import { ATT_ERROR, OP, packet, word } from './att.js';
import { type Attribute, type Attributes, FLAG, isService } from './attributes.js';
import type { Connection } from './connection.js';
import { sameUuid, type Uuid } from './uuid.js';

/** The last handle, which says that nothing follows. */
const END = 0xffff;
const READS_SECURELY = FLAG.READ_ENCRYPTED | FLAG.READ_AUTHENTICATED;
const WRITES_SECURELY = FLAG.WRITE_ENCRYPTED | FLAG.WRITE_AUTHENTICATED;

/** A refusal: of which handle, and why. */
class Refusal {
  constructor(
    readonly handle: number,
    readonly error: number,
  ) {}
}

export class GattServer {
  constructor(private readonly attributes: Attributes) {}

  /** Answers a request; false if the packet is none. */
  answer(connection: Connection, request: Uint8Array): boolean {
    const answer = this.#answerTo(connection, request);
    if (answer === undefined) return false;
    if (answer instanceof Refusal) connection.refuse(request[0], answer.handle, answer.error);
    else if (answer !== null) connection.send(answer);
    return true;
  }

  /** Null: no answer. Undefined: no request. */
  #answerTo(connection: Connection, request: Uint8Array): Uint8Array | Refusal | null | undefined {
    const handle = word(request, 1);
    switch (request[0]) {
      case OP.FIND_INFO_REQUEST:
        return this.#findInfo(connection, handle, word(request, 3));
      case OP.FIND_VALUE_REQUEST:
        return this.#findValue(connection, handle, request.slice(5, 7), request.slice(7));
      case OP.READ_TYPE_REQUEST:
        return this.#readType(connection, handle, word(request, 3), request.slice(5));
      case OP.READ_GROUP_REQUEST:
        return this.#readGroup(connection, handle, request.slice(5));
      case OP.READ_REQUEST:
        return this.#read(connection, handle);
      case OP.WRITE_REQUEST:
        return this.#write(connection, handle, request.slice(3)) ?? packet(OP.WRITE_RESPONSE);
      case OP.WRITE_COMMAND:
        this.#write(connection, handle, request.slice(3));
        return null;
    }
    return undefined;
  }

  #read(connection: Connection, handle: number): Uint8Array | Refusal {
    const attribute = this.attributes.find(handle);
    if (attribute === undefined) return new Refusal(handle, ATT_ERROR.INVALID_HANDLE);
    const value = valueFor(connection, attribute);
    return value instanceof Refusal ? value : packet(OP.READ_RESPONSE, value);
  }

  #write(connection: Connection, handle: number, bytes: Uint8Array): Refusal | null {
    const attribute = this.attributes.find(handle);
    if (attribute === undefined) return new Refusal(handle, ATT_ERROR.INVALID_HANDLE);
    const { flags } = attribute;
    if ((flags & (FLAG.WRITE | FLAG.WRITE_NO_RESPONSE)) === 0) return new Refusal(handle, ATT_ERROR.WRITE_NOT_PERMITTED);
    if ((flags & WRITES_SECURELY) !== 0) return new Refusal(handle, ATT_ERROR.INSUFFICIENT_AUTHENTICATION);
    const error = attribute.write(connection, bytes);
    return error === 0 ? null : new Refusal(handle, error);
  }

  /** The handles of a range with their types, as many as are of equal length and fit. */
  #findInfo({ mtu }: Connection, first: number, last: number): Uint8Array | Refusal {
    const found = this.#between(first, last);
    const length = found[0]?.type.length ?? 0;
    const fitting = leading(found, ({ type }) => type.length === length, (mtu - 2) / (2 + length));
    if (fitting.length === 0) return new Refusal(first, ATT_ERROR.NOT_FOUND);
    const format = Uint8Array.of(length === 2 ? 1 : 2);
    return packet(OP.FIND_INFO_RESPONSE, format, ...fitting.flatMap(({ handle, type }) => [handle, type]));
  }

  /** The services with a UUID: the handles at which each begins and ends. */
  #findValue(connection: Connection, first: number, type: Uuid, value: Uint8Array): Uint8Array | Refusal {
    const found = this.#between(first, END).filter(
      (attribute) => sameUuid(attribute.type, type) && String(attribute.read(connection)) === String(value),
    );
    const fitting = found.slice(0, Math.floor((connection.mtu - 1) / 4));
    if (fitting.length === 0) return new Refusal(first, ATT_ERROR.NOT_FOUND);
    return packet(OP.FIND_VALUE_RESPONSE, ...fitting.flatMap(({ handle }) => [handle, this.#lastOf(handle)]));
  }

  /** The attributes of a type, with their values, as many as are of equal length and fit. */
  #readType(connection: Connection, first: number, last: number, type: Uuid): Uint8Array | Refusal {
    const found = this.#between(first, last).filter((attribute) => sameUuid(attribute.type, type));
    return this.#listed(connection, OP.READ_TYPE_RESPONSE, first, found, ({ handle }) => [handle]);
  }

  /** The services, with the handles at which they begin and end, and their UUIDs; as many as are of equal length and fit. */
  #readGroup(connection: Connection, first: number, type: Uuid): Uint8Array | Refusal {
    const found = this.#between(first, END).filter((attribute) => sameUuid(attribute.type, type));
    return this.#listed(connection, OP.READ_GROUP_RESPONSE, first, found, ({ handle }) => [
      handle,
      this.attributes.all.slice(handle).some(isService) ? this.#lastOf(handle) : END,
    ]);
  }

  #listed(
    connection: Connection,
    op: number,
    first: number,
    found: readonly Attribute[],
    handles: (attribute: Attribute) => number[],
  ): Uint8Array | Refusal {
    const items: { readonly handles: number[]; readonly value: Uint8Array }[] = [];
    let length = 0;
    for (const attribute of found) {
      const value = valueFor(connection, attribute);
      if (value instanceof Refusal) {
        if (items.length === 0) return value;
        break;
      }
      const item = { handles: handles(attribute), value };
      const bytes = 2 * item.handles.length + value.length;
      if (items.length > 0 && (bytes !== length || 2 + (items.length + 1) * bytes > connection.mtu)) break;
      length = bytes;
      items.push(item);
    }
    if (items.length === 0) return new Refusal(first, ATT_ERROR.NOT_FOUND);
    return packet(op, Uint8Array.of(length), ...items.flatMap((item) => [...item.handles, item.value]));
  }

  #between(first: number, last: number): Attribute[] {
    return this.attributes.all.filter(({ handle }) => handle >= first && handle <= last);
  }

  /** The last handle of the service that begins at a handle. */
  #lastOf(begin: number): number {
    const next = this.attributes.all.slice(begin).find(isService);
    return next === undefined ? this.attributes.all.length : next.handle - 1;
  }
}

function valueFor(connection: Connection, attribute: Attribute): Uint8Array | Refusal {
  const { handle, flags } = attribute;
  if ((flags & FLAG.READ) === 0) return new Refusal(handle, ATT_ERROR.READ_NOT_PERMITTED);
  if ((flags & READS_SECURELY) !== 0) return new Refusal(handle, ATT_ERROR.INSUFFICIENT_AUTHENTICATION);
  const value = attribute.read(connection);
  return typeof value === 'number' ? new Refusal(handle, value) : value;
}

/** The first items, as long as each fits, and at most so many. */
function leading<T>(items: readonly T[], fits: (item: T) => boolean, most: number): T[] {
  const end = items.findIndex((item) => !fits(item));
  return items.slice(0, Math.min(end < 0 ? items.length : end, Math.floor(most)));
}
